'use client';

import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/** Pixels above and below the screen that are drawn too, so that a quick scroll meets cards. */
const BEYOND = 1200;
/** The grain in which scrolling moves the window. */
const STEP = 400;

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Which part of a column is near the screen, in its own pixels, whatever scrolls around it (ANN-9). */
export function useWindowed(column: RefObject<HTMLElement | null>): Window {
  const [range, setRange] = useState<Window>({ from: -BEYOND, to: 2 * BEYOND });
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = column.current?.getBoundingClientRect().top;
      if (top === undefined) return;
      const from = Math.floor((-top - BEYOND) / STEP) * STEP;
      const to = Math.ceil((-top + window.innerHeight + BEYOND) / STEP) * STEP;
      setRange((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    soon();
    // Scroll does not bubble, but it can be caught on its way down: any box around the column is heard.
    document.addEventListener('scroll', soon, { capture: true, passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', soon, { capture: true });
      window.removeEventListener('resize', soon);
    };
  }, [column]);
  return range;
}
