import { expect, it } from 'vitest';
import { createInvestigation, updateInvestigation } from '@/lib/investigations/commands.ts';
import { verifyAudit } from '@/lib/platform/audit.ts';
import { testDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';
import pg from 'pg';

const test = testDatabase();

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

it('CORE-4: the application may not change, delete or empty the trail, and neither may the owner while the triggers stand', async () => {
  const luz = await person(test.db, 'Luz');
  await done(test.db, createInvestigation, luz, { title: 'Trail' });
  const { rows } = await test.db.pool.query<{ who: string }>('SELECT current_user AS who');
  expect(rows[0]?.who).toBe('redthread_app');
  for (const sql of [`UPDATE "Event" SET type = 'other'`, `DELETE FROM "Event"`, `TRUNCATE "Event"`]) {
    await expect(test.db.pool.query(sql)).rejects.toThrow(/permission denied|append-only/);
    await expect(asSuperuser(sql)).rejects.toThrow(/append-only/);
  }
});

it('CORE-2: the database refuses an event out of order', async () => {
  await expect(
    asSuperuser(`INSERT INTO "Event" ("streamId", seq, id, "commandId", type, "actorId", at, "subjectType", "subjectId", data, "prevHash", hash)
      SELECT id, seq + 2, gen_random_uuid(), gen_random_uuid(), 'x', id, now(), 'x', id, '{}', "headHash", 'x' FROM "EventStream" WHERE seq > 0 LIMIT 1`),
  ).rejects.toThrow(/out of order/);
});

it('CORE-4: audit verify names the first line that was tampered with', async () => {
  const luz = await person(test.db, 'Luz');
  const { id } = await done(test.db, createInvestigation, luz, { title: 'Before' });
  for (const title of ['One', 'Two', 'Three'])
    await done(test.db, updateInvestigation, luz, { investigationId: id, title });
  expect((await verifyAudit(test.db.prisma)).broken).toBeNull();
  await asSuperuser(
    `ALTER TABLE "Event" DISABLE TRIGGER ALL; UPDATE "Event" SET data = '{"title":"Forged"}' WHERE "streamId" = '${id}' AND seq = 3; ALTER TABLE "Event" ENABLE TRIGGER ALL`,
  );
  expect((await verifyAudit(test.db.prisma)).broken).toMatchObject({ stream: id, seq: 3 });
});
