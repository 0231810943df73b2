import { z } from 'zod';
import { callerOf } from '../accounts/session.ts';
import { searchEntities } from '../entities/find.queries.ts';
import { decodeThing } from '../entities/model/ftm.rules.ts';
import { isEntitySchema, isLinkSchema } from '../entities/rules.ts';
import { getJob } from '../jobs/api.ts';
import type { Caller } from '../platform/access.ts';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { sha256 } from '../platform/canonical.ts';
import { database } from '../platform/db.ts';
import { failure } from '../platform/errors.ts';
import { isSameOrigin, problem, readBytes } from '../platform/http.ts';
import { ask } from '../platform/query.ts';
import { Upload } from '../sources/upload.rules.ts';
import { importFile } from './import.commands.ts';
import type { ImportTried } from './import.schema.ts';
import type { ImportOptions, Read } from './read-entities.ts';
import { importOptions, mapping, readEntities } from './read-entities.ts';
import { takeIn } from './take-in.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** A dry run looks up so many rows; a person judges by a sample. */
const SAMPLE = 25;

const asked = importOptions.extend({
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
    .pipe(mapping)
    .optional(),
});

/**
 * `POST ?format=ftm|csv&investigationId=&dryRun=&watch=&watchAs=poi|sanction&mapping=`: takes a file in (ENT-8). The answer is JSON lines of
 * progress, the last one with what came of it; with `Prefer: respond-async` 202 and a job that can be followed and
 * stopped. Sent again, a file that broke off goes on without making anything twice.
 */
export async function importResponse(request: Request): Promise<Response> {
  const db = await database();
  const caller = await callerOf(request);
  if (!caller) return problem(failure('signed_out').error);
  if (!caller.tokenId && !isSameOrigin(request)) return problem(failure('wrong_origin').error);
  const parsed = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return problem(failure('invalid_input', parsed.error.issues[0]?.message).error);
  const { dryRun, ...given } = parsed.data;
  const bytes = await readBytes(request, MOST_BYTES);
  const read = readEntities(bytes, given);
  if (typeof read === 'string') return problem(failure('invalid_input', read).error);
  if (dryRun) return Response.json(await tried(db, caller, given, read));
  if (/\brespond-async\b/u.test(request.headers.get('prefer') ?? '')) return asJob(db, caller, given, bytes);
  return new Response(lines(takeIn(db, caller, given, read)), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

async function asJob(db: Database, caller: Caller, given: ImportOptions, bytes: Uint8Array): Promise<Response> {
  const upload = new Upload({ name: given.name, mediaType: 'application/octet-stream', sha256: sha256(bytes), bytes });
  const begun = await execute(db, importFile, caller, { ...given, upload });
  if (!begun.ok) return problem(begun.error);
  const job = await ask(db, getJob, caller, { jobId: begun.value.id });
  return job.ok ? Response.json({ job: job.value }, { status: 202 }) : problem(job.error);
}

function lines(source: ReturnType<typeof takeIn>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const put = (controller: ReadableStreamDefaultController<Uint8Array>, value: object) =>
    controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
  return new ReadableStream({
    async pull(controller) {
      const next = await source.next();
      if (!next.done) {
        put(controller, next.value);
        return;
      }
      put(controller, typeof next.value === 'string' ? { error: next.value } : { ...next.value, finished: true });
      controller.close();
    },
    async cancel() {
      await source.return('stopped');
    },
  });
}

async function tried(
  db: Database,
  caller: Caller,
  given: ImportOptions,
  { objects, problems }: Read,
): Promise<ImportTried> {
  const things = objects.filter(({ schema }) => isEntitySchema(schema));
  const sample: ImportTried['sample'] = [];
  for (const one of things.slice(0, SAMPLE)) {
    const name = decodeThing(one)?.name ?? '';
    const found = await ask(db, searchEntities, caller, {
      q: name.slice(0, 300),
      limit: 1,
      ...(given.investigationId ? { investigationId: given.investigationId } : {}),
    });
    const [best] = found.ok ? found.value.items : [];
    sample.push({
      line: one.line,
      name,
      schema: one.schema,
      properties: Object.fromEntries(Object.entries(one.properties).map(([key, values]) => [key, [...values]])),
      maybe: best && (best.score ?? 0) >= 0.7 ? { id: best.id, name: best.name, score: best.score ?? 0 } : null,
    });
  }
  return {
    things: things.length,
    links: objects.filter(({ schema }) => isLinkSchema(schema)).length,
    others: objects.filter(({ schema }) => !isEntitySchema(schema) && !isLinkSchema(schema)).length,
    problems: problems.slice(0, 1000),
    sample,
  };
}
