'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useSchemaLabel } from '@/components/entities/use-labels.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';
import { FindNode } from './find-node.tsx';
import { Lines } from './lines.tsx';
import styles from './network.module.css';
import type { Place } from './use-layout.ts';
import type { Chosen } from './use-network.ts';

interface Props {
  readonly node: NetworkNode;
  readonly others: readonly NetworkNode[];
  /** Its lines that are on the drawing. */
  readonly lines: readonly NetworkEdge[];
  readonly place: Place | undefined;
  readonly onExpand: () => void;
  readonly onPlace: (place: Place) => void;
  readonly onWay: (toId: string) => void;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Who has more lines than this is read in the table. */
const LISTED = 40;

/** Somebody on the drawing: what there is to expand, whether they are pinned, the way to somebody else. */
export function NodeCard({ node, others, lines, place, onExpand, onPlace, onWay, onChoose }: Props) {
  const t = useTranslations('network.node');
  const labelOf = useSchemaLabel();
  const hidden = node.relationships - lines.length;
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
      {lines.length > 0 ? (
        <>
          <h3>{t('lines')}</h3>
          <Lines nodes={others} edges={lines.slice(0, LISTED)} onChoose={onChoose} />
          {lines.length > LISTED ? (
            <p className={styles.hint}>{t('moreLines', { count: lines.length - LISTED })}</p>
          ) : null}
        </>
      ) : null}
      <h3>{t('way')}</h3>
      <FindNode nodes={others.filter(({ id }) => id !== node.id)} label={t('wayTo')} onFound={onWay} />
    </section>
  );
}
