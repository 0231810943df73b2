'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'suggestions';
const listeners = new Set<() => void>();

/** Off until asked for: a text that is full of a machine's underlines is a worse place to read. Remembered in this browser. */
const read = (): boolean => {
  try {
    return window.localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
};

export function showSuggestions(on: boolean): void {
  try {
    window.localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing: it stays as it is.
  }
  for (const listener of listeners) listener();
}

export const useSuggestionsShown = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => false,
  );
