'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from 'zustand';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import { intervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { isEverything, takes } from '../filter.rules.ts';
import { markDrawer } from '../drawing/drawn-marks.ts';
import type { RoomStore } from './room-store.ts';

/** The marks that the filter lets through, by id, by place, and in an index of their places (ANN-9). */
export function useShownMarks(
  store: RoomStore,
  annotations: readonly ShownAnnotation[],
  version: number,
  meId: string,
) {
  const filter = useStore(store, (state) => state.filter);
  const t = useTranslations('reader');
  const shown = useMemo(
    () => (isEverything(filter) ? annotations : annotations.filter((mark) => takes(filter, mark, meId))),
    [annotations, filter, meId],
  );
  const draw = useMemo(
    () => markDrawer(version, (kind, name) => t('chooser.by', { kind: t(`kind.${kind}`), name })),
    [version, t],
  );
  const marks = useMemo(() => draw(shown), [draw, shown]);
  const byId = useMemo(() => new Map(shown.map((mark) => [mark.id, mark])), [shown]);
  const index = useMemo(() => intervalIndex(marks), [marks]);
  return { shown, marks, byId, index };
}
