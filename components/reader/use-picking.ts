'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useEffectEvent } from 'react';
import type { IntervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { offsetAtPoint } from './drawing/hit.ts';
import type { DrawnMark } from './drawing/layers.rules.ts';
import { useReader } from './room/room-context.ts';
import type { Overlay, OverlayRange } from './room/room-store.ts';

interface Found {
  readonly offset: number;
  /** The outermost first. */
  readonly marks: readonly DrawnMark[];
  readonly overlay: { readonly owner: Overlay; readonly ranges: readonly OverlayRange[] } | null;
}

/** What is drawn under the pointer, found by the interval index: a click picks it, resting on it says what it is. */
export function usePicking(editor: Editor | null, index: IntervalIndex<DrawnMark>): void {
  const { store, version, activate, rectOf } = useReader();

  const find = (point: { readonly x: number; readonly y: number }): Found | null => {
    const offset = editor ? offsetAtPoint(editor.view, version.blocks, point) : null;
    if (offset === null) return null;
    for (const owner of store.getState().overlays.values()) {
      if (!owner.onPick) continue;
      const ranges = owner.ranges.filter(({ start, end }) => start <= offset && offset < end);
      if (ranges.length > 0) return { offset, marks: index.at(offset), overlay: { owner, ranges } };
    }
    return { offset, marks: index.at(offset), overlay: null };
  };

  const pick = useEffectEvent((event: MouseEvent) => {
    if (window.getSelection()?.isCollapsed === false) return;
    const found = find(event);
    const ids = [...new Set(found?.marks.map((mark) => mark.id))];
    const at = found ? rectOf({ start: found.offset, end: found.offset + 1 }) : null;
    // A suggestion never hides somebody's mark.
    if (found?.overlay && ids.length === 0)
      found.overlay.owner.onPick?.(
        found.overlay.ranges.map(({ id }) => id),
        at ?? new DOMRect(event.clientX, event.clientY, 0, 0),
      );
    else if (ids.length > 1 && at) store.setState({ chooser: { ids, at } });
    else activate(ids[0] ?? null);
  });
  const rest = useEffectEvent((event: MouseEvent) => {
    const text = editor?.view.dom;
    if (!text) return;
    const found = find(event);
    const words = [...(found?.marks ?? []), ...(found?.overlay?.ranges ?? [])].map((one) => one.words).filter(Boolean);
    text.title = [...new Set(words)].join('; ');
    text.style.cursor = words.length > 0 ? 'pointer' : '';
  });
  useEffect(() => {
    const text = editor?.view.dom;
    if (!text) return;
    let frame = 0;
    const onClick = (event: MouseEvent) => pick(event);
    const onMove = (event: MouseEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => rest(event));
    };
    text.addEventListener('click', onClick);
    text.addEventListener('mousemove', onMove, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      text.removeEventListener('click', onClick);
      text.removeEventListener('mousemove', onMove);
    };
  }, [editor]);
}
