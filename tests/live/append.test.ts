import pg from 'pg';
import { expect, it } from 'vitest';
import { appendBatches } from '@/lib/notes/append.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import { newId } from '@/lib/platform/ids.ts';
import { testDatabase } from '../support/database.ts';
import { person } from '../support/people.ts';
import { openClaimDocument } from './stage.ts';

const test = testDatabase();

it('LIV-6: an append finds what it needs by key, however many people, documents and edits there are', async () => {
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
    // Oftener than the five times after which Postgres thinks of keeping a plan.
    for (let n = 0; n < 8; n += 1) {
      const [answer] = await appendBatches(client, [{ documentId, updates: [edit] }], { wait: true, notify: false });
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
