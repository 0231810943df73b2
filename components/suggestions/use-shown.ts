'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { SuggestionView } from '@/lib/suggestions/schema.ts';

/** What is suggested, in the three sorts that a reader shows or hides. */
export const offers = ['known', 'new', 'claims'] as const;
export type Offer = (typeof offers)[number];

export const offerOf = ({ kind, entityId }: Pick<SuggestionView, 'kind' | 'entityId'>): Offer =>
  kind === 'claim' ? 'claims' : entityId ? 'known' : 'new';

const KEY = 'suggestions-shown';
/** Names that are known already stand underlined until they are answered (ANN-6); guesses wait until they are asked for. */
const byDefault: readonly Offer[] = ['known'];
const listeners = new Set<() => void>();

const read = (): string => {
  try {
    return window.localStorage.getItem(KEY) ?? byDefault.join(' ');
  } catch {
    // A browser that keeps nothing: it stays as it is.
    return byDefault.join(' ');
  }
};

/** Remembered in this browser. */
export function showOffers(shown: Iterable<Offer>): void {
  try {
    window.localStorage.setItem(KEY, [...shown].join(' '));
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

export function useShownOffers(): ReadonlySet<Offer> {
  const kept = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => '',
  );
  return useMemo(() => new Set(offers.filter((offer) => kept.split(' ').includes(offer))), [kept]);
}
