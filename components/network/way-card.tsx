'use client';

import { useTranslations } from 'use-intl';
import type { Drawn } from '@/lib/network/schema.ts';
import { useEdgeWords } from '@/components/entities/use-labels.ts';
import { Button } from '@/components/ui/button.tsx';
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
  const wordsOf = useEdgeWords();
  const nameOf = new Map(way.nodes.map(({ id, name }) => [id, name]));
  return (
    <section className={styles.card} aria-labelledby="way">
      <h2 id="way">{t('title', { to })}</h2>
      {way.edges.length === 0 ? <p>{t('none')}</p> : null}
      <ol className={styles.way}>
        {way.edges.map((edge) => (
          <li key={edge.id}>
            <button type="button" onClick={() => onChoose({ what: 'edge', id: edge.id })}>
              {nameOf.get(edge.fromId)} <em>{wordsOf(edge.words)}</em> {nameOf.get(edge.toId)}
            </button>
          </li>
        ))}
      </ol>
      <Button variant="quiet" onClick={onClose}>
        {t('close')}
      </Button>
    </section>
  );
}
