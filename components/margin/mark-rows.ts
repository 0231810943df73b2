import type { QueryClient } from '@tanstack/react-query';
import type { AnnotationView } from '../../lib/annotations/schema.ts';
import type { PackedFor } from '../../lib/annotations/packed.schema.ts';
import { packedMarksFromServer, unpack } from '../../lib/annotations/packed.schema.ts';
import { annotationPage, annotationView } from '../../lib/annotations/schema.ts';
import { get, RefusedRead } from '../data/api.ts';
import { everyPage } from './fetch.ts';

type Rows = readonly AnnotationView[];

/** So many marks changing at once are asked for together. */
const MANY = 30;
/** Milliseconds in which changes are gathered before they are asked for. */
const GATHER = 30;

/** How the server is asked; a test answers itself. */
export interface Asking {
  readonly all: (sourceId: string) => Promise<Rows>;
  /** null: not there, or not for me (any more). */
  readonly one: (id: string) => Promise<AnnotationView | null>;
}

const one: Asking['one'] = (id) =>
  get(`/annotations/${id}`, annotationView).catch((error: unknown) => {
    if (error instanceof RefusedRead && error.code === 'not_found') return null;
    throw error;
  });

/** Of a draft: the marks with their places in it. */
export const ofDraft: Asking = {
  all: (sourceId) => everyPage(`/sources/${sourceId}/annotations`, annotationPage, 1000),
  one,
};

/** Of a sealed version: all marks in one answer, packed (ANN-9). */
export const ofVersion = (version: PackedFor): Asking => ({
  all: async (sourceId) =>
    unpack(await get(`/sources/${sourceId}/marks?version=${version.number}`, packedMarksFromServer), version),
  one,
});

export interface MarkRows {
  readonly key: readonly string[];
  /** All marks of the source, as far as one may read them. */
  readonly load: () => Promise<Rows>;
  /** Asks for one mark again; settles when the cache has the answer. */
  readonly refresh: (id: string) => Promise<void>;
  /** The same for marks named by events, gathered. */
  readonly changed: (id: string) => void;
}

/**
 * The server's rows of one source in the query cache. Answers may overtake each other: a row keeps the answer that was
 * asked for last, and a list does not put back what a later answer about a single row has changed.
 */
export function markRows(client: QueryClient, sourceId: string, server: Asking): MarkRows {
  const key = ['annotations', sourceId];
  const asked = new Map<string, { readonly turn: number; readonly settled: Promise<void> }>();
  const answered = new Map<string, { readonly at: number; readonly row: AnnotationView | null }>();
  const waiting = new Set<string>();
  let clock = 0;

  const put = (rows: Rows, id: string, row: AnnotationView | null): Rows => {
    if (!row) return rows.filter((other) => other.id !== id);
    return rows.some((other) => other.id === id)
      ? rows.map((other) => (other.id === id ? row : other))
      : [...rows, row];
  };

  const load = async (): Promise<Rows> => {
    const began = (clock += 1);
    let rows = await server.all(sourceId);
    for (const [id, { at, row }] of answered) if (at > began) rows = put(rows, id, row);
    return rows;
  };

  const refresh = (id: string): Promise<void> => {
    const turn = (clock += 1);
    const settled = answer(id, turn);
    asked.set(id, { turn, settled });
    return settled;
  };

  const answer = async (id: string, turn: number): Promise<void> => {
    // undefined: out of reach. The whole list is asked for when the connection is back.
    const row = await server.one(id).catch(() => undefined);
    const last = asked.get(id);
    // Overtaken: not settled before the later answer is there, or a mark of mine would be gone between the two, and a
    // key pressed just then would find nothing to act on.
    if (last && last.turn !== turn) return last.settled;
    if (row === undefined) return;
    answered.set(id, { at: turn, row });
    client.setQueryData<Rows>(key, (rows = []) => put(rows, id, row));
  };

  const ask = (): void => {
    const ids = [...waiting];
    waiting.clear();
    if (ids.length > MANY) void client.invalidateQueries({ queryKey: key });
    else for (const id of ids) void refresh(id);
  };

  const changed = (id: string): void => {
    if (waiting.size === 0) setTimeout(ask, GATHER);
    waiting.add(id);
  };

  return { key, load, refresh, changed };
}
