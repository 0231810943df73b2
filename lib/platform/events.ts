import { canonicalJson, sha256 } from './canonical.ts';
import type { Transaction } from './db.ts';
import type { Prisma } from './db.ts';
import { newId, WORKSPACE_STREAM } from './ids.ts';
import type { WakeUp } from './notify.ts';
import { CHANNEL } from './notify.ts';

export type SubjectType =
  | 'investigation'
  | 'member'
  | 'source'
  | 'annotation'
  | 'reply'
  | 'claim'
  | 'evidence'
  | 'proposal'
  | 'review'
  | 'decision'
  | 'publication'
  | 'claim_link'
  | 'reply_request'
  | 'rating'
  | 'entity'
  | 'relationship'
  | 'tag'
  | 'document'
  | 'view'
  | 'webhook'
  | 'account'
  | 'invitation'
  | 'session'
  | 'token'
  | 'flag'
  | 'newsroom'
  | 'dossier'
  | 'story';

export interface EmittedEvent {
  /** The investigation's id, or the workspace's stream. */
  readonly stream: string;
  /** `noun.past_participle`: `annotation.created`. */
  readonly type: string;
  readonly subject: { readonly type: SubjectType; readonly id: string };
  readonly data?: Prisma.InputJsonObject;
  /** Only this person is shown the content (private marks). */
  readonly visibleTo?: string | undefined;
}

export interface ChainedEvent {
  readonly streamId: string;
  readonly seq: number;
  readonly id: string;
  readonly commandId: string;
  readonly type: string;
  readonly actorId: string;
  /** RFC 3339, milliseconds, UTC. */
  readonly at: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly data: unknown;
  readonly visibleTo: string | null;
  readonly prevHash: string;
}

/** SHA-256 over the previous hash and the event's canonical JSON: changing any line breaks every later one (CORE-4). */
export const hashEvent = (event: ChainedEvent): string => sha256(event.prevHash + canonicalJson(event));

/** Rows in one statement, well below what Postgres takes as parameters. */
const TOGETHER = 500;

/**
 * Appends a command's events at the end of its transaction, so that a stream's lock is held only for the last moments
 * and the numbers follow the order of commits (CORE-2). Case streams before the workspace's, by id: two commands that
 * write to the same streams always lock them in the same order.
 */
export async function appendEvents(
  tx: Transaction,
  stamp: { readonly commandId: string; readonly actorId: string; readonly at: Date },
  emitted: readonly EmittedEvent[],
): Promise<void> {
  const rank = (id: string): string => (id === WORKSPACE_STREAM ? `~${id}` : id);
  const streams = [...new Set(emitted.map((event) => event.stream))].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  for (const stream of streams) {
    await tx.$executeRaw`INSERT INTO "EventStream" (id) VALUES (${stream}::uuid) ON CONFLICT DO NOTHING`;
    const [head] = await tx.$queryRaw<{ seq: number; headHash: string }[]>`
      SELECT seq, "headHash" FROM "EventStream" WHERE id = ${stream}::uuid FOR UPDATE`;
    let seq = head?.seq ?? 0;
    let prevHash = head?.headHash ?? '';
    const rows: Prisma.EventCreateManyInput[] = [];
    for (const event of emitted) {
      if (event.stream !== stream) continue;
      seq += 1;
      const chained: ChainedEvent = {
        streamId: stream,
        seq,
        id: newId(),
        commandId: stamp.commandId,
        type: event.type,
        actorId: stamp.actorId,
        at: stamp.at.toISOString(),
        subjectType: event.subject.type,
        subjectId: event.subject.id,
        data: event.data ?? {},
        visibleTo: event.visibleTo ?? null,
        prevHash,
      };
      prevHash = hashEvent(chained);
      rows.push({ ...chained, data: event.data ?? {}, hash: prevHash });
    }
    // In their order: the database checks that each follows the one before.
    for (let at = 0; at < rows.length; at += TOGETHER)
      await tx.event.createMany({ data: rows.slice(at, at + TOGETHER) });
    await notify(tx, { k: 'events', stream, seq });
  }
}

/** Postgres delivers it when, and only if, the transaction commits. */
export async function notify(tx: Transaction, message: WakeUp): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(message)})`;
}
