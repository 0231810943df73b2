import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { PendingUpdate } from '@/lib/notes/append.ts';
import { appendBatches } from '@/lib/notes/append.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import { CHANNEL } from '@/lib/platform/notify.ts';
import { newId } from '@/lib/platform/ids.ts';
import { testDatabase } from '../support/database.ts';
import { joins, person } from '../support/people.ts';
import { openClaimDocument } from './stage.ts';

const test = testDatabase();

it('LIV-6: an append, alone or among others, finds what it needs by key, however many people, documents and edits there are', async () => {
  const luz = await person(test.db, 'Luz');
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  const many = (sql: string, values: readonly unknown[]) => test.db.pool.query(sql, [...values]);
  await many(
    `INSERT INTO "User" (id, name, email)
      SELECT gen_random_uuid(), 'P' || n, 'p' || n || '@example.org' FROM generate_series(1, 5000) AS n`,
    [],
  );
  await many(
    `INSERT INTO "Membership" ("investigationId", "userId", role, "addedById")
      SELECT $1, id, 'checker', $2 FROM "User" WHERE email LIKE 'p%@example.org'`,
    [investigationId, luz.userId],
  );
  await many(
    `INSERT INTO "LiveDocument" (id, kind, "investigationId", "schemaVersion", lineage)
      SELECT gen_random_uuid(), 'note', $1, $2, gen_random_uuid() FROM generate_series(1, 5000)`,
    [investigationId, NOTE_SCHEMA_VERSION],
  );
  await many(`INSERT INTO "LiveAuthor" ("documentId", client, "userId") SELECT id, 1, $1 FROM "LiveDocument"`, [
    luz.userId,
  ]);
  await many(
    `INSERT INTO "LiveUpdate" ("documentId", seq, update, "actorId") SELECT id, 1, '\\x00', $1 FROM "LiveDocument" WHERE id <> $2`,
    [luz.userId, documentId],
  );
  // As the autovacuum does in the course of a day; kept plans are made anew then.
  await many('ANALYZE', []);
  // Of its own: what Postgres counts here is what this connection has done.
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query('BEGIN');
    const edit = { update: new Uint8Array([0, 0]), userId: luz.userId, newClients: [7] };
    // Oftener, each way, than the five times after which Postgres thinks of keeping a plan.
    for (let n = 0; n < 16; n += 1) {
      const options = { wait: n % 2 === 0, notify: false };
      const [answer] = await appendBatches(client, [{ documentId, updates: [edit] }], options);
      expect(answer).toEqual({ first: n + 1, refused: new Map() });
    }
    const { rows } = await client.query<{ relname: string; seq_scan: string }>(
      `SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE seq_scan > 0
        AND relname = ANY ('{User,Membership,LiveDocument,LiveUpdate,LiveAuthor}')`,
    );
    expect(rows).toEqual([]);
  } finally {
    await client.end();
  }
});

it('LIV-4, LIV-5: one call takes what each may write in each document, and refuses the rest edit by edit', async () => {
  const [luz, amal, gone] = [
    await person(test.db, 'Luz'),
    await person(test.db, 'Amal'),
    await person(test.db, 'Gone'),
  ];
  const first = await openClaimDocument(test.db, luz);
  const second = await openClaimDocument(test.db, amal);
  for (const [{ investigationId }, { userId }, by] of [
    [first, amal, luz],
    [first, gone, luz],
    [second, luz, amal],
  ] as const)
    await test.db.prisma.membership.create({
      data: { investigationId, userId, role: 'checker', addedById: by.userId },
    });
  await test.db.prisma.user.update({ where: { id: gone.userId }, data: { state: 'suspended' } });
  const edit = (who: { readonly userId: string }, ...newClients: number[]) => ({
    update: new Uint8Array([0, 0]),
    userId: who.userId,
    newClients,
  });
  const append = (...batches: Parameters<typeof appendBatches>[1]) =>
    appendBatches(test.db.pool, batches, { wait: true, notify: false });

  const answers = await append(
    // Amal's second edit comes under a number that Luz's first has just taken, and brings one of her own with it.
    {
      documentId: first.documentId,
      updates: [edit(luz, 1), edit(gone, 2), edit(amal, 3), edit(amal, 1, 4), edit(luz)],
    },
    { documentId: newId(), updates: [edit(luz)] },
    { documentId: second.documentId, lineage: newId(), updates: [edit(luz, 5)] },
  );
  expect(answers).toEqual([
    {
      first: 1,
      refused: new Map([
        [1, 'forbidden'],
        [3, 'not_yours'],
      ]),
    },
    { first: 0, refused: new Map([[0, 'gone']]) },
    { first: 0, refused: new Map([[0, 'lineage']]) },
  ]);
  const log = await test.db.prisma.liveUpdate.findMany({
    where: { documentId: first.documentId },
    orderBy: { seq: 'asc' },
  });
  expect(log.map(({ seq, actorId }) => [seq, actorId])).toEqual([
    [1, luz.userId],
    [2, amal.userId],
    [3, luz.userId],
  ]);
  // What was refused makes nobody the owner of a number.
  const authors = await test.db.prisma.liveAuthor.findMany({
    where: { documentId: first.documentId },
    orderBy: { client: 'asc' },
  });
  expect(authors.map(({ client, userId }) => [Number(client), userId])).toEqual([
    [1, luz.userId],
    [3, amal.userId],
  ]);
});

/** Whether somebody waits for the end of this connection's transaction. */
async function isWaitedFor(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ waited: boolean }>(
    `SELECT EXISTS (
      SELECT 1 FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid) AS waited`,
  );
  return rows[0]?.waited ?? false;
}

