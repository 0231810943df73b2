import { describe, expect, it } from 'vitest';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { listAlongside, listNotes } from './around.queries.ts';
import { mergeEntities, splitEntity } from './merge.commands.ts';
import { beginNote } from './note.commands.ts';

const test = testDatabase();
const { caseOf, mark, named, sealed } = stage(test);

describe('around an entity', () => {
  it('ENT-5, ENT-7: says who is named in the same paragraphs, from cases that one may read', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const [open, secret] = [await caseOf(luz, 'Open'), await caseOf(luz, 'Secret', true)];
    await joins(test.db, eve, open, 'viewer');
    const [mayor, city, hidden] = [
      await named(luz, 'Agustín', { investigationId: open }),
      await named(luz, 'Manta', { schema: 'PublicBody', investigationId: open }),
      await named(luz, 'Hidden Helper', { investigationId: secret }),
    ];
    const [here, there] = [await sealed(luz, open), await sealed(luz, secret)];
    await mark(luz, open, here, { entityId: mayor });
    const cityMark = await mark(luz, open, here, { entityId: city, exact: 'Manta' });
    await mark(luz, secret, there, { entityId: mayor });
    await mark(luz, secret, there, { entityId: hidden, exact: 'Manta' });
    const seenBy = async (who: typeof luz) =>
      (await answer(test.db, listAlongside, who, { entityId: mayor })).items.map(({ id }) => id);
    expect(new Set(await seenBy(luz))).toEqual(new Set([city, hidden]));
    expect(await answer(test.db, listAlongside, eve, { entityId: mayor })).toEqual({
      items: [
        {
          id: city,
          schema: 'PublicBody',
          name: 'Manta',
          paragraphs: 1,
          sourceId: here.sourceId,
          annotationId: cityMark,
        },
      ],
    });
  });

  it('ENT-5, ENT-7: each case has its own note, begun once, read by its readers, and kept through a merge', async () => {
    const [luz, mo, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Mo'), await person(test.db, 'Eve')];
    const caseId = await caseOf(luz, 'Notes', true);
    await joins(test.db, mo, caseId, 'annotator');
    const entityId = await named(luz, 'Shared Name');
    await mark(luz, caseId, await sealed(luz, caseId), { entityId });
    expect((await answer(test.db, listNotes, luz, { entityId })).open).toHaveLength(1);
    expect((await answer(test.db, listNotes, mo, { entityId })).open).toEqual([]);
    const begin = () => done(test.db, beginNote, luz, { entityId, investigationId: caseId });
    const [one, two] = await Promise.all([begin(), begin()]);
    expect(two).toEqual(one);
    expect(await answer(test.db, listNotes, mo, { entityId })).toEqual({
      items: [{ ...one, investigationId: caseId, investigationTitle: 'Notes', mayWrite: false }],
      open: [],
    });
    expect(await answer(test.db, listNotes, eve, { entityId })).toEqual({ items: [], open: [] });
    expect(await execute(test.db, beginNote, mo, { entityId, investigationId: caseId })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await execute(test.db, beginNote, eve, { entityId, investigationId: caseId })).toMatchObject({
      error: { code: 'not_found' },
    });
    const other = await named(luz, 'Shared Namme');
    await done(test.db, mergeEntities, luz, { entityId, into: other, reason: 'a slip' });
    expect((await answer(test.db, listNotes, luz, { entityId: other })).items).toMatchObject([one]);
    await done(test.db, splitEntity, luz, { entityId });
    expect((await answer(test.db, listNotes, luz, { entityId })).items).toMatchObject([one]);
    expect(await ask(test.db, listNotes, luz, { entityId: other })).toMatchObject({ value: { items: [] } });
  });
});
