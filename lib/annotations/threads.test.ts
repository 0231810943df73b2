import { describe, expect, it } from 'vitest';
import { createClaim } from '@/lib/claims/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { createAnnotation, deleteAnnotation, updateAnnotation } from './commands.ts';
import { annotationHistory, getAnnotation, seenBy } from './queries.ts';
import { createReply } from './reply.commands.ts';
import { acknowledge, seeThread } from './thread.commands.ts';

const test = testDatabase();
const TEXT = 'Police took thirty-one people into custody.';

async function room() {
  const [luz, mo, outsider] = [
    await person(test.db, 'Luz'),
    await person(test.db, 'Mo'),
    await person(test.db, 'Outsider'),
  ];
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Metastasis' });
  await joins(test.db, mo, investigationId, 'annotator');
  const sourceId = await sealedSource(test.db, luz, investigationId, [TEXT, 'He paid judges.']);
  const { id: annotationId } = await done(test.db, createAnnotation, luz, {
    ...{ sourceId, kind: 'question', text: 'How many?' },
    target: { start: 12, end: 22 },
  });
  return { luz, mo, outsider, investigationId, sourceId, annotationId };
}
const refused = async (result: ReturnType<typeof execute>) => {
  const answered = await result;
  return answered.ok ? 'done' : answered.error.code;
};

describe('changing the words of a mark', () => {
  it('ANN-3, ANN-13: its author moves its ends; the history keeps the old words', async () => {
    const { luz, mo, annotationId } = await room();
    const change = {
      annotationId,
      target: {
        ranges: [
          { start: 12, end: 29 },
          { start: 35, end: 42 },
        ],
      },
    };
    expect(await refused(execute(test.db, updateAnnotation, mo, change))).toBe('forbidden');
    await done(test.db, updateAnnotation, luz, change);
    const mark = await answer(test.db, getAnnotation, mo, { annotationId });
    expect(mark.anchors.map(({ exact }) => exact)).toEqual(['thirty-one people', 'custody']);
    expect(mark.revision).toBe(2);
    const { items } = await answer(test.db, annotationHistory, mo, { annotationId });
    expect(items.at(-1)?.changes).toEqual([
      { field: 'quote', before: 'thirty-one', after: 'thirty-one people … custody' },
    ]);
    // The same words again change nothing.
    await done(test.db, updateAnnotation, luz, change);
    expect((await answer(test.db, getAnnotation, luz, { annotationId })).revision).toBe(2);
  });

  it('CLM-5: words that carry evidence stay where they are', async () => {
    const { luz, investigationId, annotationId } = await room();
    const { id: claimId } = await done(test.db, createClaim, luz, { investigationId, statement: 'Thirty-one.' });
    await done(test.db, addEvidence, luz, { claimId, stance: 'supports', annotationId });
    const change = { annotationId, target: { start: 0, end: 6 } };
    expect(await refused(execute(test.db, updateAnnotation, luz, change))).toBe('conflict');
  });
});

describe('a question', () => {
  it('ANN-4: is put to a member by anyone who marks, and the trail says to whom', async () => {
    const { luz, mo, outsider, annotationId, investigationId } = await room();
    const ask = (assigneeId: string | null) => execute(test.db, updateAnnotation, mo, { annotationId, assigneeId });
    expect(await refused(ask(outsider.userId))).toBe('invalid_input');
    expect(await refused(ask(luz.userId))).toBe('done');
    expect(await answer(test.db, getAnnotation, mo, { annotationId })).toMatchObject({ assignee: { name: 'Luz' } });
    const [event] = await test.db.prisma.event.findMany({
      where: { streamId: investigationId, type: 'annotation.updated' },
    });
    expect(event?.data).toMatchObject({ assigneeId: luz.userId, before: { assigneeId: null } });
    expect(await refused(ask(null))).toBe('done');
    expect((await answer(test.db, getAnnotation, mo, { annotationId })).assignee).toBeNull();
  });

  it('ANN-4: nothing else is assigned, which the database refuses too', async () => {
    const { luz, sourceId } = await room();
    const { id } = await done(test.db, createAnnotation, luz, {
      ...{ sourceId, kind: 'note', text: 'hm', target: { start: 0, end: 6 } },
    });
    const change = { annotationId: id, assigneeId: luz.userId };
    expect(await refused(execute(test.db, updateAnnotation, luz, change))).toBe('invalid_input');
    await expect(test.db.prisma.annotation.update({ where: { id }, data: { assigneeId: luz.userId } })).rejects.toThrow(
      /assigned_question/u,
    );
  });
});

