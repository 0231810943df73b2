'use client';

import { useEffect, useEffectEvent } from 'react';
import type { KeyAct } from './keys.ts';
import { actFor } from './keys.ts';

/** Listens to the room's keys. `take` sees each key first (the keyboard selection does) and says whether it used it. */
export function useRoomKeys(take: (event: KeyboardEvent) => boolean, act: (name: KeyAct) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (take(event)) {
      event.preventDefault();
      return;
    }
    const name = actFor(event);
    if (name && act(name)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
