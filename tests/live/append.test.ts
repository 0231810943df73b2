import pg from 'pg';
import { expect, it } from 'vitest';
import { appendBatches } from '@/lib/notes/append.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
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
