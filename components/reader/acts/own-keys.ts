'use client';

import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import type { ActName } from './acts.rules.ts';
import { acts } from './acts.rules.ts';
import type { OwnKeys } from './keys.rules.ts';

const KEPT = 'redthread.keys';
const stored = z.record(z.string(), z.string().max(40).nullable()).catch({});

const none: OwnKeys = {};
const listeners = new Set<() => void>();
let current: OwnKeys | null = null;

/** Keys belong to hands and keyboards, so they are kept in this browser, not with the account. */
function read(): OwnKeys {
  current ??= parse(window.localStorage.getItem(KEPT));
  return current;
}

function parse(text: string | null): OwnKeys {
  const kept = stored.parse(safely(text));
  return Object.fromEntries(acts.flatMap(({ name }) => (kept[name] === undefined ? [] : [[name, kept[name]]])));
}

function safely(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

function write(own: OwnKeys): void {
  current = own;
  window.localStorage.setItem(KEPT, JSON.stringify(own));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  // Another tab's change counts here too.
  const onStorage = (event: StorageEvent) => {
    if (event.key !== KEPT) return;
    current = null;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

export function useOwnKeys(): {
  readonly own: OwnKeys;
  /** Gives the act this key (null: none), and takes the key from whichever act had it. */
  readonly give: (name: ActName, key: string | null) => void;
  readonly reset: () => void;
} {
  const own = useSyncExternalStore(subscribe, read, () => none);
  return { own, give: (name, key) => write(given(own, name, key)), reset: () => write(none) };
}

function given(own: OwnKeys, name: ActName, key: string | null): OwnKeys {
  const others = Object.entries(own).filter(([other, its]) => other !== name && (key === null || its !== key));
  return { ...Object.fromEntries(others), [name]: key };
}
