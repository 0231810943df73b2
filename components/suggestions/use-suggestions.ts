'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { useReader } from '@/components/reader/room/room-context.ts';
import { untaken } from '@/lib/suggestions/index.rules.ts';
import type { SuggestionView } from '@/lib/suggestions/schema.ts';
import { suggestionList } from '@/lib/suggestions/schema.ts';

export interface Suggested extends SuggestionView {
  /** One stretch of the text; the same words elsewhere share `key`. */
  readonly id: string;
}

/** Asked for once all marks are here: what is not marked yet can wait for what is. */
const useList = () => {
  const { source, version, mayMark, complete } = useReader();
  return useApi(
    mayMark && complete ? `/sources/${source.id}/suggestions?version=${version.number}` : null,
    suggestionList,
  );
};

/** What is suggested in this version now, in the order of the text: what is marked meanwhile goes at once. */
export function useSuggestions(): readonly Suggested[] {
  const { annotations, version } = useReader();
  const { data } = useList();
  return useMemo(() => {
    const marks = annotations.flatMap(({ kind, anchors }) =>
      anchors.flatMap(({ version: number, start, end }) =>
        number === version.number && start !== null && end !== null ? [{ kind, start, end }] : [],
      ),
    );
    return untaken(data?.items ?? [], marks).map((item) => ({ ...item, id: `${item.key}@${item.start}` }));
  }, [data, annotations, version.number]);
}

const PAUSE_MS = 600;

/**
 * Asks again when a refusal, a name or a mark that is gone may bring other suggestions; once for many events. Whether an
 * answer is there yet.
 */
export function useFreshSuggestions(): boolean {
  const { investigation } = useReader();
  const { refetch, isSuccess } = useList();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(investigation.id, ({ type }) => {
    if (!/^(?:annotation\.(?:deleted|shared)|suggestion\.|entity\.)/u.test(type)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void refetch(), PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return isSuccess;
}
