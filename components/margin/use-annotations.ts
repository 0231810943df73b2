'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { AnnotationView } from '../../lib/annotations/schema.ts';
import { usePendingCommands } from '../data/send-command.ts';
import { useConnection } from '../live/use-connection.ts';
import { useEvents } from '../live/use-events.ts';
import type { Asking } from './mark-rows.ts';
import { markRows } from './mark-rows.ts';
import type { PendingCommand, ShownAnnotation, Surroundings } from './pending.ts';
import { showsOnMarks, subjectOf, withPending } from './pending.ts';

export interface Annotations {
  /** What the server has, with what waits in the outbox done to it; in the order in which the marks were made. */
  readonly annotations: readonly ShownAnnotation[];
  /** Whether all marks have been here; before that the page's own ones are. */
  readonly complete: boolean;
  /** What went wrong with loading, in a sentence. */
  readonly error: string | null;
}

/** The marks that the page came with. */
export interface Initial {
  readonly items: readonly AnnotationView[];
  /** Whether these were all. */
  readonly complete: boolean;
}

/**
 * The marks of a source, live (ANN-5): the page's own rows first, then single rows whenever the feed names one, and the
 * whole list whenever the connection comes (back), so that nothing falls between the page and the feed.
 */
export function useAnnotations(
  sourceId: string,
  initial: Initial,
  around: Omit<Surroundings, 'now'>,
  server: Asking,
): Annotations {
  const client = useQueryClient();
  const [rows] = useState(() => markRows(client, sourceId, server));
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: rows.key,
    queryFn: rows.load,
    ...(initial.complete ? { initialData: initial.items } : { placeholderData: initial.items }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const known = data ?? initial.items;

  const connection = useConnection();
  useEffect(() => {
    if (connection === 'online') void client.invalidateQueries({ queryKey: rows.key });
  }, [client, connection, rows]);

  useEvents(around.investigationId, (event) => {
    const { annotationId, claimId } = event.data;
    if (event.data['sourceId'] === sourceId && typeof annotationId === 'string') rows.changed(annotationId);
    for (const row of known)
      if (row.claimId && (row.claimId === event.subject.id || row.claimId === claimId)) rows.changed(row.id);
  });

  const pending = usePendingCommands();
  const settling = useSettling(pending, known, rows.refresh);
  const waiting = useSame([...settling, ...pending].filter(showsOnMarks));
  const annotations = useMemo(() => {
    // Ids are UUIDv7: a mark that waits was made when its id says.
    const now = new Date().toISOString();
    return withPending(sourceId, known, waiting, { ...around, now });
  }, [around, known, waiting, sourceId]);
  return { annotations, complete: data !== undefined && !isPlaceholderData, error: error?.message ?? null };
}

/** The array of before for as long as the same commands are in it: most that pass through the outbox are not about marks. */
function useSame(next: readonly PendingCommand[]): readonly PendingCommand[] {
  const [kept, setKept] = useState(next);
  const same = kept.length === next.length && kept.every(({ id }, at) => id === next[at]?.id);
  if (!same) setKept(next);
  return same ? kept : next;
}

/**
 * Commands that have just left the outbox, until the rows they changed have been asked for again: between the server's
 * answer and the row's arrival a mark must neither vanish nor jump back.
 */
function useSettling(
  pending: readonly PendingCommand[],
  rows: readonly AnnotationView[],
  refresh: (id: string) => Promise<void>,
): readonly PendingCommand[] {
  const [before, setBefore] = useState(pending);
  const [settling, setSettling] = useState<readonly PendingCommand[]>([]);
  if (before !== pending) {
    setBefore(pending);
    const left = before.filter((command) => !pending.some(({ id }) => id === command.id));
    const ours = left.filter((command) => subjectOf(command, rows) !== undefined);
    if (ours.length > 0) setSettling([...settling, ...ours]);
  }
  useEffect(() => {
    for (const command of settling) {
      const subject = subjectOf(command, rows);
      const settled = () => setSettling((all) => all.filter(({ id }) => id !== command.id));
      if (subject) void refresh(subject).finally(settled);
      else queueMicrotask(settled);
    }
    // Not when the rows change: it is this that changes them.
  }, [settling]);
  return settling;
}
