import type pg from 'pg';
import { CHANNEL } from '../platform/notify.ts';
import type { Permission } from '../platform/permissions.rules.ts';
import { accountRoles, caseRoles } from '../platform/permissions.rules.ts';
import { decide } from '../platform/policy.rules.ts';
import type { NewDocument } from './document.ts';

type LiveDocumentKind = NewDocument['kind'];

export interface PendingUpdate {
  readonly update: Uint8Array;
  readonly userId: string;
  readonly sessionId?: string | undefined;
  readonly tokenId?: string | undefined;
  /** Yjs client numbers under which nobody has written in this document as far as the caller knows. */
  readonly newClients?: readonly number[] | undefined;
}

/** The edits of one document, in order; `lineage` is that of the copy that they were made on. */
export interface PendingBatch {
  readonly documentId: string;
  readonly lineage?: string | undefined;
  readonly updates: readonly PendingUpdate[];
}

export type Refused = 'frozen' | 'forbidden' | 'not_yours' | 'lineage' | 'gone';

export interface Appended {
  /** Number in the log of the first that was accepted; the others follow without a gap. 0 when none was. */
  readonly first: number;
  /** Indexes of those that were refused, with the reason. */
  readonly refused: ReadonlyMap<number, Refused>;
}

export const writePermission: Record<LiveDocumentKind, Permission> = {
  draft: 'draft.write',
  rationale: 'rationale.write',
  note: 'rationale.write',
};

/** Everyone who may write, spelled out once from the permission table for the statement that appends: a Postgres array. */
const allowed = `{${kindsOf(writePermission)
  .flatMap((kind) =>
    accountRoles.flatMap((account) =>
      [...caseRoles, null].flatMap((role) =>
        [true, false].flatMap((confidential) => {
          const actor = { id: '', role: account, state: 'active' } as const;
          const verdict = decide(writePermission[kind], actor, { case: { confidential, role } });
          return verdict === 'allowed' ? [`"${kind} ${account} ${role ?? '-'} ${String(confidential)}"`] : [];
        }),
      ),
    ),
  )
  .join()}}`;

function kindsOf(table: Record<LiveDocumentKind, Permission>): readonly LiveDocumentKind[] {
  const kinds: readonly LiveDocumentKind[] = ['draft', 'rationale', 'note'];
  return kinds.filter((kind) => kind in table);
}

interface Verdict {
  readonly seq: number | null;
  readonly verdict: 'ok' | 'busy' | Refused;
}

/**
 * Appends to the logs of several documents in one statement that also asks, under locks, whether each author may write
 * now: a suspension or a freeze either waits for this or is seen by it (LIV-1, LIV-4). When it returns, everything
 * accepted is on disk. 'busy': somebody else holds that document, and `wait` was false. One NOTIFY a call, unless
 * `notify` is false because others are woken by other means.
 */
export async function appendBatches(
  pool: Pick<pg.Pool, 'query'>,
  batches: readonly PendingBatch[],
  { wait, notify = true }: { readonly wait: boolean; readonly notify?: boolean },
): Promise<readonly (Appended | 'busy')[]> {
  const channel = notify ? CHANNEL : null;
  const [alone] = batches;
  const [edit] = alone?.updates ?? [];
  if (alone && edit && batches.length === 1 && alone.updates.length === 1 && !wait)
    return [await appendOne(pool, alone, edit, channel)];
  const edits = batches.flatMap(({ documentId, updates }) => updates.map((pending) => ({ documentId, ...pending })));
  const fresh = edits.flatMap(({ newClients = [] }, index) => newClients.map((client) => [index + 1, client] as const));
  const { rows } = await pool.query<Verdict>({
    name: 'redthread_append',
    text: `SELECT seq, verdict FROM redthread_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      batches.map(({ documentId }) => documentId),
      batches.map(({ lineage }) => lineage ?? null),
      edits.map(({ documentId }) => documentId),
      edits.map(({ update }) => bufferOf(update)),
      edits.map(({ userId }) => userId),
      edits.map(({ sessionId }) => sessionId ?? null),
      edits.map(({ tokenId }) => tokenId ?? null),
      fresh.map(([edit]) => edit),
      fresh.map(([, client]) => client),
      allowed,
      wait,
      channel,
    ],
  });
  let at = 0;
  return batches.map(({ updates }) => {
    const verdicts = rows.slice(at, at + updates.length);
    at += updates.length;
    return appendedFrom(verdicts);
  });
}

/** The same for the edit that comes alone, which is nearly every edit: nearly a third of the statement is spared. */
async function appendOne(
  pool: Pick<pg.Pool, 'query'>,
  { documentId, lineage }: PendingBatch,
  { update, userId, sessionId, tokenId, newClients = [] }: PendingUpdate,
  channel: string | null,
): Promise<Appended | 'busy'> {
  const { rows } = await pool.query<{ readonly answer: Answer }>({
    name: 'redthread_append_one',
    text: `SELECT redthread_append_one($1, $2, $3, $4, $5, $6, $7, $8, $9) AS answer`,
    values: [
      documentId,
      lineage ?? null,
      bufferOf(update),
      userId,
      sessionId ?? null,
      tokenId ?? null,
      newClients.length > 0 ? newClients : null,
      allowed,
      channel,
    ],
  });
  const answer = rows[0]?.answer ?? 'busy';
  return appendedFrom([isNumber(answer) ? { seq: Number(answer), verdict: 'ok' } : { seq: null, verdict: answer }]);
}

/** The edit's number in the log, or why it has none. */
type Answer = `${number}` | 'busy' | Refused;

const isNumber = (answer: Answer): answer is `${number}` => Number(answer) > 0;

const bufferOf = (update: Uint8Array): Buffer => Buffer.from(update.buffer, update.byteOffset, update.byteLength);

function appendedFrom(verdicts: readonly Verdict[]): Appended | 'busy' {
  const refused = new Map<number, Refused>();
  let first = 0;
  for (const [index, { verdict, seq }] of verdicts.entries()) {
    if (verdict === 'busy') return 'busy';
    if (verdict === 'ok') first ||= seq ?? 0;
    else refused.set(index, verdict);
  }
  return { first, refused };
}

/** Appends to one document, waiting for whoever holds it. */
export async function appendUpdates(
  pool: pg.Pool,
  documentId: string,
  updates: readonly PendingUpdate[],
): Promise<Appended> {
  const [appended] = await appendBatches(pool, [{ documentId, updates }], { wait: true });
  if (!appended || appended === 'busy') throw new Error('an append that waits is never busy');
  return appended;
}
