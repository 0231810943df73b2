'use client';

import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import styles from './thread.module.css';

/** The red thread: from the active words to their card. Redrawn when either moves. */
export function Thread({
  room,
  activeId,
  wordsOf,
  version,
}: {
  readonly room: RefObject<HTMLElement | null>;
  readonly activeId: string | null;
  /** The line of the screen on which the words of a mark end. */
  readonly wordsOf: (id: string) => DOMRect | null;
  readonly version: unknown;
}) {
  const [path, setPath] = useState('');
  useEffect(() => {
    const box = room.current;
    if (!box || !activeId) return;
    let frame = 0;
    let quiet = 0;
    let last = '';
    const draw = () => {
      const next = route(box, activeId, wordsOf(activeId));
      // Cards settle over a few frames; then the thread rests until something changes.
      quiet = next === last ? quiet + 1 : 0;
      last = next;
      setPath(next);
      if (quiet < 20) frame = requestAnimationFrame(draw);
    };
    const again = () => {
      cancelAnimationFrame(frame);
      quiet = 0;
      frame = requestAnimationFrame(draw);
    };
    again();
    const resized = new ResizeObserver(again);
    resized.observe(box);
    const scroller = box.parentElement;
    scroller?.addEventListener('scroll', again, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      scroller?.removeEventListener('scroll', again);
    };
  }, [room, activeId, wordsOf, version]);
  return (
    <svg className={styles.thread} aria-hidden="true">
      <path d={activeId ? path : ''} />
    </svg>
  );
}

function route(box: HTMLElement, id: string, words: DOMRect | null): string {
  const card = box.querySelector(`[data-card="${id}"]`);
  const text = box.querySelector('.ProseMirror')?.getBoundingClientRect();
  if (!words || !card || !text) return '';
  const origin = box.getBoundingClientRect();
  const to = card.getBoundingClientRect();
  const [x1, y1] = [words.right - origin.left, words.bottom - origin.top - 1];
  const [x2, y2] = [to.left - origin.left, to.top - origin.top + 20];
  const edge = Math.max(x1, text.right - origin.left - 8);
  return `M${x1} ${y1} H${edge} C${edge + 26} ${y1} ${x2 - 24} ${y2} ${x2} ${y2}`;
}
