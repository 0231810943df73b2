'use client';

import { useEffect, useEffectEvent } from 'react';
import type { ActName } from './acts.rules.ts';
import { actOfKey, keyOf } from './keys.rules.ts';
import { useOwnKeys } from './own-keys.ts';

/**
 * Listens to the room's keys; never while somebody writes or a dialog is open. `take` sees each key first (the keyboard
 * selection does) and says whether it used it.
 */
export function useRoomKeys(take: (event: KeyboardEvent) => boolean, act: (name: ActName) => boolean): void {
  const { own } = useOwnKeys();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isWriting(event.target)) return;
    if (document.querySelector('dialog[open]') || isPressing(event)) return;
    if (take(event)) {
      event.preventDefault();
      return;
    }
    const name = actOfKey(own, keyOf(event));
    if (name && act(name)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

/** Enter and the space bar on a button or a link are the button's. */
const isPressing = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') && target instanceof Element && target.closest('button, a[href], summary') !== null;

/** Fields that take keys for words. A box that is ticked is none: after ticking it, keys are the room's again. */
const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [role="combobox"]';

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(FIELDS) !== null);
}
