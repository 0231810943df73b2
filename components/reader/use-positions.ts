'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import type { DrawnMark } from './decorations.ts';
import type { BlockView } from '@/lib/sources/schema.ts';
import { blockIndexAt, toPosition } from './segments.rules.ts';
import type { BlockWindow } from './use-block-window.ts';

/**
 * How far below the column's top each mark's words stand. Near the screen exactly; further away the part of the block
 * that lies before them is good enough, and costs one measurement a block.
 */
export function usePositions(
  editor: Editor | null,
  blocks: readonly BlockView[],
  marks: readonly DrawnMark[],
  near: BlockWindow,
): ReadonlyMap<string, number> {
  const [positions, setPositions] = useState<ReadonlyMap<string, number>>(new Map());
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const column = editor?.view.dom;
    if (!column) return;
    const resized = new ResizeObserver(() => setWidth(column.clientWidth));
    resized.observe(column);
    void document.fonts.ready.then(() => setWidth(column.clientWidth + 0.1));
    return () => resized.disconnect();
  }, [editor]);
  useEffect(() => {
    const column = editor?.view.dom.parentElement;
    if (!editor || !column) return;
    const top = column.getBoundingClientRect().top;
    const places = new Map<number, DOMRect>();
    const next = new Map<string, number>();
    for (const mark of marks) {
      const index = blockIndexAt(blocks, mark.start);
      if (index >= near.from && index <= near.to) {
        next.set(mark.id, editor.view.coordsAtPos(toPosition(blocks, mark.start)).top - top);
        continue;
      }
      const block = blocks[index];
      const rect = places.get(index) ?? editor.view.dom.children[index]?.getBoundingClientRect();
      if (!block || !rect) continue;
      places.set(index, rect);
      next.set(
        mark.id,
        rect.top - top + (rect.height * (mark.start - block.start)) / Math.max(1, block.end - block.start),
      );
    }
    setPositions(next);
  }, [editor, blocks, marks, near.from, near.to, width]);
  return positions;
}
