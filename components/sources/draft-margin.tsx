'use client';

import type { KeyboardEvent } from 'react';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isEditable } from '@/components/sources/clipboard.ts';
import type { MarkActs } from '@/components/margin/acts.ts';
import type { Colleague } from '@/components/margin/margin.tsx';
import { Margin } from '@/components/margin/margin.tsx';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { Standing } from '@/components/margin/standing.ts';
import { ActsContext, actRegistry } from '@/components/reader/acts/registry.tsx';
import styles from './draft.module.css';

const keys = { r: 'reply', i: 'edit' } as const;
const isKey = (key: string): key is keyof typeof keys => key in keys;

/** The cards of a draft's marks beside their words, as in the reading room. */
export function DraftMargin({
  marks,
  positions,
  activeId,
  onActivate,
  standing,
  acts,
  people,
  colleagues,
  onWriting,
}: {
  readonly marks: readonly ShownAnnotation[];
  readonly positions: ReadonlyMap<string, number>;
  readonly activeId: string | null;
  readonly onActivate: (id: string | null) => void;
  readonly standing: Standing;
  readonly acts: MarkActs;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly colleagues: readonly Colleague[];
  readonly onWriting: (id: string | null) => void;
}) {
  const t = useTranslations('sources.draft');
  const [registry] = useState(actRegistry);
  const byId = useMemo(() => new Map(marks.map((mark) => [mark.id, mark])), [marks]);
  const lost = marks.filter((mark) => !mark.pending && mark.anchors.every(({ start }) => start === null));

  function onKeyDown(event: KeyboardEvent) {
    if (isEditable(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') onActivate(null);
    else if (!isKey(event.key) || !registry.run(keys[event.key])) return;
    event.preventDefault();
  }
  return (
    <ActsContext value={registry}>
      {lost.length > 0 ? (
        <details className={styles.lost}>
          <summary>{t('lost', { count: lost.length })}</summary>
          <p>{t('lostHint')}</p>
          <ul>
            {lost.map((mark) => (
              <li key={mark.id} lang="">
                {mark.anchors.map(({ exact }) => exact).join(' … ')}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {/* The keys that the open card names are its own while it has the focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.margin} onKeyDown={onKeyDown}>
        <Margin
          annotations={byId}
          {...{ positions, activeId, onActivate, onWriting, standing, acts, people, colleagues }}
        />
      </div>
    </ActsContext>
  );
}
