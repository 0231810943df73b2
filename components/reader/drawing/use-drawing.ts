'use client';

import type { Editor } from '@tiptap/core';
import { DecorationSet } from '@tiptap/pm/view';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { may } from '@/components/margin/standing.ts';
import type { IntervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import { useReader, useRoomState } from '../room/room-context.ts';
import type { BlockWindow } from '../use-block-window.ts';
import { decorationsFor, drawingKey } from './decorations.ts';
import type { DrawnMark, DrawnOverlay } from './layers.rules.ts';
import { layersOf } from './layers.rules.ts';
import { clear, paint } from './paint.ts';
import { useSaid } from './use-said.ts';

/** Draws on the text what is near the screen (ANN-9), and draws it again when any of it changes. */
export function useDrawing(
  editor: Editor | null,
  near: BlockWindow,
  index: IntervalIndex<DrawnMark>,
  peers: readonly DrawnOverlay[],
): void {
  const { version, annotations, standing } = useReader();
  const { blocks } = version;
  const activeId = useRoomState((state) => state.activeId);
  const caret = useRoomState((state) => state.caret);
  const popup = useRoomState((state) => state.popup);
  const chosen = useRoomState((state) => state.selection);
  const overlays = useRoomState((state) => state.overlays);
  const extra = useRoomState((state) => state.extra);
  const adjusting = useRoomState((state) => state.adjusting);
  // While the words are selected in the browser's own way, it draws them itself.
  const selection = useMemo(
    () => [...extra, ...(chosen && (popup || caret) ? [chosen] : [])],
    [extra, chosen, popup, caret],
  );
  const mine = useMemo(() => {
    const mark = activeId ? annotations.find((one) => one.id === activeId) : undefined;
    return mark !== undefined && !mark.pending && may(standing, 'annotation.update', mark);
  }, [activeId, annotations, standing]);
  const printing = useRoomState((state) => state.printing);
  const start = printing ? 0 : (blocks[near.from]?.start ?? 0);
  const end = blocks[printing ? blocks.length - 1 : Math.min(near.to, blocks.length - 1)]?.end ?? 0;
  const here = useMemo(() => index.overlapping(start, end), [index, start, end]);
  const asides = useMemo(
    () =>
      [...overlays.values()]
        .filter((overlay) => overlay.said)
        .flatMap(({ ranges }) => ranges.filter((range) => range.start < end && range.end > start)),
    [overlays, start, end],
  );
  const said = useSaid(here, version, asides);
  const notes = useMemo(() => (printing ? noteNumbers(here) : []), [printing, here]);
  const head = caret?.head ?? null;
  const bars = useBars(version, start, end);

  // Before the page is painted: it may be on its way to paper.
  useLayoutEffect(() => {
    if (!editor) return;
    const moving = adjusting?.ranges ?? [];
    const own = here.find((mark) => mark.id === adjusting?.id);
    const { state, view } = editor;
    const between = decorationsFor({
      ...{ blocks, said, notes, bars, caret: head },
      handles: adjusting ? moving : mine ? here.filter((mark) => mark.id === activeId) : [],
    });
    view.dispatch(
      state.tr.setMeta(drawingKey, DecorationSet.create(state.doc, between)).setMeta('addToHistory', false),
    );
    const layers = layersOf(
      // While its ends are moved a mark is drawn where it would be.
      own ? [...here.filter((mark) => mark.id !== own.id), ...moving.map((range) => ({ ...own, ...range }))] : here,
      [...overlays.values(), ...peers].map(({ look, ranges }) => ({
        look,
        ranges: ranges.filter((range) => range.start < end && range.end > start),
      })),
      selection,
      activeId,
    );
    // After the editor: where it has drawn anew, ranges that were made before point nowhere.
    paint(view.dom, blocks, layers);
  }, [
    editor,
    blocks,
    here,
    said,
    notes,
    bars,
    overlays,
    peers,
    activeId,
    mine,
    adjusting,
    selection,
    head,
    start,
    end,
  ]);
  useEffect(() => clear, []);
}

/** Near the screen: where words were redacted, and what is said of it. */
function useBars({ redactions }: VersionView, start: number, end: number) {
  const t = useTranslations('reader');
  const format = useFormatter();
  return useMemo(
    () =>
      redactions
        .filter((bar) => bar.start < end && bar.end > start)
        .map(({ at, reason, ...bar }) => ({
          start: bar.start,
          end: bar.end,
          words: t('redactedWords', { date: format.dateTime(new Date(at), { dateStyle: 'long' }), reason }),
        })),
    [redactions, start, end, t, format],
  );
}

/** Marks are numbered in the order of the text; one in several ranges has its number at the last of them. */
function noteNumbers(marks: readonly DrawnMark[]): readonly { readonly at: number; readonly number: number }[] {
  const ends = new Map<string, number>();
  for (const mark of marks) ends.set(mark.id, Math.max(mark.end, ends.get(mark.id) ?? 0));
  return [...ends.values()].map((at, index) => ({ at, number: index + 1 }));
}
