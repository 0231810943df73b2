import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { createClaim } from '@/lib/claims/commands.ts';
import { verifyAudit } from '@/lib/platform/audit.ts';
import { backup, restore } from '@/lib/platform/backup.ts';
import { openDatabase } from '@/lib/platform/db.ts';
import { asAdmin, testDatabase } from '../support/database.ts';
import { withDatabase } from '../support/database-url.ts';
import { done, person } from '../support/people.ts';
import { sealedSource } from '../support/sealed-source.ts';

const test = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
const name = `restored_${crypto.randomUUID().replaceAll('-', '')}`;
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await asAdmin(test.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

it('RUN-3: a backup taken under load and restored elsewhere lacks nothing that was acknowledged before it', async () => {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Harbour' });
  const sourceId = await sealedSource(test.db, luz, investigationId, ['The port paid twice for one crane.']);
  const { id: claimId } = await done(test.db, createClaim, luz, {
    investigationId,
    statement: 'It paid twice.\tReally \\N',
  });
  const before: string[] = [];
  let all = 0;
  let stop = false;
  let begun = false;
  const writing = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (!stop) {
        const target = { quote: { exact: 'paid twice' } };
        const { id } = await done(test.db, createAnnotation, luz, { sourceId, kind: 'note', text: 'x', target });
        all += 1;
        if (!begun) before.push(id);
      }
    }),
  );
  await expect.poll(() => before.length, { timeout: 30_000 }).toBeGreaterThan(10);
  begun = true;
  const acknowledged = [...before];
  const file = path.join(folder, 'redthread.backup');
  await backup(test.url, file);
  const during = all;
  await expect.poll(() => all, { timeout: 30_000 }).toBeGreaterThan(during);
  stop = true;
  await writing;
  expect(statSync(file).mode & 0o077).toBe(0);

  const url = withDatabase(test.url, name);
  await restore(url, file);
  const db = await openDatabase(url, 4);
  try {
    const kept = await db.prisma.annotation.findMany({ where: { sourceId }, select: { id: true } });
    const ids = new Set(kept.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    // A whole moment: every mark has its event, and the chain fits.
    const { broken, events } = await verifyAudit(db.prisma);
    expect(broken).toBeNull();
    expect(await db.prisma.event.count({ where: { type: 'annotation.created' } })).toBe(ids.size);
    expect(events).toBeGreaterThan(ids.size);
    expect((await db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } })).statement).toBe(
      'It paid twice. Really \\N',
    );
    // It is guarded as before, and work goes on where it stopped.
    await expect(db.prisma.event.deleteMany({})).rejects.toThrow();
    const { id } = await done(db, createAnnotation, luz, {
      sourceId,
      kind: 'note',
      text: 'afterwards',
      target: { quote: { exact: 'one crane' } },
    });
    expect(ids.has(id)).toBe(false);
    expect((await verifyAudit(db.prisma)).broken).toBeNull();
    // Old tabs must not merge into it: every live document has a new lineage.
    const [old, now] = await Promise.all(
      [test.db, db].map((one) => one.prisma.liveDocument.findMany({ orderBy: { id: 'asc' } })),
    );
    expect(now?.length).toBe(old?.length);
    expect(now?.some((row, index) => row.lineage === old?.[index]?.lineage)).toBe(false);
  } finally {
    await db.close();
  }
  await expect(restore(url, file)).rejects.toThrow(/in use already/u);
}, 120_000);

it('RUN-3: a backup that was cut off is refused and leaves nothing', async () => {
  const file = path.join(folder, 'cut.backup');
  await backup(test.url, file);
  truncateSync(file, Math.floor(statSync(file).size * 0.7));
  const cut = `cut_${crypto.randomUUID().replaceAll('-', '')}`;
  try {
    await expect(restore(withDatabase(test.url, cut), file)).rejects.toThrow();
    const db = await openDatabase(withDatabase(test.url, cut), 2);
    try {
      expect(await db.prisma.annotation.count()).toBe(0);
    } finally {
      await db.close();
    }
  } finally {
    await asAdmin(test.url, `DROP DATABASE IF EXISTS ${cut} WITH (FORCE)`);
  }
}, 60_000);
