'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useEffectEvent } from 'react';

interface Drag {
  readonly begin: () => void;
  readonly move: (range: number, end: 'start' | 'end', position: number, exactly: boolean) => void;
  readonly done: () => void;
}

/** Dragging the ends of one's active mark (ANN-3); Alt drags by characters. */
export function useHandles(editor: Editor | null, drag: Drag): void {
  const begin = useEffectEvent(drag.begin);
  const done = useEffectEvent(drag.done);
  const move = useEffectEvent(drag.move);
  useEffect(() => {
    const text = editor?.view.dom;
    if (!text) return;
    let held: { range: number; end: 'start' | 'end' } | null = null;
    const down = (event: PointerEvent) => {
      const grip = event.target instanceof HTMLElement ? event.target.closest('[data-handle]') : null;
      const [range, end] = grip?.getAttribute('data-handle')?.split(' ') ?? [];
      if (range === undefined || (end !== 'start' && end !== 'end')) return;
      event.preventDefault();
      held = { range: Number(range), end };
      begin();
    };
    const moved = (event: PointerEvent) => {
      if (!held) return;
      const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at) move(held.range, held.end, at.pos, event.altKey);
    };
    const up = () => {
      if (!held) return;
      held = null;
      done();
    };
    text.addEventListener('pointerdown', down);
    document.addEventListener('pointermove', moved);
    document.addEventListener('pointerup', up);
    return () => {
      text.removeEventListener('pointerdown', down);
      document.removeEventListener('pointermove', moved);
      document.removeEventListener('pointerup', up);
    };
  }, [editor]);
}
