'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useSchemaLabel } from '@/components/entities/use-labels.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import type { NetworkNode } from '@/lib/network/schema.ts';
import { FindNode } from './find-node.tsx';
import styles from './network.module.css';
import type { Place } from './use-layout.ts';

interface Props {
  readonly node: NetworkNode;
  readonly others: readonly NetworkNode[];
  /** How many of its lines are on the drawing. */
  readonly drawn: number;
  readonly place: Place | undefined;
  readonly onExpand: () => void;
  readonly onPlace: (place: Place) => void;
  readonly onWay: (toId: string) => void;
}

/** Somebody on the drawing: what there is to expand, whether they are pinned, the way to somebody else. */
export function NodeCard({ node, others, drawn, place, onExpand, onPlace, onWay }: Props) {
  const t = useTranslations('network.node');
  const labelOf = useSchemaLabel();
  const hidden = node.relationships - drawn;
  return (
    <section className={styles.card} aria-labelledby={`node-${node.id}`}>
      <h2 id={`node-${node.id}`}>
        <Link href={`/entities/${node.id}`}>{node.name || t('unnamed')}</Link>
      </h2>
      <p className={styles.facts}>
        <Chip tone="entity">{labelOf(node.schema)}</Chip>
        <span>{t('counts', { mentions: node.mentions, relationships: node.relationships })}</span>
      </p>
      <p className={styles.acts}>
        {hidden > 0 ? (
          <Button variant="primary" onClick={onExpand}>
            {t('expand', { count: hidden })}
          </Button>
        ) : null}
        {place ? (
          <Button aria-pressed={place.pinned} onClick={() => onPlace({ ...place, pinned: !place.pinned })}>
            {place.pinned ? t('unpin') : t('pin')}
          </Button>
        ) : null}
      </p>
      <h3>{t('way')}</h3>
      <FindNode nodes={others.filter(({ id }) => id !== node.id)} label={t('wayTo')} onFound={onWay} />
    </section>
  );
}
