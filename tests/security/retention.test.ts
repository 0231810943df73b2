import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { updateSettings } from '@/lib/accounts/settings.commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId, SYSTEM_USER } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { eraseRaw, liftHold, setHold } from '@/lib/retention/commands.ts';
import { forgetOldRaw } from '@/lib/retention/forget.ts';
import { getHold } from '@/lib/retention/queries.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { getRaw } from '@/lib/sources/raw.ts';
import { getVersion } from '@/lib/sources/queries.ts';
import { verifySources } from '@/lib/sources/verify.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';

const test = testDatabase();
const words = 'The port paid in January for a crane that it had already paid for in October, invoices show.';
const reason = 'A court has asked for it';

/** Two years ago, as far as the database knows. */
async function age(rawInputIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    await client.query(`UPDATE "RawInput" SET at = at - interval '2 years' WHERE id = ANY($1)`, [rawInputIds]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

const keepFor = async (months: number) => {
  const ada = await person(test.db, 'Ada', 'admin');
  await done(test.db, updateSettings, ada, { keepRawFor: months });
};
const rawOf = (sourceId: string) =>
  test.db.prisma.source.findUniqueOrThrow({ where: { id: sourceId }, include: { rawInput: true } });

async function stage(seal = true) {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const text = `${words} ${newId()}`;
  const { id: sourceId } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text, seal });
  const { rawInputId } = await rawOf(sourceId);
  await age([rawInputId]);
  return { luz, investigationId, sourceId, rawInputId, text };
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      // By the trigger, or because the application's role may not even try.
      /RT001|42501/u.test(String(error)) ? 'refused' : String(error),
  );

beforeEach(() => keepFor(0));

describe('ACC-8: what a source was read from is forgotten after the time that admins have set', () => {
  it('its bytes go; text, hash and trail stay, and audit verify knows', async () => {
    const { luz, sourceId, rawInputId } = await stage();
    expect(await forgetOldRaw(test.db)).toBe(0);
    await keepFor(12);
    expect(await forgetOldRaw(test.db)).toBe(1);
    expect(await forgetOldRaw(test.db)).toBe(0);
    const raw = await test.db.prisma.rawInput.findUniqueOrThrow({ where: { id: rawInputId } });
    expect([raw.bytes.length, raw.sha256.length, raw.erasedAt !== null]).toEqual([0, 64, true]);
    expect(await ask(test.db, getRaw, luz, { sourceId })).toMatchObject({
      error: { code: 'not_found', detail: expect.stringContaining('no longer kept') as unknown },
    });
    const version = await answer(test.db, getVersion, luz, { sourceId, number: 1 });
    expect(version.text).toContain('The port paid');
    expect(version.raw).toMatchObject({ sha256: raw.sha256, erasedAt: raw.erasedAt?.toISOString() });
    const told = await test.db.prisma.event.findFirstOrThrow({
      where: { type: 'source.raw_erased', subjectId: sourceId },
    });
    expect(told).toMatchObject({ actorId: SYSTEM_USER, data: { rawInputId, sha256: raw.sha256 } });
    expect((await verifySources(test.db)).broken).toEqual([]);
  });

  it('audit verify finds bytes that went without the trail', async () => {
    const { rawInputId } = await stage();
    await keepFor(12);
    await test.db.prisma.rawInput.update({
      where: { id: rawInputId },
      data: { bytes: new Uint8Array(), erasedAt: new Date() },
    });
    expect((await verifySources(test.db)).broken).toEqual([
      `raw input ${rawInputId}: it is forgotten, and the trail does not say so`,
    ]);
  });

  it('of a correction, too, but not of a draft, of what is new, or of what is evidence', async () => {
    const { luz, sourceId, investigationId } = await stage();
    await done(test.db, addVersion, luz, { sourceId, kind: 'text', text: `${words} And more.` });
    const second = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId, number: 2 } });
    const draft = await stage(false);
    await keepFor(12);
    expect(await forgetOldRaw(test.db)).toBe(1);
    await age([second.rawInputId ?? '']);
    expect(await forgetOldRaw(test.db)).toBe(1);
    expect((await rawOf(draft.sourceId)).rawInput.erasedAt).toBeNull();
    const fresh = await done(test.db, intakeSource, luz, {
      investigationId,
      kind: 'text',
      text: `New. ${words}`,
      seal: true,
    });
    expect(await forgetOldRaw(test.db)).toBe(0);
    expect((await rawOf(fresh.id)).rawInput.erasedAt).toBeNull();
  });

  it('two processes at once forget each once', async () => {
    const { sourceId } = await stage();
    await stage();
    await keepFor(12);
    const counts = await Promise.all([forgetOldRaw(test.db), forgetOldRaw(test.db)]);
    expect(counts[0] + counts[1]).toBeGreaterThanOrEqual(2);
    expect(await test.db.prisma.event.count({ where: { type: 'source.raw_erased', subjectId: sourceId } })).toBe(1);
  });

  it('the database lets go of bytes in this one way, and in no other', async () => {
    const { rawInputId } = await stage();
    const now = new Date();
    const tried = (data: Record<string, unknown>) =>
      code(test.db.prisma.rawInput.update({ where: { id: rawInputId }, data }));
    const gone = { bytes: new Uint8Array(), erasedAt: now };
    const refused = 'refused';
    // No time is set.
    expect(await tried(gone)).toBe(refused);
    await keepFor(36);
    expect(await tried(gone)).toBe(refused);
    await keepFor(12);
    expect(await tried({ bytes: Buffer.from('other') })).toBe(refused);
    expect(await tried({ bytes: Buffer.from('other'), erasedAt: now })).toBe(refused);
    expect(await tried({ ...gone, sha256: 'x' })).toBe(refused);
    expect(await tried({ ...gone, at: now })).toBe(refused);
    expect(await code(test.db.prisma.rawInput.delete({ where: { id: rawInputId } }))).toBe('refused');
    expect(await tried(gone)).toBe('done');
    expect(await tried({ erasedAt: null })).toBe(refused);
    expect(await tried({ bytes: Buffer.from('back') })).toBe(refused);
  });
});

