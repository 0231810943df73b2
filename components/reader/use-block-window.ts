'use client';

import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/** Indexes of the first and last block near the screen. */
export interface BlockWindow {
  readonly from: number;
  readonly to: number;
}

/** How many blocks around the first one, before anything can be measured. */
const FIRST = 16;
/** How many screens above and below are drawn, and how few may be left before the window moves. */
const SCREENS = 2;
const LEAST = 0.75;

/**
 * Which blocks are near the screen. Found by bisection over the blocks' places, so a long text costs no more than a
 * short one; moves only when its edge comes near, so that most of scrolling draws nothing.
 */
export function useBlockWindow(
  scroller: RefObject<HTMLElement | null>,
  blocks: () => HTMLCollection | undefined,
  { first, count }: { readonly first: number; readonly count: number },
): BlockWindow {
  const [near, setNear] = useState<BlockWindow>({
    from: Math.max(0, first - FIRST),
    to: Math.min(count - 1, first + FIRST),
  });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const elements = blocks();
      if (!elements || elements.length === 0) return;
      const { top, height } = box.getBoundingClientRect();
      const around = (screens: number): BlockWindow => ({
        from: Math.max(0, firstBelow(elements, top - height * screens) - 1),
        to: firstBelow(elements, top + height * (1 + screens)),
      });
      const least = around(LEAST);
      setNear((before) => (before.from <= least.from && before.to >= least.to ? before : around(SCREENS)));
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
  }, [scroller, blocks]);
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
