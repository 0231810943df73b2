import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { callerOf } from '../accounts/session.ts';
import { isEntitySchema, isLinkSchema } from '../entities/rules.ts';
import type { FtmObject } from '../entities/model/ftm.rules.ts';
import { decodeLine, decodeThing } from '../entities/model/ftm.rules.ts';
import { importEntities } from '../entities/import.commands.ts';
import { searchEntities } from '../entities/find.queries.ts';
import type { Caller } from '../platform/access.ts';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { database } from '../platform/db.ts';
import { failure } from '../platform/errors.ts';
import { isSameOrigin, problem, readBytes } from '../platform/http.ts';
import { ask } from '../platform/query.ts';
import { decodeRow } from './csv/csv.rules.ts';

const BATCH = 100;
const MOST_BYTES = 20 * 1024 * 1024;
/** A dry run looks up so many rows; a person judges by a sample. */
const SAMPLE = 25;

const options = z.object({
  format: z.enum(['ftm', 'csv']).default('ftm'),
  investigationId: z.uuid().optional(),
  name: z.string().min(1).max(200).default('import'),
  dryRun: z.stringbool().default(false),
  watch: z.stringbool().default(false),
  mapping: z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue('The mapping is not JSON.');
        return z.NEVER;
      }
    })
    .pipe(
      z.object({
        schema: z.string().refine(isEntitySchema, 'There is no such kind of entity.'),
        columns: z.record(z.string(), z.string()),
        id: z.string().optional(),
      }),
    )
    .optional(),
});
type Options = z.output<typeof options>;

interface Read {
  readonly objects: readonly FtmObject[];
  readonly problems: readonly { readonly line: number; readonly why: string }[];
}

function readInput(text: string, { format, mapping }: Options): Read | string {
  const objects: FtmObject[] = [];
  const problems: { line: number; why: string }[] = [];
  if (format === 'ftm') {
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const decoded = decodeLine(line);
      if (typeof decoded === 'string') problems.push({ line: at + 1, why: decoded });
      else objects.push(decoded);
    }
    return { objects, problems };
  }
  if (!mapping || !Object.values(mapping.columns).includes('name')) return 'Say which column holds the name.';
  const table = z.array(z.record(z.string(), z.string()));
  let rows: z.output<typeof table>;
  try {
    rows = table.parse(
      parse(text, { columns: true, bom: true, delimiter: [',', ';', '\t'], relax_column_count: true }),
    );
  } catch {
    return 'This is not a table: a first line with the names of the columns, then one line each.';
  }
  for (const [at, row] of rows.entries()) {
    const decoded = decodeRow(row, at + 1, mapping);
    if (decoded) objects.push(decoded);
    else problems.push({ line: at + 2, why: 'It has no name.' });
  }
  return { objects, problems };
}

/**
 * `POST ?format=ftm|csv&investigationId=&dryRun=&watch=&mapping=`: takes a file in (ENT-8). The answer is JSON lines of
 * progress, the last one with what came of it. Things before what links them; in batches, each a command of its own, so
 * that a broken import, sent again, goes on without making anything twice.
 */
export async function importResponse(request: Request): Promise<Response> {
  const db = await database();
  const caller = await callerOf(request);
  if (!caller) return problem(failure('signed_out').error);
  if (!caller.tokenId && !isSameOrigin(request)) return problem(failure('wrong_origin').error);
  const given = options.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!given.success) return problem(failure('invalid_input', given.error.issues[0]?.message).error);
  const bytes = await readBytes(request, MOST_BYTES);
  const read = readInput(new TextDecoder().decode(bytes), given.data);
  if (typeof read === 'string') return problem(failure('invalid_input', read).error);
  if (read.objects.length === 0)
    return problem(failure('invalid_input', read.problems[0]?.why ?? 'There is nothing in this file.').error);
  if (given.data.dryRun) return Response.json(await dryRun(db, caller, given.data, read));
  return new Response(progress(takeIn(db, caller, given.data, read)), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

function progress(source: AsyncGenerator<object, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

async function* takeIn(db: Database, caller: Caller, given: Options, { objects, problems }: Read) {
  const ordered = [
    ...objects.filter(({ schema }) => !isLinkSchema(schema)),
    ...objects.filter(({ schema }) => isLinkSchema(schema)),
  ];
  const total = { created: 0, known: 0, links: 0 };
  const skipped: { id: string; why: string }[] = [];
  for (let at = 0; at < ordered.length; at += BATCH) {
    const done = await execute(db, importEntities, caller, {
      importedFrom: given.name,
      watch: given.watch,
      ...(given.investigationId ? { investigationId: given.investigationId } : {}),
      items: ordered.slice(at, at + BATCH),
    });
    if (!done.ok) {
      yield { done: at, of: ordered.length, error: done.error.detail };
      return;
    }
    for (const key of ['created', 'known', 'links'] as const) total[key] += done.value[key];
    skipped.push(...done.value.skipped);
    yield { done: Math.min(ordered.length, at + BATCH), of: ordered.length };
  }
  yield { ...total, problems, skipped: skipped.slice(0, 1000), skippedCount: skipped.length, finished: true };
}

/** What would come of it: how much is read, what cannot be, and whom the first rows may already be. */
async function dryRun(db: Database, caller: Caller, given: Options, { objects, problems }: Read) {
  const things = objects.filter(({ schema }) => isEntitySchema(schema));
  const sample = [];
  for (const one of things.slice(0, SAMPLE)) {
    const name = decodeThing(one)?.name ?? '';
    const found = await ask(db, searchEntities, caller, {
      q: name.slice(0, 300),
      limit: 1,
      ...(given.investigationId ? { investigationId: given.investigationId } : {}),
    });
    const [best] = found.ok ? found.value.items : [];
    sample.push({
      name,
      schema: one.schema,
      properties: one.properties,
      maybe: best && (best.score ?? 0) >= 0.7 ? { id: best.id, name: best.name, score: best.score } : null,
    });
  }
  return {
    things: things.length,
    links: objects.filter(({ schema }) => isLinkSchema(schema)).length,
    others: objects.filter(({ schema }) => !isEntitySchema(schema) && !isLinkSchema(schema)).length,
    problems,
    sample,
  };
}
