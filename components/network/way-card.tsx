'use client';

import { useTranslations } from 'use-intl';
import type { Drawn } from '@/lib/network/schema.ts';
import { Button } from '@/components/ui/button.tsx';
import { Lines } from './lines.tsx';
import styles from './network.module.css';
import type { Chosen } from './use-network.ts';

interface Props {
  readonly way: Drawn;
  /** To whom it was looked for. */
  readonly to: string;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onClose: () => void;
}

/** The way between two, line by line; each line opens its words. */
export function WayCard({ way, to, onChoose, onClose }: Props) {
  const t = useTranslations('network.way');
  return (
    <section className={styles.card} aria-labelledby="way">
      <h2 id="way">{t('title', { to })}</h2>
      {way.edges.length === 0 ? <p>{t('none')}</p> : null}
      <Lines nodes={way.nodes} edges={way.edges} onChoose={onChoose} />
      <Button variant="quiet" onClick={onClose}>
        {t('close')}
      </Button>
    </section>
  );
}
