'use client';

import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;
let now: number | null = null;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, MINUTE);
  return () => clearInterval(timer);
}

/** The time in milliseconds, to the minute; null on the server, which does not know the reader's clock. */
export const useNow = (): number | null =>
  useSyncExternalStore(
    subscribe,
    () => (now ??= Date.now()),
    () => null,
  );
