import { describe, expect, it } from 'vitest';
import { inviteMany } from '@/lib/accounts/invite-many.commands.ts';
import { closeAccount, closeOwn } from '@/lib/accounts/leave.commands.ts';
import { exportOwn } from '@/lib/accounts/leave.queries.ts';
import { createAnnotation, deleteAnnotation, restoreAnnotation } from '@/lib/annotations/commands.ts';
import { listAnnotations } from '@/lib/annotations/queries.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { listAudit } from '@/lib/moderation/audit.queries.ts';
import { breakGlass, decideFlag, endGlass, raiseFlag, readNotice, restoreText } from '@/lib/moderation/commands.ts';
import { getDashboard, listFlags, listNotices, listSealedCases } from '@/lib/moderation/queries.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { sealedSource } from '../support/sealed-source.ts';

const test = testDatabase();
const SECRET = 'the name of our source is Petra';

async function stage(confidential: boolean) {
  const [lead, writer, reader] = [
    await person(test.db, 'Lead'),
    await person(test.db, 'Writer'),
    await person(test.db, 'Reader'),
  ];
  const { id: investigationId } = await done(test.db, createInvestigation, lead, { title: 'Harbour', confidential });
  await joins(test.db, writer, investigationId, 'annotator');
  await joins(test.db, reader, investigationId, 'viewer');
  const sourceId = await sealedSource(test.db, lead, investigationId, ['The port paid twice.']);
  const { id: annotationId } = await done(test.db, createAnnotation, writer, {
    sourceId,
    kind: 'note',
    text: SECRET,
    target: { quote: { exact: 'paid twice' } },
  });
  const flag = async (by: Caller = reader) =>
    (
      await done(test.db, raiseFlag, by, {
        subjectType: 'annotation',
        subjectId: annotationId,
        reason: 'personal_data',
      })
    ).id;
  const seen = async () => (await answer(test.db, listAnnotations, reader, { sourceId })).items.length;
  return { lead, writer, reader, investigationId, sourceId, annotationId, flag, seen };
}

const queue = async (by: Caller) => (await answer(test.db, listFlags, by, { limit: 200 })).items;