describe('a thread', () => {
  it('ANN-4: a check stands once a person, on the mark or on a reply, and can be taken away', async () => {
    const { luz, mo, annotationId, investigationId } = await room();
    const { id: replyId } = await done(test.db, createReply, luz, { annotationId, text: '@Mo look' });
    await Promise.all([1, 2].map(() => done(test.db, acknowledge, mo, { annotationId, replyId })));
    await done(test.db, acknowledge, mo, { annotationId });
    const mark = await answer(test.db, getAnnotation, luz, { annotationId });
    expect(mark.acknowledgedBy).toEqual([{ id: mo.userId, name: 'Mo' }]);
    expect(mark.replies[0]?.acknowledgedBy).toEqual([{ id: mo.userId, name: 'Mo' }]);
    await done(test.db, acknowledge, mo, { annotationId, acknowledged: false });
    expect((await answer(test.db, getAnnotation, luz, { annotationId })).acknowledgedBy).toEqual([]);
    const events = await test.db.prisma.event.findMany({
      where: { streamId: investigationId, type: { contains: 'acknowledged' } },
      orderBy: { seq: 'asc' },
    });
    expect(events.map(({ type }) => type)).toEqual([
      'annotation.acknowledged',
      'annotation.acknowledged',
      'annotation.unacknowledged',
    ]);
  });

  it("ANN-4: a reply of another mark is not this one's, and a deleted mark takes no reply and no check", async () => {
    const { luz, mo, sourceId, annotationId } = await room();
    const { id: other } = await done(test.db, createAnnotation, luz, {
      ...{ sourceId, kind: 'note', text: 'hm', target: { start: 0, end: 6 } },
    });
    const { id: replyId } = await done(test.db, createReply, luz, { annotationId: other, text: 'so?' });
    expect(await refused(execute(test.db, acknowledge, mo, { annotationId, replyId }))).toBe('not_found');
    const [removed, answered] = await Promise.all([
      execute(test.db, deleteAnnotation, luz, { annotationId }),
      execute(test.db, createReply, mo, { annotationId, text: 'I was just writing' }),
    ]);
    expect(removed.ok).toBe(true);
    // Whichever came first: the reply is kept with its mark, or its writer is told and keeps the words.
    expect(answered.ok ? 'done' : answered.error.code).toMatch(/^(done|not_found)$/u);
    expect(await refused(execute(test.db, acknowledge, mo, { annotationId }))).toBe('not_found');
  });

  it('ANN-4, ANN-7: it says who has seen it; of a private one nobody else is told anything', async () => {
    const { luz, mo, sourceId, annotationId } = await room();
    await done(test.db, seeThread, mo, { annotationId });
    await done(test.db, seeThread, mo, { annotationId });
    const { items } = await answer(test.db, seenBy, luz, { annotationId });
    expect(items.map(({ person: one }) => one.name)).toEqual(['Mo']);
    const { id: secret } = await done(test.db, createAnnotation, luz, {
      ...{ sourceId, kind: 'note', text: 'mine', target: { start: 0, end: 6 }, visibility: 'private' },
    });
    expect(await refused(execute(test.db, seeThread, mo, { annotationId: secret }))).toBe('not_found');
    const asked = await ask(test.db, seenBy, mo, { annotationId: secret });
    expect(asked.ok ? 'done' : asked.error.code).toBe('not_found');
  });
});
