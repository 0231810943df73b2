'use client';

import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import type { BlockWindow } from '../use-block-window.ts';
import { firstBelow } from '../use-block-window.ts';

/** How far below the upper edge one reads, in pixels. */
const EYE = 80;
const SETTLE_MS = 250;

/** The blocks on the screen, once scrolling rests: the first one is what one is reading. */
export function useTopBlock(
  scroller: RefObject<HTMLElement | null>,
  blocks: () => HTMLCollection | undefined,
): BlockWindow {
  const [seen, setSeen] = useState<BlockWindow>({ from: 0, to: 0 });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const elements = blocks();
      if (!elements || elements.length === 0) return;
      const { from, to } = onScreen(box, elements);
      setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const soon = () => {
      timer ??= setTimeout(look, SETTLE_MS);
    };
    soon();
    box.addEventListener('scroll', soon, { passive: true });
    return () => {
      clearTimeout(timer);
      box.removeEventListener('scroll', soon);
    };
  }, [scroller, blocks]);
  return seen;
}

/** The same at this moment, for who cannot wait until scrolling rests. */
export function onScreen(box: HTMLElement, elements: HTMLCollection): BlockWindow {
  const { top, bottom } = box.getBoundingClientRect();
  return { from: firstBelow(elements, top + EYE), to: firstBelow(elements, bottom) };
}
