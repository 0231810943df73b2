import type pg from 'pg';
import { CHANNEL } from '../platform/notify.ts';
import type { AccountRole, CaseRole, Permission } from '../platform/policy.rules.ts';
import { decide } from '../platform/policy.rules.ts';
import type { NewDocument } from './document.ts';

type LiveDocumentKind = NewDocument['kind'];

export interface PendingUpdate {
  readonly update: Uint8Array;
  readonly userId: string;
  readonly sessionId: string | undefined;
}

export interface Appended {
  /** Number of the first update; the others follow without a gap. */
  readonly first: number;
  /** Indexes of those that were refused, with the reason. */
  readonly refused: ReadonlyMap<number, 'frozen' | 'forbidden'>;
}

export const writePermission: Record<LiveDocumentKind, Permission> = {
  draft: 'draft.write',
  rationale: 'rationale.write',
  note: 'rationale.write',
};

interface Standing {
  id: string;
  account: AccountRole;
  state: 'active' | 'suspended' | 'closed';
  session: boolean;
  role: CaseRole | null;
  confidential: boolean;
}

/**
 * Appends a batch to a document's log, all or nothing, in one transaction that also asks, under locks, whether each
 * author may write now: a suspension or a freeze either waits for this or is seen by it (LIV-1, LIV-4). When it
 * returns, the batch is on disk. One NOTIFY per batch.
 */
export async function appendUpdates(
  pool: pg.Pool,
  documentId: string,
  batch: readonly PendingUpdate[],
): Promise<Appended> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const appended = await appendLocked(client, documentId, batch);
    await client.query('COMMIT');
    return appended;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function appendLocked(
  client: pg.PoolClient,
  documentId: string,
  batch: readonly PendingUpdate[],
): Promise<Appended> {
  const { rows } = await client.query<{
    seq: number;
    frozen: boolean;
    kind: LiveDocumentKind;
    investigationId: string;
  }>(`SELECT seq, frozen, kind::text AS kind, "investigationId" FROM "LiveDocument" WHERE id = $1 FOR UPDATE`, [
    documentId,
  ]);
  const [document] = rows;
  if (!document) throw new Error(`no live document ${documentId}`);
  const refused = new Map<number, 'frozen' | 'forbidden'>();
  const standings = await standingOf(client, document.investigationId, batch);
  for (const [index, pending] of batch.entries()) {
    const standing = standings.get(key(pending));
    if (document.frozen) refused.set(index, 'frozen');
    else if (!standing || !mayWrite(standing, writePermission[document.kind])) refused.set(index, 'forbidden');
  }
  const accepted = batch.filter((_, index) => !refused.has(index));
  if (accepted.length > 0) {
    await client.query(
      `INSERT INTO "LiveUpdate" ("documentId", seq, update, "actorId", at)
       SELECT $1, $2 + n, u, a, now() FROM unnest($3::bytea[], $4::uuid[]) WITH ORDINALITY AS t(u, a, n)`,
      [
        documentId,
        document.seq,
        accepted.map(({ update }) => Buffer.from(update)),
        accepted.map(({ userId }) => userId),
      ],
    );
    const last = document.seq + accepted.length;
    await client.query(`UPDATE "LiveDocument" SET seq = $2 WHERE id = $1`, [documentId, last]);
    await client.query(`SELECT pg_notify($1, $2)`, [
      CHANNEL,
      JSON.stringify({ k: 'updates', docs: [[documentId, last]] }),
    ]);
  }
  return { first: document.seq + 1, refused };
}

const key = (pending: PendingUpdate): string => `${pending.userId} ${pending.sessionId ?? ''}`;

/** How each author stands now; the accounts stay as they are until the transaction ends. */
async function standingOf(
  client: pg.PoolClient,
  investigationId: string,
  batch: readonly PendingUpdate[],
): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>();
  const authors = new Map(batch.map((pending) => [key(pending), pending]));
  // In one order everywhere, so that two batches never wait for each other.
  for (const [name, { userId, sessionId }] of [...authors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await client.query(`SELECT 1 FROM "Membership" WHERE "investigationId" = $1 AND "userId" = $2 FOR SHARE`, [
      investigationId,
      userId,
    ]);
    const { rows } = await client.query<Standing>(
      `SELECT u.id, u.role::text AS account, u.state::text AS state, m.role::text AS role, i.confidential,
         ($3::uuid IS NULL OR EXISTS (
           SELECT 1 FROM "Session" s
           WHERE s.id = $3::uuid AND s."userId" = u.id AND s."revokedAt" IS NULL AND s."expiresAt" > now())) AS session
       FROM "User" u
       JOIN "Investigation" i ON i.id = $1
       LEFT JOIN "Membership" m ON m."investigationId" = i.id AND m."userId" = u.id
       WHERE u.id = $2 FOR SHARE OF u`,
      [investigationId, userId, sessionId ?? null],
    );
    if (rows[0]) found.set(name, rows[0]);
  }
  return found;
}

function mayWrite(standing: Standing, permission: Permission): boolean {
  const actor = { id: standing.id, role: standing.account, state: standing.state };
  return (
    standing.session &&
    decide(permission, actor, { case: { confidential: standing.confidential, role: standing.role } }) === 'allowed'
  );
}
