import { describe, expect, it } from 'vitest';
import type { Caller } from '@/lib/platform/access.ts';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { getVersion } from '@/lib/sources/queries.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { markRoom, paragraphs } from '@/tests/support/mark-room.ts';
import { answer, done } from '@/tests/support/people.ts';
import { deleteAnnotation, resolveAnnotation } from './commands.ts';
import { unpack } from './packed.schema.ts';
import { listAnnotations } from './queries.ts';
import { createReply, updateReply } from './reply.commands.ts';
import { roomMarks } from './room.queries.ts';
import { acknowledge } from './thread.commands.ts';

const test = testDatabase();
const { room, mark } = markRoom(test);

const versionOf = async (who: Caller, sourceId: string, number: number) => {
  const { text, blocks } = await answer(test.db, getVersion, who, { sourceId, number });
  return { number, text, labelAt: (offset: number) => blocks[blockIndexAt(blocks, offset)]?.label ?? null };
};
const loaded = async (
  who: Caller,
  sourceId: string,
  input: { version?: number; near?: number; limit?: number } = {},
) => {
  const version = input.version ?? 1;
  const packed = await answer(test.db, roomMarks, who, { sourceId, ...input, version });
  return { ...packed, views: unpack(packed, await versionOf(who, sourceId, version)) };
};
const listed = async (who: Caller, sourceId: string) =>
  (await answer(test.db, listAnnotations, who, { sourceId, limit: 200 })).items;

async function everything() {
  const made = await room();
  const { luz, mo, sourceId } = made;
  const put = (kind: string, more: object = {}) => mark(luz, { sourceId, kind, text: '', ...more });
  await put('highlight');
  await put('tag', {
    tags: ['court', 'figures'],
    target: {
      ranges: [
        { start: 12, end: 29 },
        { start: 47, end: 58 },
      ],
    },
  });
  await put('claim', { claim: { statement: 'Thirty-one people were held.' } });
  await put('entity', { entity: { schema: 'Person', name: 'Ana Ruiz' }, target: { start: 62, end: 65 } });
  await put('note', { text: 'Only mine.', visibility: 'private' });
  await put('correction', { text: 'Officers', target: { start: 0, end: 6 } });
  const { id: asked } = await put('question', { text: 'Who?', assigneeId: mo.userId });
  const { id: replyId } = await done(test.db, createReply, mo, { annotationId: asked, text: 'I look.' });
  await done(test.db, createReply, luz, { annotationId: asked, text: 'Thanks.' });
  await done(test.db, updateReply, mo, { replyId, text: 'I will look.' });
  await done(test.db, acknowledge, luz, { annotationId: asked, replyId });
  await done(test.db, acknowledge, mo, { annotationId: asked });
  await done(test.db, resolveAnnotation, mo, { annotationId: asked, resolved: true });
  const { id: gone } = await put('highlight');
  await done(test.db, deleteAnnotation, luz, { annotationId: gone });
  return made;
}

describe('the marks of a source as the reading room loads them', () => {
  it('ANN-9: packed, they are the same marks as the list gives, for everybody who may read them', async () => {
    const { luz, mo, sourceId } = await everything();
    for (const who of [luz, mo]) {
      const { views, complete } = await loaded(who, sourceId);
      expect(views).toEqual(await listed(who, sourceId));
      expect(complete).toBe(true);
    }
    expect((await loaded(luz, sourceId)).views).toHaveLength(7);
    expect((await loaded(mo, sourceId)).views.map(({ text }) => text)).not.toContain('Only mine.');
  });

  it('ANN-9, SRC-5: on a corrected version too, where marks have moved, changed or lost their place', async () => {
    const { luz, sourceId } = await everything();
    const text = ['A line that was not there.', ...paragraphs.map((line) => line.replace('judges', 'clerks'))].join(
      '\n\n',
    );
    await done(test.db, addVersion, luz, { sourceId, kind: 'text', text });
    for (const version of [1, 2])
      expect((await loaded(luz, sourceId, { version })).views).toEqual(await listed(luz, sourceId));
  });

  it('ANN-9: those nearest to where one reads come first, and it is said that there are more', async () => {
    const { luz, sourceId } = await room();
    const at = async (start: number) =>
      (await mark(luz, { sourceId, kind: 'highlight', target: { start, end: start + 2 } })).id;
    const ids = [await at(0), await at(20), await at(40), await at(60)];
    const near = await loaded(luz, sourceId, { near: 44, limit: 2 });
    expect(near.views.map(({ id }) => id)).toEqual([ids[2], ids[3]]);
    expect(near.complete).toBe(false);
    expect((await loaded(luz, sourceId, { limit: 4 })).complete).toBe(true);
  });

  it('ANN-9: a mark at exact words of the version is told by its place alone', async () => {
    const { luz, sourceId } = await room();
    await mark(luz, { sourceId, target: { start: 12, end: 29 } });
    expect((await loaded(luz, sourceId)).marks[0]?.[8]).toEqual([[12, 29]]);
  });
});
