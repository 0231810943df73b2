import { describe, expect, it } from 'vitest';
import { createEntity } from '@/lib/entities/commands.ts';
import { searchEntities } from '@/lib/entities/find.queries.ts';
import { getEntity, listMentions } from '@/lib/entities/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { acceptName, refuseSuggestion } from './commands.ts';
import { listFoundNames } from './found.queries.ts';

const test = testDatabase();
const { caseOf, sealed } = stage(test);

const TEXT =
  'On Monday the auditor Inés Calderón said that the Ministry of Public Works paid twice. Nobody asked Calderón about it. ' +
  'The lawyer Rogelio Paz agreed.';

async function scene() {
  const luz = await person(test.db, 'Luz');
  const caseId = await caseOf(luz, 'Cranes');
  const source = await sealed(luz, caseId, TEXT);
  const names = async (who = luz) => (await answer(test.db, listFoundNames, who, { investigationId: caseId })).items;
  const found = async (name: string) => (await names()).find((one) => one.name === name);
  return { luz, caseId, source, names, found };
}
type Names = Awaited<ReturnType<Awaited<ReturnType<typeof scene>>['names']>>;
const placesOf = (name: Names[number] | undefined) =>
  (name?.places ?? []).map(({ sourceId, version, start, end }) => ({ sourceId, version, start, end }));

describe('the inbox of found names', () => {
  it('ENT-9: gathers the spellings of a name, and nothing of it is in the shared memory', async () => {
    const { luz, found } = await scene();
    const calderon = await found('Inés Calderón');
    expect(calderon?.spellings).toEqual(['Inés Calderón', 'Calderón']);
    expect(calderon?.places).toHaveLength(2);
    expect(calderon?.candidates).toEqual([]);
    expect((await answer(test.db, searchEntities, luz, { q: 'Inés Calderón' })).items).toEqual([]);
    expect(await test.db.prisma.entity.count({ where: { name: { contains: 'Calder' } } })).toBe(0);
  });

  it('ENT-9: says who it may be, and accepting links all places and learns all spellings', async () => {
    const { luz, caseId, found, names } = await scene();
    const { id } = await done(test.db, createEntity, luz, { schema: 'Person', name: 'Ines Calderon Ruiz' });
    const calderon = await found('Inés Calderón');
    expect(calderon?.candidates.map((item) => item.id)).toContain(id);
    await done(test.db, acceptName, luz, {
      investigationId: caseId,
      entityId: id,
      spellings: calderon?.spellings ?? [],
      places: placesOf(calderon),
    });
    expect((await answer(test.db, listMentions, luz, { entityId: id })).items).toHaveLength(2);
    expect((await answer(test.db, getEntity, luz, { entityId: id })).names).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Inés Calderón', kind: 'alias' }),
        expect.objectContaining({ name: 'Calderón', kind: 'weak' }),
      ]),
    );
    expect((await names()).map(({ name }) => name)).not.toContain('Inés Calderón');
  });

  it('ENT-9: somebody new is made once, and a name that is refused goes', async () => {
    const { luz, caseId, found, names } = await scene();
    const paz = await found('Rogelio Paz');
    const input = {
      investigationId: caseId,
      entity: { schema: 'Person', name: 'Rogelio Paz' },
      spellings: ['Rogelio Paz'],
      places: placesOf(paz),
    };
    const { entityId } = await done(test.db, acceptName, luz, input);
    expect((await answer(test.db, getEntity, luz, { entityId })).names).toHaveLength(1);
    const calderon = await found('Inés Calderón');
    for (const { sourceId, key } of calderon?.places ?? [])
      await done(test.db, refuseSuggestion, luz, { sourceId, keys: [key] });
    expect((await names()).map(({ name }) => name)).not.toContain('Inés Calderón');
  });

  it('ENT-9: is for those who read the case; linking is for those who may mark, in its own sources', async () => {
    const { luz, caseId, found } = await scene();
    const [eve, viewer] = [await person(test.db, 'Eve'), await person(test.db, 'Vi')];
    await joins(test.db, viewer, caseId, 'viewer');
    const places = placesOf(await found('Rogelio Paz'));
    const input = { investigationId: caseId, entity: { schema: 'Person', name: 'Rogelio Paz' }, places };
    expect(await ask(test.db, listFoundNames, eve, { investigationId: caseId })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await execute(test.db, acceptName, eve, input)).toMatchObject({ error: { code: 'not_found' } });
    expect(await execute(test.db, acceptName, viewer, input)).toMatchObject({ error: { code: 'forbidden' } });
    const elsewhere = await sealed(luz, await caseOf(luz, 'Elsewhere'), TEXT);
    const foreign = [{ sourceId: elsewhere.sourceId, version: 1, start: 0, end: 9 }];
    expect(await execute(test.db, acceptName, luz, { ...input, places: foreign })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await test.db.prisma.entity.count({ where: { name: 'Rogelio Paz', originId: caseId } })).toBe(0);
  });
});
