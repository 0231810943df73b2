import { downloadHeaders } from '../platform/download.ts';
import { callerOf } from '../accounts/session.ts';
import type { Exchanged } from '../entities/exchange.schema.ts';
import { exportEntities } from '../entities/export.queries.ts';
import type { Caller } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { database } from '../platform/db.ts';
import { failure } from '../platform/errors.ts';
import { problem } from '../platform/http.ts';
import { ask } from '../platform/query.ts';
import { encodeTable } from './csv/csv.rules.ts';

const PAGE = 200;

interface Wanted {
  readonly investigationId?: string | undefined;
  readonly after?: string | undefined;
}

/** Page by page, each asked anew: who loses the right in the middle gets no further. */
async function* pages(db: Database, caller: Caller, wanted: Wanted): AsyncGenerator<readonly Exchanged[], void> {
  let after = wanted.after;
  for (;;) {
    const page = await ask(db, exportEntities, caller, {
      limit: PAGE,
      ...(wanted.investigationId ? { investigationId: wanted.investigationId } : {}),
      ...(after ? { after } : {}),
    });
    if (!page.ok) throw new Error(page.error.detail);
    yield page.value.items;
    if (page.value.next === null) return;
    after = page.value.next;
  }
}

/**
 * `GET ?format=ftm|csv&investigationId=&after=`: all that the caller may see, as FollowTheMoney JSON lines, streamed; or
 * the entities as a table (ENT-8). A stream that broke off goes on with `after` = the id of its last line.
 */
export async function exportResponse(request: Request): Promise<Response> {
  const db = await database();
  const caller = await callerOf(request);
  if (!caller) return problem(failure('signed_out').error);
  const search = new URL(request.url).searchParams;
  const wanted: Wanted = {
    investigationId: search.get('investigationId') ?? undefined,
    after: search.get('after') ?? undefined,
  };
  // Asked once before anything is sent: a refusal is an answer, not a stream that breaks.
  const first = await ask(db, exportEntities, caller, { ...wanted, limit: 1 });
  if (!first.ok) return problem(first.error);
  if (search.get('format') === 'csv') {
    const all: Exchanged[] = [];
    for await (const page of pages(db, caller, wanted)) all.push(...page.filter(({ properties }) => properties.name));
    return new Response(encodeTable(all), {
      headers: downloadHeaders({ mediaType: 'text/csv; charset=utf-8', name: 'entities.csv' }),
    });
  }
  const encoder = new TextEncoder();
  const source = pages(db, caller, wanted);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await source.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value.map((one) => `${JSON.stringify(one)}\n`).join('')));
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  return new Response(body, {
    headers: downloadHeaders({ mediaType: 'application/json+ftm', name: 'entities.ftm.json' }),
  });
}
