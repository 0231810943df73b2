'use client';

import { useEffect, useEffectEvent } from 'react';

interface DeskKeys {
  /** What is shown, in its order. */
  readonly ids: readonly string[];
  readonly at: string | null;
  readonly setAt: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
  readonly find: () => void;
  readonly act: (name: 'assign' | 'priority') => void;
  readonly create: () => void;
  readonly flip: () => void;
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Plain keys while reading the desk; in a field, or in a dialog, they are letters. */
export function useDeskKeys({ ids, at, setAt, toggle, clear, find, act, create, flip }: DeskKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) && !isCheckbox(event.target)) {
      if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    if (document.querySelector('dialog[open]')) return;
    const step = (by: number) => {
      const index = at === null ? -1 : ids.indexOf(at);
      const next = ids[Math.max(0, Math.min(ids.length - 1, index + by))];
      if (next === undefined) return;
      setAt(next);
      const row = document.querySelector<HTMLElement>(`[data-claim="${next}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
    };
    const keys: Record<string, () => void> = {
      j: () => step(1),
      k: () => step(-1),
      x: () => (at ? toggle(at) : undefined),
      a: () => act('assign'),
      p: () => act('priority'),
      n: create,
      b: flip,
      '/': find,
      Escape: clear,
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

const isCheckbox = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'checkbox';
