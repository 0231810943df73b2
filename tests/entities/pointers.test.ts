import { beforeAll, describe, expect, it } from 'vitest';
import { exchangeEntities, exportEntities } from '@/lib/entities/export.queries.ts';
import { importEntities } from '@/lib/entities/import.commands.ts';
import { mergeEntities, splitEntity } from '@/lib/entities/merge.commands.ts';
import { getEntity } from '@/lib/entities/queries.ts';
import { knownOf } from '@/lib/interop/reconcile/candidates.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);
let luz: Caller;
let eve: Caller;
beforeAll(async () => {
  [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
});

type Line = { id: string; schema: string; properties: Record<string, string[]> };
const take = (who: Caller, investigationId: string, items: Line[]) =>
  done(test.db, importEntities, who, { investigationId, importedFrom: 'list.json', items });
const lines = async (who: Caller, investigationId: string) =>
  (await answer(test.db, exportEntities, who, { investigationId })).items;
const licence = (authority: string, name = 'Licence 7'): Line => ({
  id: name,
  schema: 'License',
  properties: { name: [name], authority: [authority] },
});
const office = (name: string): Line => ({ id: name, schema: 'PublicBody', properties: { name: [name] } });
const idOf = async (who: Caller, investigationId: string, name: string): Promise<string> =>
  (await lines(who, investigationId)).find(({ properties }) => properties['name']?.includes(name))?.id ?? '';
const view = (who: Caller, entityId: string) => answer(test.db, getEntity, who, { entityId });
/** Whom it points to as each surface says it to this person. */
async function told(who: Caller, entityId: string) {
  const [line] = (await answer(test.db, exchangeEntities, who, { ids: entityId })).items;
  const page = await view(who, entityId);
  const known = await knownOf(test.db, who, entityId);
  return {
    exported: line?.properties['authority'],
    page: page.pointsTo.map(({ property, label, target }) => [property, label, target.name, target.id]),
    reconciled: known?.properties['authority'],
  };
}
const nothing = { exported: undefined, page: [], reconciled: undefined };

describe('properties that point to another entity', () => {
  it('ENT-8: are kept whether what they point to stands earlier, later or in another part of the file, and once', async () => {
    const here = await caseOf(luz, 'Licences');
    await take(luz, here, [licence('Mining office'), office('Water office'), licence('Water office', 'Licence 8')]);
    const seven = await idOf(luz, here, 'Licence 7');
    expect(await told(luz, seven)).toEqual(nothing);
    expect((await told(luz, await idOf(luz, here, 'Licence 8'))).reconciled).toEqual(['Water office']);
    await take(luz, here, [office('Mining office')]);
    const mining = await idOf(luz, here, 'Mining office');
    const all = {
      exported: [mining],
      page: [['authority', 'Authority', 'Mining office', mining]],
      reconciled: ['Mining office'],
    };
    expect((await told(luz, seven)).page[0]?.slice(2)).toEqual(['Mining office', mining]);
    const rows = () => test.db.prisma.entityPointer.count({ where: { entityId: seven } });
    const { revision } = await view(luz, seven);
    await take(luz, here, [licence('Mining office'), office('Mining office')]);
    expect(await rows()).toBe(1);
    expect((await view(luz, seven)).revision).toBe(revision);
    // A further one is a change, which whoever looks at the page is told.
    await take(luz, here, [licence('Water office')]);
    expect((await told(luz, seven)).reconciled).toEqual([...all.reconciled, 'Water office']);
    expect((await view(luz, seven)).revision).toBe(revision + 1);
    const event = await test.db.prisma.event.findFirst({ where: { type: 'entity.updated' }, orderBy: { seq: 'desc' } });
    expect(event).toMatchObject({ subjectId: seven, data: { properties: ['authority'] } });
  });

  it('ENT-8: what is of another kind than the property asks for is not what it points to', async () => {
    const here = await caseOf(luz, 'Kinds');
    await take(luz, here, [licence('Car'), { id: 'Car', schema: 'Vehicle', properties: { name: ['Car'] } }]);
    expect(await told(luz, await idOf(luz, here, 'Licence 7'))).toEqual(nothing);
  });

  it('ENT-8, ENT-7: an id of somebody hidden is nobody: a file that guesses it learns and keeps nothing of them', async () => {
    const [secret, hers] = [await caseOf(luz, 'Secret', true), await caseOf(eve, 'Guessed')];
    const hidden = await named(luz, 'Zzyzx office', { schema: 'PublicBody', investigationId: secret });
    await take(eve, hers, [licence(hidden)]);
    const seven = await idOf(eve, hers, 'Licence 7');
    expect(await told(eve, seven)).toEqual(nothing);
    // Nor does it show itself when they come to see it; it never meant them.
    expect(await told(luz, seven)).toEqual(nothing);
    expect(await test.db.prisma.entityPointer.count({ where: { targetId: hidden } })).toBe(0);
  });

  it('ENT-7: what an open case says of somebody hidden is there only for who may see them', async () => {
    const [open, secret] = [await caseOf(luz, 'Open'), await caseOf(luz, 'Hidden', true)];
    const hidden = await named(luz, 'Zzyzx authority', { schema: 'PublicBody', investigationId: secret });
    await take(luz, open, [licence(hidden)]);
    const seven = await idOf(luz, open, 'Licence 7');
    expect((await told(luz, seven)).exported).toEqual([hidden]);
    expect((await told(luz, seven)).reconciled).toEqual(['Zzyzx authority']);
    expect(await told(eve, seven)).toEqual(nothing);
    expect(JSON.stringify([await view(eve, seven), await lines(eve, open).catch(() => [])])).not.toMatch(
      new RegExp(`Zzyzx|${hidden}`, 'u'),
    );
    // Merged into one whom all may see, it is still not told to who did not know it.
    const known = await named(luz, 'Known authority', { schema: 'PublicBody', investigationId: open });
    await done(test.db, mergeEntities, luz, { entityId: hidden, into: known, reason: 'the same' });
    expect((await told(luz, seven)).exported).toEqual([known]);
    expect(await told(eve, seven)).toEqual(nothing);
    await joins(test.db, eve, secret, 'viewer');
    expect((await told(eve, seven)).exported).toEqual([known]);
  });

  it('ENT-7: what a confidential case says of two whom all may see is there only for its readers', async () => {
    const [open, secret] = [await caseOf(luz, 'Shared'), await caseOf(luz, 'Quiet', true)];
    const [seven, mining] = [
      await named(luz, 'Licence 70', { schema: 'License', investigationId: open }),
      await named(luz, 'Open office', { schema: 'PublicBody', investigationId: open }),
    ];
    const eva = await person(test.db, 'Eva');
    const before = await view(eva, seven);
    await take(luz, secret, [
      { id: seven, schema: 'License', properties: { name: ['Licence 70'], authority: [mining] } },
    ]);
    expect((await told(luz, seven)).exported).toEqual([mining]);
    expect(await told(eva, seven)).toEqual(nothing);
    expect(await view(eva, seven)).toEqual(before);
    // Said by an open case too, it is everybody's.
    await take(eva, await caseOf(eva, 'Hers'), [
      { id: seven, schema: 'License', properties: { name: ['Licence 70'], authority: [mining] } },
    ]);
    expect((await told(eva, seven)).exported).toEqual([mining]);
    expect((await told(luz, seven)).exported).toEqual([mining]);
  });

  it('ENT-8, ENT-4: both ends are followed through a merge, and a split gives back exactly what was', async () => {
    const here = await caseOf(luz, 'Merged');
    await take(luz, here, [licence('First office'), licence('Second office', 'Licence VII')]);
    await take(luz, here, [office('First office'), office('Second office')]);
    const ids = async (...names: string[]) => Promise.all(names.map((name) => idOf(luz, here, name)));
    const [seven = '', vii = '', first = '', second = ''] = await ids(
      'Licence 7',
      'Licence VII',
      'First office',
      'Second office',
    );
    await done(test.db, mergeEntities, luz, { entityId: first, into: second, reason: 'the same' });
    expect((await told(luz, seven)).exported).toEqual([second]);
    await done(test.db, mergeEntities, luz, { entityId: vii, into: seven, reason: 'the same' });
    // Both say the same now, and it is said once.
    expect((await told(luz, seven)).reconciled).toEqual(['Second office']);
    await done(test.db, splitEntity, luz, { entityId: first, reason: 'two after all' });
    expect((await told(luz, seven)).reconciled).toEqual(['First office', 'Second office']);
    await done(test.db, splitEntity, luz, { entityId: vii, reason: 'two after all' });
    expect((await told(luz, seven)).exported).toEqual([first]);
    expect((await told(luz, vii)).exported).toEqual([second]);
  });
});
