'use client';

import { useMemo, useRef, useState } from 'react';
import { useActs } from '../reader/acts/registry.tsx';
import { Card } from './card.tsx';
import { crowded, layOut } from './layout.rules.ts';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';
import type { Standing } from './standing.ts';
import { useHeights } from './use-heights.ts';
import { useMarkActs } from './use-mark-acts.ts';
import { useWindowed } from './use-windowed.ts';

interface MarginProps {
  readonly annotations: readonly ShownAnnotation[];
  /** Where each mark's words are: pixels below the top of this column. A mark that is not in it has no card. */
  readonly positions: ReadonlyMap<string, number>;
  readonly activeId: string | null;
  readonly onActivate: (id: string | null) => void;
  readonly standing: Standing;
}

const GAP = 8;
/** A closed card's usual height, and a compact one's: what is reckoned with before it has been measured. */
const USUAL = 112;
const COMPACT = 44;
/** Further than this from its words a card does no good: then its neighbours show one line each. */
const TOLERANCE = 160;

/**
 * The column of cards beside the text (ANN-4). It stands in the same scrolling box as the words, so its cards follow
 * them; only those near the screen are drawn. On a phone the active card alone shows, as a sheet at the bottom.
 * Each card carries `data-card` with the mark's id: the red thread is drawn to it.
 */
export function Margin({ annotations, positions, activeId, onActivate, standing }: MarginProps) {
  const acts = useMarkActs();
  const root = useRef<HTMLElement>(null);
  const { heights, measured } = useHeights();
  const [replyingTo, setReplyingTo] = useState<string | null>(null);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());

  const placed = useMemo(
    () =>
      annotations.flatMap((mark) => {
        const y = positions.get(mark.id);
        return y === undefined ? [] : [{ id: mark.id, y, mark }];
      }),
    [annotations, positions],
  );
  const compact = useMemo(() => crowded(placed, USUAL + GAP, TOLERANCE), [placed]);
  const tops = useMemo(() => {
    const sized = placed.map(({ id, y }) => {
      const usual = compact.has(id) && id !== activeId ? COMPACT : USUAL;
      return { id, y, height: heights.get(id) ?? usual };
    });
    return layOut(sized, activeId, GAP);
  }, [placed, compact, heights, activeId]);
  const near = useWindowed(root);

  useActs({
    reply: activeId
      ? () => {
          setReplyingTo(activeId);
          return true;
        }
      : undefined,
  });

  const drawn = placed
    .map((card) => ({ ...card, top: tops.get(card.id) ?? card.y }))
    .filter((card) => card.id === activeId || (card.top > near.from && card.top < near.to))
    .sort((a, b) => a.top - b.top);

  return (
    <aside ref={root} className={styles.margin} aria-label="Margin: what colleagues say about the text">
      <ol className={styles.cards}>
        {drawn.map(({ id, mark, top }) => (
          <li
            key={id}
            ref={measured(id)}
            data-card={id}
            data-kind={mark.kind}
            data-pending={mark.pending || undefined}
            className={[
              styles.card,
              id === activeId ? styles.active : '',
              mark.pending ? styles.pending : '',
              mark.status === 'resolved' ? styles.resolved : '',
            ].join(' ')}
            style={{ transform: `translateY(${Math.round(top)}px)` }}
          >
            <Card
              mark={mark}
              standing={standing}
              acts={acts}
              active={id === activeId}
              compact={compact.has(id) && id !== activeId}
              replying={replyingTo === id && id === activeId}
              draft={drafts.get(id) ?? ''}
              onActivate={() => onActivate(id === activeId ? null : id)}
              onClose={() => onActivate(null)}
              onReplying={(replying) => setReplyingTo(replying ? id : null)}
              onDraft={(text) => setDrafts((all) => new Map(all).set(id, text))}
            />
          </li>
        ))}
      </ol>
    </aside>
  );
}
