'use client';

import { useMemo } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { useReader } from '@/components/reader/room/room-context.ts';
import type { SuggestionView } from '@/lib/suggestions/schema.ts';
import { suggestionList } from '@/lib/suggestions/schema.ts';

export interface Suggested extends SuggestionView {
  /** One stretch of the text; the same words elsewhere share `key`. */
  readonly id: string;
}

/** What is suggested in this version now, in the order of the text. Asked again when a mark or a refusal may change it. */
export function useSuggestions(on: boolean): readonly Suggested[] {
  const { source, version, investigation } = useReader();
  const path = `/sources/${source.id}/suggestions?version=${version.number}`;
  const { data, refetch } = useApi(on ? path : null, suggestionList);
  useEvents(investigation.id, (event) => {
    if (on && /^(?:annotation\.(?:created|deleted|restored|shared)|suggestion\.|entity\.)/u.test(event.type))
      void refetch();
  });
  return useMemo(
    () => (on ? (data?.items ?? []) : []).map((item) => ({ ...item, id: `${item.key}@${item.start}` })),
    [on, data],
  );
}
