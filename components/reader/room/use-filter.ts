'use client';

import { useCallback } from 'react';
import type { Filter } from '../filter.rules.ts';
import { writeFilter } from '../filter.rules.ts';
import { useReader } from './room-context.ts';

/** Changes what is shown, here and in the address, so that it can be shared (ANN-8). */
export function useFilter(): (next: Filter) => void {
  const { store } = useReader();
  return useCallback(
    (next) => {
      store.setState({ filter: next });
      const url = new URL(window.location.href);
      writeFilter(url.searchParams, next);
      window.history.replaceState(null, '', url);
    },
    [store],
  );
}
