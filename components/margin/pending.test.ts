import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import { annotationView } from '@/lib/annotations/schema.ts';
import type { PendingCommand } from './pending.ts';
import { subjectOf, withPending } from './pending.ts';

const sourceId = v7();
const me = { id: v7(), name: 'Luz Vera' };
const around = {
  me,
  investigationId: v7(),
  version: { number: 1, text: 'Police took thirty-one people.' },
  labelAt: () => 'P1',
  person: (id: string) => ({ id, name: 'Mo' }),
  now: '2023-12-17T10:00:00.000Z',
};
const create = (id: string, more: object = {}): PendingCommand => ({
  id: v7(),
  name: 'annotation.create',
  input: { id, sourceId, kind: 'note', text: 'Which?', target: { start: 12, end: 29 }, ...more },
});
const merge = (rows: AnnotationView[], commands: PendingCommand[]) => withPending(sourceId, rows, commands, around);
const row = (): AnnotationView => {
  const [shown] = merge([], [create(v7())]);
  if (!shown) throw new Error('nothing drawn');
  return annotationView.parse(shown);
};

describe('marks that the server does not have yet', () => {
  it('ANN-5: a mark of mine shows at once, greyed, with its words', () => {
    const id = v7();
    expect(merge([], [create(id, { tags: ['figures'] })])).toMatchObject([
      {
        id,
        pending: true,
        author: me,
        text: 'Which?',
        tags: [{ name: 'figures' }],
        anchors: [{ start: 12, end: 29, exact: 'thirty-one people', label: 'P1' }],
      },
    ]);
  });

  it('ANN-5: nothing is doubled once the server has it, though the command still waits', () => {
    const view = row();
    expect(merge([view], [create(view.id, { text: 'Which?' })])).toEqual([{ ...view, pending: false }]);
    const reply = {
      id: v7(),
      authorId: me.id,
      author: me,
      text: 'Yes',
      createdAt: around.now,
      editedAt: null,
      acknowledgedBy: [],
    };
    const waiting = { id: v7(), name: 'reply.create', input: { id: reply.id, annotationId: view.id, text: 'Yes' } };
    expect(merge([{ ...view, replies: [reply] }], [waiting])[0]?.replies).toEqual([reply]);
  });

  it('ANN-5: my changes and replies show before they are acknowledged, in their order', () => {
    const view = row();
    const replyId = v7();
    const say = (name: string, input: object) => ({ id: v7(), name, input });
    const [shown] = merge(
      [view],
      [
        say('annotation.update', { annotationId: view.id, text: 'Which of them?', tags: ['court'] }),
        say('annotation.resolve', { annotationId: view.id, resolved: true }),
        say('reply.create', { id: replyId, annotationId: view.id, text: 'The minutes' }),
        say('reply.update', { replyId, text: 'The minutes say' }),
      ],
    );
    expect(shown).toMatchObject({
      pending: true,
      text: 'Which of them?',
      status: 'resolved',
      tags: [{ name: 'court' }],
      replies: [{ id: replyId, text: 'The minutes say', author: me }],
    });
    expect(merge([view], [say('annotation.delete', { annotationId: view.id })])).toEqual([]);
  });

  it('ANN-5: what is about another source, or cannot be read, draws nothing', () => {
    expect(merge([], [create(v7(), { sourceId: v7() })])).toEqual([]);
    expect(merge([], [{ id: v7(), name: 'annotation.create', input: null }])).toEqual([]);
    expect(merge([], [{ id: v7(), name: 'claim.create', input: {} }])).toEqual([]);
    expect(subjectOf({ id: v7(), name: 'claim.create', input: {} }, [])).toBeUndefined();
  });
});
