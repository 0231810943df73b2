import { beforeEach, describe, expect, it } from 'vitest';
import { createEntity } from '@/lib/entities/commands.ts';
import { createInvestigation, updateInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { bulkAnnotations } from './bulk.commands.ts';
import { createAnnotation } from './commands.ts';
import { listAnnotations, listTags } from './queries.ts';
import { changeTag, defineTag, listVocabulary } from './vocabulary.ts';

const test = testDatabase();
let luz: Caller;
let mo: Caller;
let caseId: string;
let sourceId: string;

beforeEach(async () => {
  luz = await person(test.db, 'Luz');
  mo = await person(test.db, 'Mo');
  caseId = (await done(test.db, createInvestigation, luz, { title: 'Harbour' })).id;
  await joins(test.db, mo, caseId, 'annotator');
  sourceId = await sealedSource(test.db, luz, caseId, ['The port paid twice for one crane.']);
});

const mark = async (by: Caller, more: object = {}) =>
  (await done(test.db, createAnnotation, by, { sourceId, kind: 'highlight', target: { start: 0, end: 8 }, ...more }))
    .id;
const bulk = (by: Caller, annotationIds: string[], act: object) =>
  done(test.db, bulkAnnotations, by, { investigationId: caseId, annotationIds, act });
const marks = async () => (await answer(test.db, listAnnotations, luz, { sourceId })).items;

describe('bulk acts on marks', () => {
  it("tag one's own, name whose they are not, and answer what changed, so that it can be undone", async () => {
    const [a, b, c] = [await mark(mo), await mark(mo, { tags: ['Money'] }), await mark(luz)];
    const { done: changed, refused } = await bulk(mo, [a, b, c], { do: 'tag', tags: ['money'] });
    expect(changed.map((one) => one.id)).toEqual([a]);
    expect(refused).toEqual([{ id: c, why: 'Only its author may do this.' }]);
    await bulk(
      mo,
      changed.map((one) => one.id),
      { do: 'untag', tags: ['money'] },
    );
    expect((await marks()).map((one) => one.tags.map((tag) => tag.name))).toEqual([[], ['Money'], []]);
  });

  it('resolve and reopen for whoever may mark', async () => {
    const ids = [await mark(luz), await mark(mo)];
    expect((await bulk(mo, ids, { do: 'resolve' })).done).toHaveLength(2);
    expect((await marks()).map((one) => one.status)).toEqual(['resolved', 'resolved']);
    expect((await bulk(mo, ids, { do: 'resolve' })).done).toEqual([]);
    await bulk(mo, ids, { do: 'reopen' });
    expect((await marks()).map((one) => one.status)).toEqual(['open', 'open']);
  });

  it('delete and bring back; a lead may for everyone', async () => {
    const ids = [await mark(luz), await mark(mo)];
    expect((await bulk(mo, ids, { do: 'delete' })).done.map((one) => one.id)).toEqual([ids[1]]);
    expect((await bulk(luz, ids, { do: 'delete' })).done.map((one) => one.id)).toEqual([ids[0]]);
    expect(await marks()).toEqual([]);
    expect((await bulk(luz, ids, { do: 'restore' })).done).toHaveLength(2);
    expect(await marks()).toHaveLength(2);
  });

  it('link names to another entity and remember the one before', async () => {
    const { id: one } = await done(test.db, createEntity, mo, { schema: 'Organization', name: 'The port' });
    const { id: two } = await done(test.db, createEntity, mo, { schema: 'Organization', name: 'Port authority' });
    const name = await mark(mo, { kind: 'entity', entityId: one });
    const highlight = await mark(mo);
    const { done: changed, refused } = await bulk(mo, [name, highlight], { do: 'link', entityId: two });
    expect(changed).toEqual([{ id: name, before: one }]);
    expect(refused.map((row) => row.id)).toEqual([highlight]);
  });

  it("know neither another case's marks nor a colleague's private ones", async () => {
    const other = (await done(test.db, createInvestigation, luz, { title: 'Other' })).id;
    const foreignSource = await sealedSource(test.db, luz, other, ['Something else.']);
    const foreign = await mark(luz, { sourceId: foreignSource });
    const hidden = await mark(luz, { visibility: 'private' });
    const { done: changed, refused } = await bulk(mo, [foreign, hidden], { do: 'resolve' });
    expect(changed).toEqual([]);
    expect(refused).toHaveLength(2);
  });

  it('of two at once on the same marks, each mark changes once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => mark(luz)));
    const both = await Promise.all([bulk(luz, ids, { do: 'resolve' }), bulk(mo, ids.toReversed(), { do: 'resolve' })]);
    expect(both.flatMap((one) => one.done.map((row) => row.id)).sort()).toEqual([...ids].sort());
  });
});

describe('ANN-1: the vocabulary of tags', () => {
  it('is kept by admins, offered to everybody, and retires without leaving the marks', async () => {
    const admin = await person(test.db, 'Ada', 'admin');
    expect((await execute(test.db, defineTag, luz, { name: 'Money' })).ok).toBe(false);
    const id = await mark(mo, { tags: ['money trail'] });
    const { id: tagId } = await done(test.db, defineTag, admin, { name: 'Money Trail', color: 'question' });
    expect((await marks()).find((one) => one.id === id)?.tags).toEqual([
      { id: tagId, name: 'Money Trail', color: 'question' },
    ]);
    const outsider = await person(test.db, 'Out');
    expect((await answer(test.db, listTags, outsider, { q: 'trail' })).items).toHaveLength(1);
    await done(test.db, changeTag, admin, { tagId, retired: true, name: 'Money trails' });
    expect((await answer(test.db, listTags, outsider, { q: 'trail' })).items).toEqual([]);
    expect((await answer(test.db, listVocabulary, outsider, {})).items).toContainEqual(
      expect.objectContaining({ name: 'Money trails', retired: true }),
    );
    expect((await marks()).find((one) => one.id === id)?.tags[0]?.name).toBe('Money trails');
  });

  it('is all there is where a case takes no free tags', async () => {
    const admin = await person(test.db, 'Ada', 'admin');
    await done(test.db, defineTag, admin, { name: 'House tag' });
    await done(test.db, updateInvestigation, luz, { investigationId: caseId, policy: { freeTags: false } });
    await mark(mo, { tags: ['house tag'] });
    const refused = await execute(test.db, createAnnotation, mo, {
      sourceId,
      kind: 'highlight',
      tags: ['my own'],
      target: { start: 0, end: 8 },
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});
