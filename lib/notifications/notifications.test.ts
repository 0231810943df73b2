import { beforeEach, describe, expect, it } from 'vitest';
import { createAnnotation, deleteAnnotation, updateAnnotation } from '@/lib/annotations/commands.ts';
import { createReply, deleteReply, updateReply } from '@/lib/annotations/reply.commands.ts';
import { createClaim, updateClaim } from '@/lib/claims/commands.ts';
import { createEntity } from '@/lib/entities/commands.ts';
import { createInvestigation, removeMember } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { WORKSPACE_STREAM } from '@/lib/platform/ids.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { markRead, muteCase } from './commands.ts';
import { followTrail, trailsBehind } from './follow.ts';
import { countNotifications, listNotifications } from './queries.ts';

const test = testDatabase();

let luz: Caller;
let mo: Caller;
let caseId: string;
let sourceId: string;

beforeEach(async () => {
  luz = await person(test.db, 'Luz Vera');
  mo = await person(test.db, 'Mo Okafor');
  caseId = (await done(test.db, createInvestigation, luz, { title: 'The crane' })).id;
  await joins(test.db, mo, caseId, 'checker');
  sourceId = await sealedSource(test.db, luz, caseId, ['The port paid twice for one crane.', 'Nobody noticed it.']);
});

const note = (by: Caller, text: string, more: object = {}) =>
  done(test.db, createAnnotation, by, {
    sourceId,
    kind: 'note',
    text,
    target: { quote: { exact: 'one crane' } },
    ...more,
  });
const reply = (by: Caller, annotationId: string, text: string) =>
  done(test.db, createReply, by, { annotationId, text });
const inbox = async (of: Caller) => {
  await followTrail(test.db, caseId);
  return (await answer(test.db, listNotifications, of, {})).items;
};
const reasons = async (of: Caller) => (await inbox(of)).map((line) => line.reason);
const unread = async (of: Caller) => (await answer(test.db, countNotifications, of, {})).unread;