/** An edit alone, and the same edit as the second of a flush. */
const ways = [
  ['alone', false],
  ['among others', true],
] as const;

describe.each(ways)('an edit that comes %s', (_, others) => {
  async function stage() {
    const luz = await person(test.db, 'Luz');
    const { investigationId, documentId } = await openClaimDocument(test.db, luz);
    const other = await openClaimDocument(test.db, luz);
    const amal = await person(test.db, 'Amal');
    await joins(test.db, amal, investigationId, 'checker');
    const { lineage } = await test.db.prisma.liveDocument.findUniqueOrThrow({ where: { id: documentId } });
    const edit = { update: new Uint8Array([0, 0]), userId: amal.userId, newClients: [70] };
    const append = async (given: Partial<PendingUpdate> = {}, on = lineage) => {
      const batch = { documentId, lineage: on, updates: [{ ...edit, ...given }] };
      const before = { documentId: other.documentId, updates: [{ update: edit.update, userId: luz.userId }] };
      const batches = others ? [before, batch] : [batch];
      const answers = await appendBatches(test.db.pool, batches, { wait: false, notify: false });
      const answer = answers.at(-1);
      return answer === 'busy' ? answer : (answer?.refused.get(0) ?? answer?.first);
    };
    const logged = () => test.db.prisma.liveUpdate.count({ where: { documentId } });
    return { luz, amal, investigationId, documentId, append, logged };
  }

  const hour = 3_600_000;
  const session = (userId: string, given: { expiresAt?: Date; revokedAt?: Date } = {}) =>
    test.db.prisma.session.create({
      data: { id: newId(), userId, expiresAt: new Date(Date.now() + hour), ...given },
    });

  it('LIV-1: gets the next number', async () => {
    const { append, logged } = await stage();
    expect(await append()).toBe(1);
    expect(await append()).toBe(2);
    expect(await logged()).toBe(2);
  });

  it('LIV-4: is judged by account, case, session and token as they are now', async () => {
    const { amal, investigationId, append, logged } = await stage();
    const stranger = await person(test.db, 'Nil');
    expect(await append({ userId: stranger.userId, newClients: [71] })).toBe('forbidden');
    expect(await append({ userId: newId(), newClients: [71] })).toBe('forbidden');
    const [valid, expired, revoked, theirs] = await Promise.all([
      session(amal.userId),
      session(amal.userId, { expiresAt: new Date(Date.now() - hour) }),
      session(amal.userId, { revokedAt: new Date() }),
      session(stranger.userId),
    ]);
    expect(await append({ sessionId: valid.id })).toBe(1);
    for (const { id } of [expired, revoked, theirs]) expect(await append({ sessionId: id })).toBe('forbidden');
    expect(await append({ tokenId: newId() })).toBe('forbidden');
    const member = { investigationId_userId: { investigationId, userId: amal.userId } };
    await test.db.prisma.membership.update({ where: member, data: { role: 'viewer' } });
    expect(await append()).toBe('forbidden');
    await test.db.prisma.membership.update({ where: member, data: { role: 'checker' } });
    expect(await append()).toBe(2);
    await test.db.prisma.user.update({ where: { id: amal.userId }, data: { state: 'suspended' } });
    expect(await append()).toBe('forbidden');
    expect(await logged()).toBe(2);
  });

  it('LIV-3, LIV-5: is refused in another lineage, in a sealed text and under a number of somebody else', async () => {
    const { luz, documentId, append, logged } = await stage();
    expect(await append({}, newId())).toBe('lineage');
    expect(await append({ userId: luz.userId, newClients: [5] })).toBe(1);
    expect(await append({ newClients: [70, 5] })).toBe('not_yours');
    // Nobody becomes the owner of a number by a refused edit.
    expect(await append({ userId: luz.userId, newClients: [70] })).toBe(2);
    await test.db.prisma.liveDocument.update({ where: { id: documentId }, data: { frozen: true } });
    expect(await append()).toBe('frozen');
    expect(await logged()).toBe(2);
  });

  it.each([
    ['a suspension', `UPDATE "User" SET state = 'suspended' WHERE id = $1`],
    ['a removal from the case', `DELETE FROM "Membership" WHERE "userId" = $1`],
  ])('LIV-4: waits for %s that is under way, and sees it', async (__, statement) => {
    const { amal, append, logged } = await stage();
    const client = await test.db.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(statement, [amal.userId]);
      const answered = append();
      await expect.poll(() => isWaitedFor(client)).toBe(true);
      await client.query('COMMIT');
      expect(await answered).toBe('forbidden');
    } finally {
      client.release();
    }
    expect(await logged()).toBe(0);
  });

  it('LIV-2: does not wait for whoever holds the document', async () => {
    const { documentId, append } = await stage();
    const client = await test.db.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT 1 FROM "LiveDocument" WHERE id = $1 FOR UPDATE`, [documentId]);
      expect(await append()).toBe('busy');
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    expect(await append()).toBe(1);
  });

  it('LIV-2: wakes the other processes when it is asked to', async () => {
    const { amal, documentId } = await stage();
    const listener = new pg.Client({ connectionString: test.url });
    await listener.connect();
    try {
      const heard: unknown[] = [];
      listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
      await listener.query(`LISTEN ${CHANNEL}`);
      const update = { update: new Uint8Array([0, 0]), userId: amal.userId };
      await appendBatches(test.db.pool, [{ documentId, updates: others ? [update, update] : [update] }], {
        wait: false,
      });
      await expect.poll(() => heard).toContainEqual({ k: 'updates', docs: [[documentId, others ? 2 : 1]] });
    } finally {
      await listener.end();
    }
  });
});
