import { beforeEach, describe, expect, it } from 'vitest';
import { searchEntities } from '@/lib/entities/find.queries.ts';
import { importEntities } from '@/lib/entities/import.commands.ts';
import { listingOf } from '@/lib/entities/lists.rules.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { listFoundNames } from './found.queries.ts';
import { listSuggestions } from './queries.ts';

const test = testDatabase();
const { caseOf, named, sealed } = stage(test);
/** One for each test: they share a memory. */
const surnames = ['Calderón', 'Ibarbengoetxea', 'Quisnancela', 'Montecristo'];
let name = '';
let text = '';
beforeEach(() => {
  name = `Inés ${surnames.pop() ?? ''}`;
  text = `On Monday ${name} said that the ministry paid twice.`;
});

const list = (items: readonly object[], more: object) => ({
  importedFrom: 'Harbour watch',
  watch: true,
  items: items.map((item, at) => ({ id: `${name} ${at}`, schema: 'Person', properties: { name: [name] }, ...item })),
  ...more,
});

/** What somebody is told of lists, wherever the name is proposed to them. */
async function told(who: Caller, investigationId: string, sourceId: string) {
  const suggestions = await answer(test.db, listSuggestions, who, { sourceId });
  const found = await answer(test.db, listFoundNames, who, { investigationId });
  const candidates = await answer(test.db, searchEntities, who, { q: name, investigationId });
  const own = found.items.find((one) => one.name === name);
  const listsOf = (items: typeof candidates.items = []) =>
    items.filter((one) => one.name === name).flatMap(({ lists }) => lists);
  return {
    text: suggestions.items.flatMap(({ lists }) => lists),
    inbox: own?.lists,
    proposed: listsOf(own?.candidates),
    popover: listsOf(candidates.items),
  };
}
const everywhere = (lists: readonly object[]) => ({ text: lists, inbox: lists, proposed: lists, popover: lists });

describe('names that come from a watch list', () => {
  it('ANN-12: say in a new source from which list, and what it says of them; nothing is marked by it', async () => {
    const luz = await person(test.db, 'Luz');
    await done(test.db, importEntities, luz, list([{}], {}));
    const caseId = await caseOf(luz, 'Cranes');
    const { sourceId } = await sealed(luz, caseId, text);
    expect(await told(luz, caseId, sourceId)).toEqual(everywhere([{ list: 'Harbour watch', as: 'interest' }]));
    expect(await test.db.prisma.annotation.count({ where: { investigationId: caseId } })).toBe(0);
  });

  it('ANN-12: a list of the sanctioned says so, and a line that knows better is not spoken over', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Cranes');
    const { sourceId } = await sealed(luz, caseId, `${text} Mo Tzintzuntzan agreed.`);
    const other = { properties: { name: ['Mo Tzintzuntzan'], topics: ['poi'] } };
    await done(test.db, importEntities, luz, list([{}, other], { watchAs: 'sanction', investigationId: caseId }));
    const { items } = await answer(test.db, listSuggestions, luz, { sourceId });
    const said = Object.fromEntries(items.map((one) => [one.name, one.lists.map(({ as }) => as)]));
    expect(said).toMatchObject({ [name]: ['sanctioned'], 'Mo Tzintzuntzan': ['interest'] });
  });

  it('ANN-12: a list that nobody watches puts nobody on one', async () => {
    const luz = await person(test.db, 'Luz');
    await done(test.db, importEntities, luz, list([{}], { watch: false }));
    const caseId = await caseOf(luz, 'Cranes');
    const { sourceId } = await sealed(luz, caseId, text);
    expect(await told(luz, caseId, sourceId)).toEqual(everywhere([]));
  });

  it('ENT-7: a list in a confidential case is told to nobody who may not read that case', async () => {
    const [luz, mo] = [await person(test.db, 'Luz'), await person(test.db, 'Mo')];
    const open = await caseOf(mo, 'Cranes');
    const { sourceId } = await sealed(mo, open, text);
    const secret = await caseOf(luz, 'Secret', true);
    // Everybody knows the person; that they are on the list is known in the case alone.
    const id = await named(mo, name);
    await done(test.db, importEntities, luz, list([{ id }], { investigationId: secret }));
    expect(await told(mo, open, sourceId)).toEqual(everywhere([]));
    const own = await sealed(luz, secret, text);
    expect(await told(luz, secret, own.sourceId)).toEqual(everywhere([{ list: 'Harbour watch', as: 'interest' }]));
  });

  it('ANN-12: what only says what something is makes no list', () => {
    expect(['sanction', 'sanction.linked', 'poi', 'wanted', 'fin.bank', 'sanctioned'].map(listingOf)).toEqual([
      'sanctioned',
      'sanctioned',
      'interest',
      'listed',
      null,
      null,
    ]);
  });
});
