'use client';

import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useEffectEvent } from 'react';
import type { IntervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { snapToCharacters, snapToWords } from '@/lib/anchors/segment.rules.ts';
import { moveEnd } from './adjust.rules.ts';
import type { DrawnMark } from './drawing/layers.rules.ts';
import { useReader } from './room/room-context.ts';
import type { TextRange } from './room/room-store.ts';
import { toOffset } from './drawing/segments.rules.ts';
import { useHandles } from './use-handles.ts';
import { usePicking } from './use-picking.ts';

/** The mouse's and the finger's way: selecting words, and picking what is drawn. The keyboard has `v`, `j` and `k`. */
export function useTextPointer(editor: Editor | null, index: IntervalIndex<DrawnMark>): void {
  const { store, version, annotations, acts, mark } = useReader();
  usePicking(editor, index);

  const select = useCallback(
    (selection: TextRange | null) => store.setState({ caret: null, popup: null, selection }),
    [store],
  );
  const readSelection = useEffectEvent((exactly: boolean) => {
    const selection = window.getSelection();
    if (!editor || !selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) {
      select(null);
      return;
    }
    const { view } = editor;
    if (!view.dom.contains(selection.anchorNode) || !view.dom.contains(selection.focusNode)) return;
    const ends = [
      view.posAtDOM(selection.anchorNode, selection.anchorOffset),
      view.posAtDOM(selection.focusNode, selection.focusOffset),
    ];
    const [from, to] = ends.map((position) => toOffset(version.blocks, position)).sort((a, b) => a - b);
    if (from === undefined || to === undefined) return;
    // Whole words unless Alt is held; never half a character (ANN-3).
    select((exactly ? snapToCharacters : snapToWords)(version.text, from, to));
    // Painting (ANN-11): what is selected is marked.
    const { paint, selection: chosen } = store.getState();
    if (paint && chosen && !window.matchMedia('(pointer: coarse)').matches) mark(paint.kind, { tags: paint.tags });
  });

  useHandles(editor, {
    begin: () => {
      const one = annotations.find((annotation) => annotation.id === store.getState().activeId);
      const ranges = (one?.anchors ?? []).flatMap((anchor) =>
        anchor.version === version.number && anchor.start !== null && anchor.end !== null
          ? [{ start: anchor.start, end: anchor.end }]
          : [],
      );
      if (one) store.setState((state) => ({ adjusting: state.adjusting ?? { id: one.id, ranges, at: 0 } }));
    },
    move: (at, end, position, exactly) =>
      store.setState(({ adjusting }) => ({
        adjusting: adjusting && moveEnd(version.text, adjusting, at, end, toOffset(version.blocks, position), exactly),
      })),
    done: () => {
      const { adjusting } = store.getState();
      const one = annotations.find((annotation) => annotation.id === adjusting?.id);
      store.setState({ adjusting: null });
      if (one && adjusting) void acts.move(one, version.number, adjusting.ranges);
    },
  });

  useEffect(() => {
    const up = (event: PointerEvent) => {
      if (
        event.target instanceof Element &&
        event.target.closest('[data-keeps-selection], [data-handle], dialog, input, textarea')
      )
        return;
      // After the click has been dealt with: a click beside the selection collapses it only then.
      requestAnimationFrame(() => readSelection(event.altKey));
    };
    // Handles on a phone move without pointer events.
    const changed = () => {
      if (window.matchMedia('(pointer: coarse)').matches) readSelection(false);
    };
    document.addEventListener('pointerup', up);
    document.addEventListener('selectionchange', changed);
    return () => {
      document.removeEventListener('pointerup', up);
      document.removeEventListener('selectionchange', changed);
    };
  }, []);
}
