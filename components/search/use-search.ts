'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { get } from '@/components/data/api.ts';
import type { SearchAnswer, SearchType } from '@/lib/search/schema.ts';
import { searchAnswer } from '@/lib/search/schema.ts';

const TYPING_MS = 180;

/** What is asked for, kept in the address, so that it can be shared; the server is asked when the typing pauses. */
export function useSearchWords(initial: string): readonly [string, (q: string) => void, string] {
  const pathname = usePathname();
  const [q, setQ] = useState(initial);
  const [asked, setAsked] = useState(initial);
  useEffect(() => {
    const timer = setTimeout(() => {
      setAsked(q);
      const params = new URLSearchParams(q ? { q } : {});
      window.history.replaceState(null, '', q ? `${pathname}?${params.toString()}` : pathname);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [q, pathname]);
  return [q, setQ, asked];
}

export interface Asked {
  readonly q: string;
  readonly type?: SearchType | undefined;
  readonly investigationId?: string | undefined;
  /** How many come at a time. */
  readonly step: number;
}

/** What is found, page after page; what the first page counts holds for all of them. */
export function useSearch({ q, type, investigationId, step }: Asked, enabled: boolean) {
  const params = new URLSearchParams({ q, limit: String(step) });
  if (type) params.set('type', type);
  if (investigationId) params.set('investigationId', investigationId);
  const path = `/search?${params.toString()}`;
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['api', path],
    queryFn: ({ pageParam }) => get(`${path}&after=${pageParam}`, searchAnswer),
    initialPageParam: '0',
    getNextPageParam: (last: SearchAnswer) => last.next,
    enabled,
    // What was found last stays until the next is there: nothing jumps while one types.
    placeholderData: keepPreviousData,
  });
  const [first] = data?.pages ?? [];
  return {
    data: first && { ...first, items: data?.pages.flatMap((page) => page.items) ?? [] },
    error,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
  };
}
