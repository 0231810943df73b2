'use client';

import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import { firstBelow } from '../use-block-window.ts';

/** How far below the upper edge one reads, in pixels. */
const EYE = 80;

/** The block that stands at the top of the screen: what one is reading. */
export function useTopBlock(scroller: RefObject<HTMLElement | null>, blocks: () => HTMLCollection | undefined): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const elements = blocks();
      if (elements && elements.length > 0) setTop(firstBelow(elements, box.getBoundingClientRect().top + EYE));
    };
    const soon = () => {
      timer ??= setTimeout(look, 250);
    };
    soon();
    box.addEventListener('scroll', soon, { passive: true });
    return () => {
      clearTimeout(timer);
      box.removeEventListener('scroll', soon);
    };
  }, [scroller, blocks]);
  return top;
}
