'use client';

import { useCallback } from 'react';
import type { MarkActs } from '@/components/margin/acts.ts';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { RoomStore } from './room-store.ts';
import { selectedRanges } from './room-store.ts';

type Mark = (kind: AnnotationView['kind'], more?: Record<string, unknown>) => void;

/** Marks what is selected: one mark, however many ranges it has (ANN-1). */
export function useMarking(
  store: RoomStore,
  place: { readonly sourceId: string; readonly version: number },
  acts: MarkActs,
  leave: () => void,
): Mark {
  const { sourceId, version } = place;
  return useCallback(
    (kind, more = {}) => {
      const ranges = selectedRanges(store.getState());
      const [first] = ranges;
      if (!first) return;
      const target = ranges.length > 1 ? { ranges } : { start: first.start, end: first.end };
      const id = newId();
      void acts.create({ id, sourceId, version, kind, target, ...more });
      leave();
      // While one paints, cards that open would be in the way.
      if (!store.getState().paint) store.setState({ activeId: id });
    },
    [store, sourceId, version, acts, leave],
  );
}
