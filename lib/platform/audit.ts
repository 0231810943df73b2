import { z } from 'zod';
import { canonicalJson, sha256 } from './canonical.ts';
import type { Prisma, Reader } from './db.ts';
import { hashEvent } from './events.ts';

export interface AuditReport {
  readonly streams: number;
  readonly events: number;
  /** The first line that does not fit; null when everything does. */
  readonly broken: { readonly stream: string; readonly seq: number; readonly why: string } | null;
}

const PAGE = 1000;

/** A hashed row that a redaction put bars into: what its hash was, and what it is now. */
export interface Covered {
  readonly kind: string;
  readonly rowId: string;
  readonly before: string;
  readonly after: string;
}

/** What the trail says of all the rows that a redaction covers, in one hash (ACC-8). */
export const coverDigest = (rows: readonly Covered[]): string =>
  sha256(
    canonicalJson(
      rows
        .map(({ kind, rowId, before, after }) => ({ kind, rowId, before, after }))
        .sort((a, b) => (a.rowId < b.rowId ? -1 : 1)),
    ),
  );

type CoveredRow = Prisma.RedactedRowModel;

/**
 * Redactions whose list of covered rows is not what the trail says; the trail's own lines are held against their hashes
 * in the same run.
 */
async function strayRedactions(db: Reader, rows: readonly CoveredRow[]): Promise<Prisma.EventModel | string | null> {
  const told = await db.event.findMany({ where: { type: 'source.redacted' } });
  const data = (event: Prisma.EventModel) => z.record(z.string(), z.unknown()).parse(event.data);
  const byRedaction = Map.groupBy(rows, ({ redactionId }) => redactionId);
  for (const event of told) {
    const covered = byRedaction.get(String(data(event)['redactionId'])) ?? [];
    if (coverDigest(covered) !== data(event)['covers']) return event;
  }
  const known = new Set(told.map((event) => data(event)['redactionId']));
  return [...byRedaction.keys()].find((id) => !known.has(id)) ?? null;
}

/** What a hash became by recorded redactions, one after another: each begins where the one before ended. */
export function lastHash(first: string, rows: readonly Covered[]): string {
  const next = new Map(rows.map(({ before, after }) => [before, after]));
  let hash = first;
  // As many steps as there are rows: a ring that somebody forged ends too.
  for (let step = 0; step < rows.length; step += 1) hash = next.get(hash) ?? hash;
  return hash;
}

/** Recomputes every hash of every sequence (CORE-4) and stops at the first line that does not fit. */
export async function verifyAudit(db: Reader): Promise<AuditReport> {
  const streams = await db.eventStream.findMany({ orderBy: { id: 'asc' } });
  const covered = await db.redactedRow.findMany();
  const stray = await strayRedactions(db, covered);
  const redactions = Map.groupBy(covered, ({ rowId }) => rowId);
  let events = 0;
  for (const stream of streams) {
    let prevHash = '';
    let seq = 0;
    const broken = (at: number, why: string): AuditReport => ({
      streams: streams.length,
      events,
      broken: { stream: stream.id, seq: at, why },
    });
    for (;;) {
      const rows = await db.event.findMany({
        where: { streamId: stream.id, seq: { gt: seq } },
        orderBy: { seq: 'asc' },
        take: PAGE,
      });
      for (const { hash, at, ...row } of rows) {
        if (row.seq !== seq + 1) return broken(seq + 1, 'it is missing');
        if (row.prevHash !== prevHash) return broken(row.seq, 'it does not follow the line before');
        const now = hashEvent({ ...row, at: at.toISOString() });
        if (now !== lastHash(hash, redactions.get(row.id) ?? []))
          return broken(row.seq, 'its content is not what was hashed');
        prevHash = hash;
        seq = row.seq;
        events += 1;
      }
      if (rows.length < PAGE) break;
    }
    if (stream.seq !== seq) return broken(seq + 1, `the sequence says ${stream.seq} lines, there are ${seq}`);
    if (stream.headHash !== prevHash) return broken(seq, 'the head of the sequence is another');
  }
  if (stray)
    return {
      streams: streams.length,
      events,
      broken:
        typeof stray === 'string'
          ? { stream: stray, seq: 0, why: 'a redaction is not in the trail' }
          : { stream: stray.streamId, seq: stray.seq, why: 'the redaction covers other rows than it says' },
    };
  return { streams: streams.length, events, broken: null };
}
