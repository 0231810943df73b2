'use client';

import type { Editor } from '@tiptap/core';
import type { RefObject } from 'react';
import { useCallback } from 'react';
import type { BlockView } from '@/lib/sources/schema.ts';
import { placeFinder, rectsOf } from '../drawing/dom-ranges.ts';
import { toPosition } from '../drawing/segments.rules.ts';
import type { TextRange } from './room-store.ts';
import { onScreen } from './use-top-block.ts';

/** From offsets to places on the screen. */
export function usePlaces(
  editor: Editor | null,
  blocks: readonly BlockView[],
  scroller: RefObject<HTMLElement | null>,
): {
  readonly scrollTo: (offset: number) => void;
  readonly rectOf: (range: TextRange) => DOMRect | null;
  readonly readingAt: () => number;
  readonly lastLineOf: (range: TextRange) => DOMRect | null;
} {
  const scrollTo = useCallback(
    (offset: number) => {
      const box = scroller.current;
      if (!editor || !box) return;
      const { top } = editor.view.coordsAtPos(toPosition(blocks, offset));
      const seen = box.getBoundingClientRect();
      if (top < seen.top + 60 || top > seen.bottom - 120) box.scrollTop += top - seen.top - seen.height / 3;
    },
    [editor, blocks, scroller],
  );
  const rectOf = useCallback(
    ({ start, end }: TextRange) => {
      if (!editor) return null;
      const from = editor.view.coordsAtPos(toPosition(blocks, start));
      const to = editor.view.coordsAtPos(toPosition(blocks, end));
      const width = Math.max(8, Math.abs(to.left - from.left));
      return new DOMRect(Math.min(from.left, to.left), from.top, width, to.bottom - from.top);
    },
    [editor, blocks],
  );
  const readingAt = useCallback(() => {
    const box = scroller.current;
    return box && editor ? (blocks[onScreen(box, editor.view.dom.children).from]?.start ?? 0) : 0;
  }, [editor, blocks, scroller]);
  const lastLineOf = useCallback(
    (range: TextRange) => (editor && rectsOf(placeFinder(editor.view.dom, blocks)(range)).at(-1)) ?? null,
    [editor, blocks],
  );
  return { scrollTo, rectOf, readingAt, lastLineOf };
}
