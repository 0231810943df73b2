import { describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/investigations/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { codeOf, markRoom } from '@/tests/support/mark-room.ts';
import { answer, done } from '@/tests/support/people.ts';
import { deleteAnnotation, resolveAnnotation, restoreAnnotation, updateAnnotation } from './commands.ts';
import { annotationHistory, getAnnotation, listAnnotations } from './queries.ts';
import { createReply, deleteReply, restoreReply, updateReply } from './reply.commands.ts';

const test = testDatabase();
const { room, mark, get, refusal, claim } = markRoom(test);

describe('threads and changes', () => {
  it('ANN-4: replies are read in order, edited and deleted by their author, and brought back', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(luz, { sourceId });
    const first = await done(test.db, createReply, mo, { annotationId: id, text: 'The minutes say thirty.' });
    const second = await done(test.db, createReply, luz, { annotationId: id, text: 'Noted' });
    expect(codeOf(await execute(test.db, updateReply, luz, { replyId: first.id, text: 'x' }))).toBe('forbidden');
    expect(codeOf(await execute(test.db, createReply, mo, { annotationId: id, text: '  ' }))).toBe('invalid_input');
    await done(test.db, updateReply, mo, { replyId: first.id, text: 'The minutes say 30.' });
    await done(test.db, deleteReply, luz, { replyId: second.id });
    expect((await get(luz, id)).replies).toMatchObject([
      { id: first.id, author: { name: 'Mo' }, text: 'The minutes say 30.', editedAt: expect.any(String) as string },
    ]);
    await done(test.db, restoreReply, luz, { replyId: second.id });
    expect((await get(luz, id)).replies.map((reply) => reply.id)).toEqual([first.id, second.id]);
    const elsewhere = await mark(luz, { sourceId });
    expect(codeOf(await execute(test.db, deleteReply, luz, { replyId: second.id, annotationId: elsewhere.id }))).toBe(
      'not_found',
    );
  });

  it('ANN-13: history says who changed what, before and after, and outlives a deletion', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(luz, { sourceId, tags: ['figures'] });
    await done(test.db, updateAnnotation, luz, {
      annotationId: id,
      text: 'Which of them?',
      tags: ['figures', 'court'],
    });
    await done(test.db, resolveAnnotation, mo, { annotationId: id, resolved: true });
    const { id: replyId } = await done(test.db, createReply, mo, { annotationId: id, text: 'Done' });
    await done(test.db, resolveAnnotation, luz, { annotationId: id, resolved: false });
    await done(test.db, deleteAnnotation, luz, { annotationId: id });
    const { items } = await answer(test.db, annotationHistory, mo, { annotationId: id });
    expect(items.map((line) => [line.type, line.actor.name])).toEqual([
      ['annotation.created', 'Luz'],
      ['annotation.updated', 'Luz'],
      ['annotation.resolved', 'Mo'],
      ['reply.created', 'Mo'],
      ['annotation.reopened', 'Luz'],
      ['annotation.deleted', 'Luz'],
    ]);
    expect(replyId).toBeTruthy();
    expect(items[1]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'text', before: 'Which ones?', after: 'Which of them?' },
        { field: 'tags', before: 'figures', after: 'court, figures' },
      ]),
    );
    const page = await answer(test.db, annotationHistory, mo, { annotationId: id, limit: 2 });
    expect(page.items).toHaveLength(2);
    expect((await answer(test.db, annotationHistory, mo, { annotationId: id, after: page.next })).items).toHaveLength(
      4,
    );
  });

  it('ANN-10: a deleted mark is gone for reading and writing, and undo brings it back with its thread', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(luz, { sourceId });
    await done(test.db, createReply, mo, { annotationId: id, text: 'Stays' });
    await done(test.db, deleteAnnotation, luz, { annotationId: id });
    expect(codeOf(await ask(test.db, getAnnotation, luz, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await execute(test.db, deleteAnnotation, luz, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await execute(test.db, createReply, mo, { annotationId: id, text: 'Late' }))).toBe('not_found');
    expect((await answer(test.db, listAnnotations, luz, { sourceId })).items).toEqual([]);
    expect(codeOf(await execute(test.db, restoreAnnotation, mo, { annotationId: id }))).toBe('forbidden');
    await done(test.db, restoreAnnotation, luz, { annotationId: id });
    expect((await get(luz, id)).replies.map((reply) => reply.text)).toEqual(['Stays']);
  });

  it('CORE-3: a change made from an older copy is refused as stale', async () => {
    const { luz, sourceId } = await room();
    const { id } = await mark(luz, { sourceId });
    await done(test.db, updateAnnotation, luz, { annotationId: id, revision: 1, text: 'Second' });
    expect(
      await execute(test.db, updateAnnotation, luz, { annotationId: id, revision: 1, text: 'Third' }),
    ).toMatchObject({ error: { code: 'stale' } });
  });

  it('ANN-4: words that carry evidence, or a claim that is being checked, are not taken away', async () => {
    const { luz, sourceId, investigationId } = await room();
    const [fresh, busy] = [
      await claim(investigationId, luz, 'new', 1),
      await claim(investigationId, luz, 'checking', 2),
    ];
    const remove = (annotationId: string) => execute(test.db, deleteAnnotation, luz, { annotationId });
    const onNew = await mark(luz, { sourceId, kind: 'claim', claimId: fresh });
    expect(codeOf(await remove(onNew.id))).toBe('done');
    const [first, second] = [
      await mark(luz, { sourceId, kind: 'claim', claimId: busy }),
      await mark(luz, { sourceId, kind: 'claim', claimId: busy }),
    ];
    const race = await Promise.all([remove(first.id), remove(second.id)]);
    expect(race.map(codeOf).sort()).toEqual(['conflict', 'done']);
    const note = await mark(luz, { sourceId });
    await test.db.prisma.evidence.create({
      data: {
        id: newId(),
        claimId: busy,
        number: 1,
        position: 1,
        stance: 'supports',
        annotationId: note.id,
        addedById: luz.userId,
      },
    });
    expect(await remove(note.id)).toMatchObject({
      error: { code: 'conflict', detail: 'This mark carries evidence of claim 2. Remove that evidence first.' },
    });
  });

  it('ANN-1: a claim is opened from the words that carry it, in one act', async () => {
    const { luz, mo, sourceId, investigationId } = await room();
    const claimId = newId();
    const made = await mark(luz, {
      sourceId,
      kind: 'claim',
      text: '',
      claim: { id: claimId, statement: 'Thirty-one people were arrested.' },
    });
    expect(made.claimId).toBe(claimId);
    expect((await get(mo, made.id)).claim).toMatchObject({ id: claimId, number: 1, state: 'new', rating: null });
    const { items } = await answer(test.db, listEvents, luz, { investigationId });
    expect(items.map((event) => event.type)).toEqual(expect.arrayContaining(['claim.created', 'annotation.created']));
    // Refused as a whole: no claim is left behind by a mark that could not be made.
    await refusal(luz, { sourceId, kind: 'claim', text: '', claim: { statement: 'Lost' }, id: made.id });
    expect(await test.db.prisma.claim.count({ where: { investigationId } })).toBe(1);
  });

  it('ANN-4: a claim mark shows its claim with state and ratings', async () => {
    const { luz, sourceId, investigationId } = await room();
    const claimId = await claim(investigationId, luz, 'checking', 1);
    const { id } = await mark(luz, { sourceId, kind: 'claim', claimId });
    expect((await get(luz, id)).claim).toEqual({
      id: claimId,
      number: 1,
      statement: 'Statement 1',
      state: 'checking',
      rating: null,
      proposedRating: null,
    });
  });

  it('ANN-1: a name is linked to an entity that one may see, or opens a new one', async () => {
    const { luz, sourceId } = await room();
    const hidden = await room(true);
    const entity = { id: newId(), schema: 'Person', name: 'Wilman Terán' };
    const secret = await mark(hidden.luz, { sourceId: hidden.sourceId, kind: 'entity', text: '', entity });
    expect(await get(hidden.mo, secret.id)).toMatchObject({ entityId: entity.id, entity });
    expect(await refusal(luz, { sourceId, kind: 'entity', entityId: entity.id })).toContain('not_found');
    const mine = await mark(luz, { sourceId, kind: 'entity', entity: { schema: 'Person', name: 'Wilman Terán' } });
    const again = await mark(luz, { sourceId, kind: 'entity', entityId: mine.entityId, visibility: 'private' });
    expect((await get(luz, again.id)).entity?.name).toBe('Wilman Terán');
    expect(await refusal(luz, { sourceId, kind: 'entity', entity: { schema: 'Ghost', name: 'Boo' } })).toContain(
      'invalid_input',
    );
  });

  it('ANN-9: pages through a source and filters by kind and author', async () => {
    const { luz, mo, sourceId } = await room();
    for (let n = 0; n < 5; n += 1) await mark(n % 2 ? mo : luz, { sourceId, kind: n < 3 ? 'note' : 'highlight' });
    const list = (input: object) => answer(test.db, listAnnotations, luz, { sourceId, ...input });
    const first = await list({ limit: 3 });
    const rest = await list({ limit: 3, after: first.next });
    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 2, null]);
    expect(new Set([...first.items, ...rest.items].map((view) => view.id)).size).toBe(5);
    expect((await list({ kind: 'note' })).items).toHaveLength(3);
    expect((await list({ author: mo.userId })).items).toHaveLength(2);
    expect((await list({ version: 1 })).items).toHaveLength(5);
    expect((await list({ version: 2 })).items).toHaveLength(0);
  });
});
