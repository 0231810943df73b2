'use client';

import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useActs } from '../reader/acts/registry.tsx';
import type { MarkActs } from './acts.ts';
import type { CardPart } from './card.tsx';
import { Card } from './card.tsx';
import { GroupCard } from './group-card.tsx';
import { crowded, gathered, layOut } from './layout.rules.ts';
import styles from './margin.module.css';
import type { Person } from './mention.rules.ts';
import type { ShownAnnotation } from './pending.ts';
import type { Standing } from './standing.ts';
import { may } from './standing.ts';
import { useHeights } from './use-heights.ts';
import { useWindowed } from './use-windowed.ts';

/** A colleague, as far as it concerns the cards. */
export interface Colleague {
  readonly name: string;
  readonly activeId: string | null;
  readonly writing: string | null;
}

interface MarginProps {
  readonly annotations: ReadonlyMap<string, ShownAnnotation>;
  /** Where the words of the marks near the screen are: pixels below the top of this column. */
  readonly positions: ReadonlyMap<string, number>;
  readonly activeId: string | null;
  readonly onActivate: (id: string | null) => void;
  readonly onWriting: (id: string | null) => void;
  readonly standing: Standing;
  readonly acts: MarkActs;
  readonly people: readonly Person[];
  readonly colleagues: readonly Colleague[];
  readonly parts?: readonly CardPart[];
}

const none: readonly CardPart[] = [];
const GAP = 8;
/** A closed card's usual height, and a compact one's: what is reckoned with before it has been measured. */
const USUAL = 112;
const COMPACT = 44;
/** Further than this from its words a card does no good: then its neighbours show one line each, or a count. */
const TOLERANCE = 160;
/** The stretch of the column whose marks share one count. */
const CELL = 120;

/**
 * The column of cards beside the text (ANN-4). It stands in the same scrolling box as the words, so its cards follow
 * them; only those near the screen are drawn. On a phone the active card alone shows, as a sheet at the bottom.
 * Each card carries `data-card` with the mark's id: the red thread is drawn to it.
 */
export function Margin({ annotations, positions, activeId, colleagues, parts = none, ...props }: MarginProps) {
  const { onActivate, onWriting, standing, acts, people } = props;
  const t = useTranslations('margin');
  const root = useRef<HTMLElement>(null);
  const { heights, measured } = useHeights();
  const [replyingTo, setReplyingTo] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());

  const places = useMemo(
    () => [...positions].flatMap(([id, y]) => (annotations.has(id) ? [{ id, y }] : [])),
    [annotations, positions],
  );
  const groups = useMemo(() => gathered(places, COMPACT + GAP, CELL, TOLERANCE), [places]);
  const single = useMemo(() => {
    const inGroup = new Set(groups.flatMap(({ ids }) => ids));
    return places.filter(({ id }) => !inGroup.has(id) || id === activeId);
  }, [places, groups, activeId]);
  const compact = useMemo(() => crowded(places, USUAL + GAP, TOLERANCE), [places]);
  const tops = useMemo(() => {
    const sized = single.map(({ id, y }) => {
      const usual = compact.has(id) && id !== activeId ? COMPACT : USUAL;
      return { id, y, height: heights.get(id) ?? usual };
    });
    const grouped = groups.map(({ id, y }) => ({ id, y, height: heights.get(id) ?? COMPACT }));
    return layOut([...sized, ...grouped], activeId, GAP);
  }, [single, groups, compact, heights, activeId]);
  const near = useWindowed(root);

  const active = activeId ? annotations.get(activeId) : undefined;
  useActs({
    reply:
      active && may(standing, 'reply.create')
        ? () => {
            setReplyingTo(active.id);
            onWriting(active.id);
            return true;
          }
        : undefined,
    edit:
      active && may(standing, 'annotation.update', active)
        ? () => {
            setEditing(active.id);
            return true;
          }
        : undefined,
  });

  const inSight = (top: number) => top > near.from && top < near.to;
  const topOf = (id: string, y: number) => tops.get(id) ?? y;
  // In reading order, whatever the order in which they were made: Tab and a screen reader go down the page.
  const drawn = [
    ...single.map(({ id, y }) => ({ id, top: topOf(id, y), group: null })),
    ...groups.map((group) => ({ id: group.id, top: topOf(group.id, group.y), group })),
  ]
    .filter(({ id, top }) => id === activeId || inSight(top))
    .sort((a, b) => a.top - b.top);

  const card = (id: string) => {
    const mark = annotations.get(id);
    if (!mark) return null;
    return (
      <Card
        mark={mark}
        {...{ standing, acts, people, parts }}
        writing={colleagues.filter((one) => one.writing === id).map(({ name }) => name)}
        watching={colleagues.filter((one) => one.activeId === id).map(({ name }) => name)}
        active={id === activeId}
        compact={compact.has(id) && id !== activeId}
        replying={replyingTo === id && id === activeId}
        editing={editing === id && id === activeId}
        draft={drafts.get(id) ?? ''}
        onActivate={() => onActivate(id === activeId ? null : id)}
        onClose={() => onActivate(null)}
        onReplying={(replying) => {
          setReplyingTo(replying ? id : null);
          onWriting(replying ? id : null);
        }}
        onEditing={(on) => setEditing(on ? id : null)}
        onDraft={(text) => setDrafts((all) => new Map(all).set(id, text))}
      />
    );
  };

  return (
    <aside ref={root} className={styles.margin} aria-label={t('label')}>
      <ol className={styles.cards}>
        {drawn.map(({ id, top, group }) => {
          const mark = annotations.get(id);
          return (
            <li
              key={id}
              ref={measured(id)}
              data-card={group ? undefined : id}
              data-group={group ? id : undefined}
              data-kind={mark?.kind}
              data-pending={mark?.pending || undefined}
              className={[
                styles.card,
                id === activeId ? styles.active : '',
                mark?.pending ? styles.pending : '',
                mark?.status === 'resolved' ? styles.resolved : '',
              ].join(' ')}
              style={{ transform: `translateY(${Math.round(top)}px)` }}
            >
              {group ? (
                <GroupCard
                  marks={group.ids.flatMap((one) => annotations.get(one) ?? [])}
                  activeId={activeId}
                  onActivate={onActivate}
                />
              ) : (
                card(id)
              )}
            </li>
          );
        })}
      </ol>
      {positions.size === 0 && annotations.size === 0 ? <p className={styles.empty}>{t('empty')}</p> : null}
    </aside>
  );
}
