'use client';

import type { RefObject } from 'react';
import { useEffect, useEffectEvent, useRef } from 'react';

const idAt = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-order]')?.dataset['order'] ?? null) : null;

/** Puts the items of a list (`data-order={id}`) in order by dragging; the same is done by buttons for whoever does not drag. */
export function useDragOrder(onDrop: (dragged: string, onto: string) => void): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    let dragged: string | null = null;
    const start = (event: DragEvent) => {
      dragged = idAt(event.target);
    };
    const over = (event: DragEvent) => {
      if (dragged) event.preventDefault();
    };
    const end = (event: DragEvent) => {
      const onto = idAt(event.target);
      if (dragged && onto && onto !== dragged) drop(dragged, onto);
      dragged = null;
    };
    element.addEventListener('dragstart', start);
    element.addEventListener('dragover', over);
    element.addEventListener('drop', end);
    return () => {
      element.removeEventListener('dragstart', start);
      element.removeEventListener('dragover', over);
      element.removeEventListener('drop', end);
    };
  }, []);
  return list;
}
