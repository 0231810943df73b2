'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { RefusedRead } from './api.ts';

interface Props {
  /** What the server knew when it made the page, by its path under /api/v1: it is there from the first drawing on. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}

/** Data is refetched because an event says so, not because a window got focus. */
export function QueryProvider({ known, children }: Props) {
  const [client] = useState(() => {
    const made = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 30_000,
          refetchOnWindowFocus: false,
          refetchOnReconnect: true,
          retry: (count, error) => !(error instanceof RefusedRead) && count < 5,
        },
      },
    });
    for (const [path, data] of Object.entries(known)) made.setQueryData(['api', path], data);
    return made;
  });
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
