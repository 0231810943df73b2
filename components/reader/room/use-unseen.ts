'use client';

import { useEffect, useMemo, useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import { catchUpView } from '@/lib/views/schema.ts';
import type { DrawnMark } from '../drawing/layers.rules.ts';
import type { BlockWindow } from '../use-block-window.ts';

/** A mark is new for so long after it was made. */
const NEW_MS = 5 * 60_000;
/** So long it has to be on the screen to have been seen. */
const SEEN_MS = 1500;
/** More than these at once are a longer list that has loaded, not news. */
const MOST = 20;

export interface Unseen {
  /** Made by colleagues while I am here. */
  readonly arrived: readonly DrawnMark[];
  /** With what was new, changed or answered here since I was last in the case (ANN-14). */
  readonly ids: ReadonlySet<string>;
  readonly saw: (id: string) => void;
}

/** What is new to me in this source, until I have had it before my eyes. */
export function useUnseen(
  seen: BlockWindow,
  {
    version,
    ...room
  }: {
    readonly version: VersionView;
    readonly sourceId: string;
    readonly investigationId: string;
    readonly meId: string;
    readonly annotations: readonly ShownAnnotation[];
    /** Before all marks are here, those that come are no news. */
    readonly complete: boolean;
    readonly marks: readonly DrawnMark[];
  },
): Unseen {
  const { annotations, complete, marks, meId, sourceId } = room;
  const { data } = useApi(`/investigations/${room.investigationId}/catch-up`, catchUpView);
  const [known, setKnown] = useState(annotations);
  const [settled, setSettled] = useState(complete);
  if (settled !== complete) setSettled(complete);
  const [live, setLive] = useState<readonly string[]>([]);
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  if (known !== annotations) {
    setKnown(annotations);
    if (settled && annotations.length > known.length) {
      const before = new Set(known.map((mark) => mark.id));
      const since = Date.parse(known.at(-1)?.createdAt ?? '') - NEW_MS;
      const fresh = annotations.filter(
        (mark) => !before.has(mark.id) && mark.authorId !== meId && !(Date.parse(mark.createdAt) <= since),
      );
      if (fresh.length > 0 && fresh.length <= MOST) setLive([...live, ...fresh.map((mark) => mark.id)]);
    }
  }
  const ids = useMemo(() => {
    const missed = data?.steps.flatMap((step) => (step.sourceId === sourceId ? [step.annotationId] : [])) ?? [];
    return new Set([...missed, ...live].filter((id) => !looked.has(id)));
  }, [data, sourceId, live, looked]);

  const top = version.blocks[seen.from]?.start ?? 0;
  const bottom = version.blocks[seen.to]?.end ?? version.text.length;
  useEffect(() => {
    const inSight = marks.filter((mark) => ids.has(mark.id) && mark.end > top && mark.start < bottom);
    if (inSight.length === 0) return;
    const timer = setTimeout(
      () => setLooked((before) => new Set([...before, ...inSight.map((mark) => mark.id)])),
      SEEN_MS,
    );
    return () => clearTimeout(timer);
  }, [marks, ids, top, bottom]);

  return useMemo(
    () => ({
      arrived: live.flatMap((id) => (ids.has(id) ? (marks.find((mark) => mark.id === id) ?? []) : [])),
      ids,
      saw: (id) => setLooked((before) => new Set([...before, id])),
    }),
    [live, ids, marks],
  );
}