describe('ACC-8: legal hold', () => {
  const holdOf = async (who: Caller, investigationId: string) =>
    (await answer(test.db, getHold, who, { investigationId })).hold;

  it('keeps a case from being forgotten until it is lifted, and everybody in it sees why', async () => {
    const { luz, investigationId, rawInputId, sourceId } = await stage();
    const mo = await person(test.db, 'Mo');
    await joins(test.db, mo, investigationId, 'viewer');
    await done(test.db, setHold, luz, { investigationId, reason });
    expect(await holdOf(mo, investigationId)).toMatchObject({ reason, by: { name: 'Luz' } });
    await keepFor(12);
    await forgetOldRaw(test.db);
    expect((await rawOf(sourceId)).rawInput.erasedAt).toBeNull();
    // Neither the command nor the database does it while it is held, whoever asks.
    expect(
      await execute(test.db, eraseRaw, { userId: SYSTEM_USER }, { investigationId, sourceId, rawInputId }),
    ).toMatchObject({
      error: { detail: 'This case is under legal hold.' },
    });
    const gone = { bytes: new Uint8Array(), erasedAt: new Date() };
    expect(await code(test.db.prisma.rawInput.update({ where: { id: rawInputId }, data: gone }))).toBe('refused');
    await done(test.db, liftHold, luz, { investigationId, reason: 'The court has it now' });
    expect(await holdOf(mo, investigationId)).toBeNull();
    expect(await forgetOldRaw(test.db)).toBeGreaterThanOrEqual(1);
    expect((await rawOf(sourceId)).rawInput.erasedAt).not.toBeNull();
    const told = await test.db.prisma.event.findMany({
      where: { streamId: investigationId, type: { in: ['case.held', 'case.hold_lifted'] } },
      orderBy: { seq: 'asc' },
    });
    expect(told.map(({ type, data }) => [type, data])).toEqual([
      ['case.held', { reason }],
      ['case.hold_lifted', { reason: 'The court has it now' }],
    ]);
  });

  it('is set and lifted by a lead, or an admin who may read the case; with a reason; one at a time', async () => {
    const { luz, investigationId } = await stage();
    const [mo, eve, ada] = [
      await person(test.db, 'Mo'),
      await person(test.db, 'Eve', 'moderator'),
      await person(test.db, 'Ada', 'admin'),
    ];
    await joins(test.db, mo, investigationId, 'editor');
    const tried = async (who: Caller, command: typeof setHold, words = reason) => {
      const result = await execute(test.db, command, who, { investigationId, reason: words });
      return result.ok ? 'done' : result.error.code;
    };
    expect(await tried(mo, setHold)).toBe('forbidden');
    expect(await tried(eve, setHold)).toBe('forbidden');
    expect(await tried(luz, setHold, 'why')).toBe('invalid_input');
    expect(await tried(luz, liftHold)).toBe('conflict');
    const both = await Promise.all([tried(luz, setHold), tried(ada, setHold)]);
    expect(both.sort()).toEqual(['conflict', 'done']);
    expect(await tried(mo, liftHold)).toBe('forbidden');
    expect(await tried(ada, liftHold)).toBe('done');
    await test.db.prisma.investigation.update({ where: { id: investigationId }, data: { confidential: true } });
    expect(await tried(ada, setHold)).toBe('not_found');
    expect(await tried(luz, setHold)).toBe('done');
  });

  it('stays as it was set, and as it was lifted', async () => {
    const { luz, investigationId } = await stage();
    await done(test.db, setHold, luz, { investigationId, reason });
    const { id } = await test.db.prisma.legalHold.findFirstOrThrow({ where: { investigationId } });
    const change = (data: Record<string, unknown>) => code(test.db.prisma.legalHold.update({ where: { id }, data }));
    expect(await change({ reason: 'other' })).toBe('refused');
    await done(test.db, liftHold, luz, { investigationId, reason });
    expect(await change({ liftReason: 'other' })).toBe('refused');
    expect(await code(test.db.prisma.legalHold.delete({ where: { id } }))).toBe('refused');
  });
});