describe('ACC-4: flags', () => {
  it('hiding takes the words out of sight everywhere; only moderation brings them back', async () => {
    const { writer, annotationId, flag, seen } = await stage(false);
    const amal = await person(test.db, 'Amal', 'moderator');
    const flagId = await flag();
    expect((await queue(amal)).find(({ id }) => id === flagId)).toMatchObject({ excerpt: SECRET, hidden: false });
    await done(test.db, decideFlag, amal, { flagId, outcome: 'hide', reason: 'a name' });
    expect(await seen()).toBe(0);
    expect(await execute(test.db, restoreAnnotation, writer, { annotationId })).toMatchObject({
      error: { code: 'forbidden' },
    });
    // And the database says so, too, whoever asks.
    await expect(
      test.db.prisma.annotation.update({ where: { id: annotationId }, data: { deletedAt: null } }),
    ).rejects.toThrow(/hidden by moderation/u);
    await done(test.db, restoreText, amal, { subjectType: 'annotation', subjectId: annotationId });
    expect(await seen()).toBe(1);
    expect(await execute(test.db, decideFlag, amal, { flagId, outcome: 'dismiss', reason: 'x' })).toMatchObject({
      error: { code: 'conflict' },
    });
    await done(test.db, deleteAnnotation, writer, { annotationId });
  });

  it('a moderator learns nothing of a confidential case; its lead decides', async () => {
    const { lead, writer, flag } = await stage(true);
    const amal = await person(test.db, 'Amal', 'moderator');
    const flagId = await flag();
    const row = (await queue(amal)).find(({ id }) => id === flagId);
    expect(row).toMatchObject({ excerpt: null, note: null, case: null, confidential: true });
    expect(JSON.stringify(await queue(amal))).not.toContain('Petra');
    expect(await execute(test.db, decideFlag, amal, { flagId, outcome: 'hide', reason: 'x' })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect((await queue(lead)).find(({ id }) => id === flagId)).toMatchObject({ excerpt: SECRET });
    expect(await execute(test.db, decideFlag, lead, { flagId, outcome: 'suspend', reason: 'x' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    await done(test.db, decideFlag, lead, { flagId, outcome: 'warn', reason: 'No names here.' });
    const [notice] = (await answer(test.db, listNotices, writer, {})).items;
    expect(notice).toMatchObject({ kind: 'warning', text: 'No names here.', from: 'Lead' });
    expect(await execute(test.db, readNotice, lead, { noticeId: notice?.id })).toMatchObject({ ok: true });
    // Somebody else's reading does not count.
    expect((await answer(test.db, listNotices, writer, {})).items).toHaveLength(1);
    await done(test.db, readNotice, writer, { noticeId: notice?.id });
    expect((await answer(test.db, listNotices, writer, {})).items).toHaveLength(0);
  });

  it('suspending through a flag is whole or nothing, and nobody decides about their own words', async () => {
    const { writer, flag, annotationId, investigationId } = await stage(false);
    const amal = await person(test.db, 'Amal', 'moderator');
    const flagId = await flag();
    await test.db.prisma.user.update({ where: { id: writer.userId }, data: { role: 'moderator' } });
    expect(await execute(test.db, decideFlag, writer, { flagId, outcome: 'dismiss', reason: 'x' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    // A moderator is not suspended by another one: the flag stays open.
    expect(await execute(test.db, decideFlag, amal, { flagId, outcome: 'suspend', reason: 'x' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect((await test.db.prisma.flag.findUniqueOrThrow({ where: { id: flagId } })).resolvedAt).toBeNull();
    await test.db.prisma.user.update({ where: { id: writer.userId }, data: { role: 'member' } });
    const other = await person(test.db, 'Other');
    await joins(test.db, other, investigationId, 'viewer');
    const secondFlag = await flag(other);
    const [a, b] = await Promise.all([
      execute(test.db, decideFlag, amal, { flagId, outcome: 'suspend', reason: 'enough' }),
      execute(test.db, decideFlag, amal, { flagId: secondFlag, outcome: 'suspend', reason: 'enough' }),
    ]);
    expect([a.ok, b.ok].filter(Boolean)).toHaveLength(1);
    expect((await test.db.prisma.user.findUniqueOrThrow({ where: { id: writer.userId } })).state).toBe('suspended');
    expect(await test.db.prisma.flag.count({ where: { subjectId: annotationId, resolvedAt: null } })).toBe(0);
  });
});

describe('ACC-4: break-glass', () => {
  it('an admin looks in for a while, with a reason; the leads are told and the trail has it', async () => {
    const { lead, investigationId } = await stage(true);
    const ada = await person(test.db, 'Ada', 'admin');
    const amal = await person(test.db, 'Amal', 'moderator');
    const look = () => ask(test.db, getInvestigation, ada, { investigationId });
    expect(await look()).toMatchObject({ error: { code: 'not_found' } });
    const listed = await answer(test.db, listSealedCases, ada, {});
    expect(listed.items.find(({ id }) => id === investigationId)?.leads[0]?.name).toBe('Lead');
    expect(JSON.stringify(listed)).not.toContain('Harbour');
    const ask4 = { investigationId, reason: 'Court order 12/2026 names this case.', hours: 1 };
    expect(await execute(test.db, breakGlass, amal, ask4)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await execute(test.db, breakGlass, ada, { ...ask4, reason: 'because' })).toMatchObject({ ok: false });
    await done(test.db, breakGlass, ada, ask4);
    expect(await look()).toMatchObject({ ok: true });
    expect((await answer(test.db, listNotices, lead, {})).items[0]).toMatchObject({ kind: 'break_glass', from: 'Ada' });
    expect(await test.db.prisma.event.count({ where: { type: 'case.glass_broken', subjectId: investigationId } })).toBe(
      2,
    );
    await done(test.db, endGlass, ada, { investigationId });
    expect(await look()).toMatchObject({ error: { code: 'not_found' } });
    // Nobody lengthens a look afterwards, not even in the database.
    await expect(
      test.db.prisma.accessGrant.updateMany({
        where: { investigationId },
        data: { expiresAt: new Date(Date.now() + 9e6) },
      }),
    ).rejects.toThrow(/only ends/u);
  });

  it('a look that has run out is over', async () => {
    const { investigationId } = await stage(true);
    const ada = await person(test.db, 'Ada', 'admin');
    const longAgo = () => new Date(Date.now() - 3 * 3_600_000);
    await execute(
      test.db,
      breakGlass,
      ada,
      { investigationId, reason: 'long enough a reason', hours: 2 },
      { now: longAgo },
    );
    expect(await ask(test.db, getInvestigation, ada, { investigationId })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});

describe('ACC-4: many people', () => {
  it('a pasted list is answered line by line', async () => {
    const amal = await person(test.db, 'Amal', 'moderator');
    const [fresh, known] = [`f-${newId()}@example.org`, `k-${newId()}@example.org`];
    await test.db.prisma.user.create({ data: { id: newId(), email: known, name: 'Known' } });
    const people = [fresh, known, 'nonsense', fresh.toUpperCase(), known].map((email) => ({ email, name: null }));
    const { lines } = await done(test.db, inviteMany, amal, { people });
    expect(lines.map(({ result }) => result)).toEqual(['invited', 'has_account', 'no_address', 'twice', 'twice']);
    const again = await done(test.db, inviteMany, amal, { people: [{ email: fresh, name: null }] });
    expect(again.lines[0]?.result).toBe('again');
    expect(await execute(test.db, inviteMany, amal, { people, role: 'admin' })).toMatchObject({
      error: { code: 'forbidden' },
    });
  });

  it('the trail can be asked by person, by thing and by time, and shows no confidential case', async () => {
    const open = await stage(false);
    const secret = await stage(true);
    const amal = await person(test.db, 'Amal', 'moderator');
    const byPerson = await answer(test.db, listAudit, amal, { personId: open.writer.userId });
    expect(byPerson.items.some(({ type }) => type === 'annotation.created')).toBe(true);
    const byThing = await answer(test.db, listAudit, amal, { subjectId: open.annotationId });
    expect(byThing.items.every(({ subject }) => subject.id === open.annotationId)).toBe(true);
    expect((await answer(test.db, listAudit, amal, { personId: secret.writer.userId })).items).toEqual([]);
    expect((await answer(test.db, listAudit, amal, { investigationId: secret.investigationId })).items).toEqual([]);
    expect((await answer(test.db, listAudit, amal, { to: '2020-01-01T00:00:00.000Z' })).items).toEqual([]);
    expect((await answer(test.db, getDashboard, amal, {})).openFlags).toBeGreaterThanOrEqual(0);
  });
});

describe('ACC-8: leaving', () => {
  it('a closed account signs in nowhere; what it wrote keeps its author, under a pseudonym', async () => {
    const { lead, writer, annotationId } = await stage(false);
    const amal = await person(test.db, 'Amal', 'moderator');
    expect(await execute(test.db, closeAccount, amal, { accountId: lead.userId, reason: 'left' })).toMatchObject({
      error: { code: 'conflict' },
    });
    const own = await answer(test.db, exportOwn, writer, {});
    expect(JSON.stringify(own)).toContain(SECRET);
    expect(JSON.stringify(own)).not.toMatch(/passwordHash|tokenHash|publicKey/u);
    await done(test.db, closeAccount, amal, {
      accountId: writer.userId,
      reason: 'left',
      pseudonym: 'Former colleague',
    });
    const row = await test.db.prisma.user.findUniqueOrThrow({ where: { id: writer.userId } });
    expect(row).toMatchObject({ name: 'Former colleague', state: 'closed', passwordHash: null });
    expect(row.email).toMatch(/^closed-/u);
    expect((await test.db.prisma.annotation.findUniqueOrThrow({ where: { id: annotationId } })).authorId).toBe(
      writer.userId,
    );
    expect(await execute(test.db, createInvestigation, writer, { title: 'x' })).toMatchObject({ ok: false });
  });

  it('ACC-4: the last admin cannot leave either', async () => {
    await test.db.prisma.user.updateMany({ where: { role: 'admin', state: 'active' }, data: { role: 'member' } });
    const ada = await person(test.db, 'Ada', 'admin');
    expect(await execute(test.db, closeOwn, ada, {})).toMatchObject({ error: { code: 'conflict' } });
  });
});
