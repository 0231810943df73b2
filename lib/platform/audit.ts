import type { Reader } from './db.ts';
import { hashEvent } from './events.ts';

export interface AuditReport {
  readonly streams: number;
  readonly events: number;
  /** The first line that does not fit; null when everything does. */
  readonly broken: { readonly stream: string; readonly seq: number; readonly why: string } | null;
}

const PAGE = 1000;

/** Recomputes every hash of every sequence (CORE-4) and stops at the first line that does not fit. */
export async function verifyAudit(db: Reader): Promise<AuditReport> {
  const streams = await db.eventStream.findMany({ orderBy: { id: 'asc' } });
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
        if (hashEvent({ ...row, at: at.toISOString() }) !== hash)
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
  return { streams: streams.length, events, broken: null };
}
