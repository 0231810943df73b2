'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { IntervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import type { BlockView } from '@/lib/sources/schema.ts';
import type { DrawnMark } from './drawing/layers.rules.ts';
import { toPosition } from './drawing/segments.rules.ts';
import type { BlockWindow } from './use-block-window.ts';

/** How far below the column's top the words of each mark near the screen stand. */
export function usePositions(
  editor: Editor | null,
  blocks: readonly BlockView[],
  index: IntervalIndex<DrawnMark>,
  near: BlockWindow,
  active: DrawnMark | undefined,
): ReadonlyMap<string, number> {
  const [positions, setPositions] = useState<ReadonlyMap<string, number>>(new Map());
  // How wide the column is, and where the part of it stands that is near: it moves when what is above is laid out.
  const [shape, setShape] = useState('');
  useEffect(() => {
    const column = editor?.view.dom;
    if (!column) return;
    const resized = new ResizeObserver(() => {
      const tops = [column.children[near.from], column.children[near.to]].map((one) =>
        one instanceof HTMLElement ? one.offsetTop : 0,
      );
      setShape([column.clientWidth, ...tops].join(' '));
    });
    resized.observe(column);
    void document.fonts.ready.then(() => setShape('fonts'));
    return () => resized.disconnect();
  }, [editor, near.from, near.to]);
  useEffect(() => {
    const column = editor?.view.dom.parentElement;
    if (!editor || !column) return;
    const top = column.getBoundingClientRect().top;
    const next = new Map<string, number>();
    const [start, end] = [blocks[near.from]?.start ?? 0, blocks[near.to]?.end ?? 0];
    // In the order of the text: of a mark in several ranges the first one near the screen counts.
    for (const mark of index.overlapping(start, end))
      if (!next.has(mark.id) && mark.start >= start)
        next.set(mark.id, editor.view.coordsAtPos(toPosition(blocks, mark.start)).top - top);
    setPositions(next);
  }, [editor, blocks, index, near.from, near.to, shape]);
  // The open card has a place wherever one scrolls, and at once: the key after the one that opened it is already its own.
  const [away, setAway] = useState<{ readonly id: string; readonly y: number } | null>(null);
  useLayoutEffect(() => {
    const column = editor?.view.dom.parentElement;
    if (!editor || !column || !active || positions.has(active.id)) {
      setAway(null);
      return;
    }
    const { top } = editor.view.coordsAtPos(toPosition(blocks, active.start));
    setAway({ id: active.id, y: top - column.getBoundingClientRect().top });
  }, [editor, blocks, active, positions]);
  return useMemo(() => (away ? new Map(positions).set(away.id, away.y) : positions), [positions, away]);
}
