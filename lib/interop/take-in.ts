import { setTimeout as pause } from 'node:timers/promises';
import { importEntities } from '../entities/import.commands.ts';
import type { Caller } from '../platform/access.ts';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { ImportResult } from './import.schema.ts';
import type { ImportOptions, Read } from './read-entities.ts';

/** So few that who searches meanwhile hardly waits for one of them. */
const BATCH = 50;
const MOST_REST_MS = 1000;
/** More lines than this nobody reads one by one: the file is wrong as a whole. */
const TOLD = 1000;

export interface Progress {
  readonly done: number;
  readonly of: number;
}

/**
 * Takes in what a file says, in batches, each a command of its own, so that an import that broke off, sent again, goes on
 * without making anything twice. Ends with what came of it, or with why it could not go on.
 */
export async function* takeIn(
  db: Database,
  caller: Caller,
  given: ImportOptions,
  { objects, problems }: Read,
): AsyncGenerator<Progress, ImportResult | string, void> {
  const total = { created: 0, known: 0, links: 0 };
  const skipped: { line: number; id: string; why: string }[] = [];
  const of = objects.length;
  for (let at = 0; at < of; at += BATCH) {
    const batch = objects.slice(at, at + BATCH);
    const began = performance.now();
    const done = await execute(db, importEntities, caller, {
      importedFrom: given.name,
      watch: given.watch,
      watchAs: given.watchAs,
      ...(given.investigationId ? { investigationId: given.investigationId } : {}),
      items: batch.map(({ id, schema, properties, redthread }) => ({ id, schema, properties, redthread })),
    });
    if (!done.ok) return done.error.detail;
    for (const key of ['created', 'known', 'links'] as const) total[key] += done.value[key];
    for (const { id, why } of done.value.skipped)
      skipped.push({ line: batch.find((one) => one.id === id)?.line ?? 0, id, why });
    yield { done: Math.min(of, at + BATCH), of };
    // Nobody waits for an import as somebody waits who searches or links: half of the time is theirs.
    if (at + BATCH < of) await pause(Math.min(MOST_REST_MS, performance.now() - began));
  }
  return { ...total, problems: problems.slice(0, TOLD), skipped: skipped.slice(0, TOLD), skippedCount: skipped.length };
}
