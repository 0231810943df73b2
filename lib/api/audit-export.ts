import { downloadHeaders } from '../platform/download.ts';
import { callerOf } from '../accounts/session.ts';
import { listAudit } from '../moderation/audit.queries.ts';
import { csvCell } from '../moderation/rules.ts';
import type { AuditLine } from '../moderation/schema.ts';
import { database } from '../platform/db.ts';
import { failure } from '../platform/errors.ts';
import { problem } from '../platform/http.ts';
import { ask } from '../platform/query.ts';

const COLUMNS = ['at', 'type', 'actor', 'actorId', 'case', 'subject', 'subjectId', 'data', 'sequence', 'hash'];
/** Pages of 200: an export of more is narrowed by time. */
const PAGES = 500;

const row = (line: AuditLine): string =>
  [
    line.at,
    line.type,
    line.actor.name,
    line.actor.id,
    line.case?.title ?? '',
    line.subject.name ?? line.subject.type,
    line.subject.id,
    JSON.stringify(line.data),
    String(line.seq),
    line.hash,
  ]
    .map(csvCell)
    .join(',');

/** What the audit viewer shows with these filters, as CSV; asked page by page of the same query. */
export async function exportAudit(request: Request): Promise<Response> {
  const caller = await callerOf(request);
  if (!caller) return problem(failure('signed_out').error);
  const db = await database();
  const filter = Object.fromEntries(new URL(request.url).searchParams);
  const page = (after: string | null) =>
    ask(db, listAudit, caller, { ...filter, limit: 200, ...(after ? { after } : {}) });
  const first = await page(null);
  if (!first.ok) return problem(first.error);
  let next: Awaited<ReturnType<typeof page>> | null = first;
  let pages = 0;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`${COLUMNS.join(',')}\r\n`)),
    pull: async (controller) => {
      if (!next?.ok || pages >= PAGES) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(next.value.items.map((line) => `${row(line)}\r\n`).join('')));
      pages += 1;
      next = next.value.next ? await page(next.value.next) : null;
    },
  });
  return new Response(body, {
    headers: downloadHeaders({ mediaType: 'text/csv; charset=utf-8', name: 'redthread-audit.csv' }),
  });
}
