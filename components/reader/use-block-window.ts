'use client';

import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/** Indexes of the first and last block near the screen. */
export interface BlockWindow {
  readonly from: number;
  readonly to: number;
}

const SCREENS = 1.5;

/**
 * Which blocks are near the screen. Found by bisection over the blocks' places, so a long text costs no more than a
 * short one; moves in steps of a few blocks, so that scrolling rarely redraws.
 */
export function useBlockWindow(
  scroller: RefObject<HTMLElement | null>,
  blocks: () => HTMLCollection | undefined,
  count: number,
): BlockWindow {
  const [near, setNear] = useState<BlockWindow>({ from: 0, to: Math.min(count - 1, 60) });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const elements = blocks();
      if (!elements || elements.length === 0) return;
      const { top, height } = box.getBoundingClientRect();
      const first = firstBelow(elements, top - height * SCREENS);
      const last = firstBelow(elements, top + height * (1 + SCREENS));
      const from = Math.max(0, first - 1);
      setNear((before) => (before.from === from && before.to === last ? before : { from, to: last }));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    soon();
    box.addEventListener('scroll', soon, { passive: true });
    const resized = new ResizeObserver(soon);
    resized.observe(box);
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('scroll', soon);
      resized.disconnect();
    };
  }, [scroller, blocks, count]);
  return near;
}

/** The first element whose lower edge is below `y` (of the window); bisection, as they stand one below the other. */
export function firstBelow(elements: HTMLCollection, y: number): number {
  let low = 0;
  let high = elements.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