describe('the inbox', () => {
  it('ANN-4: tells whom a note mentions, with its words and where it stands', async () => {
    const { id } = await note(luz, 'Is this the right number, @Mo Okafor?');
    const [line] = await inbox(mo);
    expect(line).toMatchObject({
      reason: 'mention',
      read: false,
      actor: { name: 'Luz Vera' },
      investigation: { id: caseId, title: 'The crane' },
      annotationId: id,
      excerpt: 'Is this the right number, @Mo Okafor?',
    });
    expect(await inbox(luz)).toEqual([]);
  });

  it('tells once when a text is changed again, and whoever is newly mentioned', async () => {
    const ana = await person(test.db, 'Ana Rios');
    await joins(test.db, ana, caseId, 'viewer');
    const { id } = await note(luz, '@Mo look');
    await done(test.db, updateAnnotation, luz, { annotationId: id, text: '@Mo look, @Ana too' });
    expect(await reasons(mo)).toEqual(['mention']);
    expect(await reasons(ana)).toEqual(['mention']);
  });

  it('tells the author and those who spoke that somebody replied; a mention in it wins', async () => {
    const { id } = await note(luz, 'Hm');
    await reply(mo, id, 'It is.');
    expect(await reasons(luz)).toEqual(['reply']);
    const ana = await person(test.db, 'Ana Rios');
    await joins(test.db, ana, caseId, 'annotator');
    await reply(ana, id, '@Luz are you sure?');
    expect(await reasons(luz)).toEqual(['mention', 'reply']);
    expect(await reasons(mo)).toEqual(['reply']);
  });

  it('tells whom a claim is given to, not somebody who takes it', async () => {
    const { id: claimId } = await done(test.db, createClaim, luz, {
      investigationId: caseId,
      statement: 'The port paid twice.',
    });
    await done(test.db, updateClaim, luz, { claimId, assigneeId: mo.userId });
    await done(test.db, updateClaim, mo, { claimId, priority: 'high' });
    await done(test.db, updateClaim, mo, { claimId, assigneeId: luz.userId });
    await done(test.db, updateClaim, mo, { claimId, assigneeId: mo.userId });
    const lines = await inbox(mo);
    expect(lines.map((line) => line.reason)).toEqual(['assigned']);
    expect(lines[0]?.claim).toMatchObject({ number: 1, statement: 'The port paid twice.' });
    expect(await reasons(luz)).toEqual(['assigned']);
  });

  it('ANN-7: a private mark tells nobody until it is shared, then whom it mentions', async () => {
    const { id } = await note(luz, '@Mo for later', { visibility: 'private' });
    await done(test.db, updateAnnotation, luz, { annotationId: id, text: '@Mo for later, perhaps' });
    expect(await inbox(mo)).toEqual([]);
    await done(test.db, updateAnnotation, luz, { annotationId: id, visibility: 'case' });
    expect(await reasons(mo)).toEqual(['mention']);
    // Taken back: the line goes, and does not count.
    await done(test.db, updateAnnotation, luz, { annotationId: id, visibility: 'private' });
    expect(await inbox(mo)).toEqual([]);
    expect(await unread(mo)).toBe(0);
  });

  it('shows what was written as it stands now, and nothing of what was deleted', async () => {
    const { id } = await note(luz, 'Hm');
    const { id: replyId } = await reply(mo, id, 'First');
    await done(test.db, updateReply, mo, { replyId, text: 'Second' });
    expect((await inbox(luz)).map((line) => line.excerpt)).toEqual(['Second']);
    await done(test.db, deleteReply, mo, { replyId });
    expect(await inbox(luz)).toEqual([]);
    await reply(mo, id, 'Third');
    await done(test.db, deleteAnnotation, luz, { annotationId: id });
    expect(await inbox(luz)).toEqual([]);
    expect(await unread(luz)).toBe(0);
  });

  it('is silent to those who are not in the case, and falls silent to those who leave', async () => {
    const eve = await person(test.db, 'Eve Stone');
    await note(luz, '@Eve Stone and @Mo');
    expect(await inbox(eve)).toEqual([]);
    expect(await unread(mo)).toBe(1);
    await done(test.db, removeMember, luz, { investigationId: caseId, userId: mo.userId });
    expect(await inbox(mo)).toEqual([]);
    expect(await unread(mo)).toBe(0);
  });

  it('from a muted case passes only what is meant for oneself', async () => {
    await done(test.db, muteCase, mo, { investigationId: caseId, muted: true });
    const { id } = await note(mo, 'Mine');
    await reply(luz, id, 'An answer');
    await reply(luz, id, 'An answer for @Mo');
    expect(await reasons(mo)).toEqual(['mention']);
    await done(test.db, muteCase, mo, { investigationId: caseId, muted: false });
    await reply(luz, id, 'Another answer');
    expect(await reasons(mo)).toEqual(['reply', 'mention']);
  });

  it('is marked read by line, by mark or all at once, and only by its owner', async () => {
    const { id } = await note(luz, '@Mo one');
    await note(luz, '@Mo two');
    await note(luz, '@Mo three');
    const [third] = await inbox(mo);
    await done(test.db, markRead, luz, { all: true });
    expect(await unread(mo)).toBe(3);
    expect(await done(test.db, markRead, mo, { ids: [third!.id] })).toEqual({ unread: 2 });
    expect(await done(test.db, markRead, mo, { annotationId: id })).toEqual({ unread: 1 });
    expect(await done(test.db, markRead, mo, { all: true })).toEqual({ unread: 0 });
    expect(await done(test.db, markRead, mo, { ids: [third!.id], read: false })).toEqual({ unread: 1 });
  });

  it('pages from the newest to the oldest, also only the unread', async () => {
    for (const n of [1, 2, 3]) await note(luz, `@Mo ${n}`);
    await inbox(mo);
    const first = await answer(test.db, listNotifications, mo, { limit: 2 });
    expect(first.items.map((line) => line.excerpt)).toEqual(['@Mo 3', '@Mo 2']);
    const rest = await answer(test.db, listNotifications, mo, { limit: 2, after: first.next });
    expect(rest.items.map((line) => line.excerpt)).toEqual(['@Mo 1']);
    expect(rest.next).toBeNull();
    await done(test.db, markRead, mo, { ids: [first.items[0]!.id] });
    expect((await answer(test.db, listNotifications, mo, { unread: 'true' })).items).toHaveLength(2);
  });
});

describe('the follower', () => {
  it('tells each event once, however many follow the trail at the same time', async () => {
    for (let n = 0; n < 12; n += 1) await note(luz, `@Mo ${n}`);
    await Promise.all(Array.from({ length: 6 }, () => followTrail(test.db, caseId)));
    expect(await test.db.prisma.notification.count({ where: { userId: mo.userId } })).toBe(12);
    expect(await followTrail(test.db, caseId)).toBe(0);
  });

  it("passes over the workspace's own stream: it is no case, and nobody is told", async () => {
    await done(test.db, createEntity, luz, { schema: 'Organization', name: 'The port' });
    expect(await followTrail(test.db, WORKSPACE_STREAM)).toBe(0);
    const mark = await test.db.prisma.followerMark.findFirstOrThrow({ where: { streamId: WORKSPACE_STREAM } });
    expect(mark.seq).toBeGreaterThan(0);
  });

  it('goes on after a death between reading and writing: nothing is lost, nothing doubled', async () => {
    await note(luz, '@Mo before');
    await followTrail(test.db, caseId);
    await note(luz, '@Mo meanwhile');
    expect(await trailsBehind(test.db)).toContain(caseId);
    // A process that wrote the line and died before its commit leaves neither line nor mark.
    await test.db.prisma
      .$transaction(async (tx) => {
        await tx.followerMark.updateMany({ where: { streamId: caseId }, data: { seq: 9999 } });
        await tx.notification.deleteMany({});
        throw new Error('killed');
      })
      .catch(() => undefined);
    expect(await followTrail(test.db, caseId)).toBe(1);
    expect(await trailsBehind(test.db)).not.toContain(caseId);
    expect(await reasons(mo)).toEqual(['mention', 'mention']);
  });
});
