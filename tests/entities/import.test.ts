import { describe, expect, it } from 'vitest';
import type { ImportInput } from '@/lib/entities/exchange.schema.ts';
import { importEntities } from '@/lib/entities/import.commands.ts';
import { updateEntity } from '@/lib/entities/commands.ts';
import { MERGE } from '@/lib/entities/names/compare.rules.ts';
import { listDuplicates } from '@/lib/entities/duplicates.queries.ts';
import { searchEntities } from '@/lib/entities/find.queries.ts';
import { getEntity } from '@/lib/entities/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { newId } from '@/lib/platform/ids.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, person } from '../support/people.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);

type Item = ImportInput['items'][number];
const thing = (id: string, name: string, properties: Record<string, string[]> = {}): Item => ({
  id,
  schema: 'Person',
  properties: { name: [name], ...properties },
});
const take = (who: Caller, items: Item[], more: object = {}) =>
  done(test.db, importEntities, who, { importedFrom: 'list.ftm.json', items, ...more });
const entity = (who: Caller, entityId: string) => answer(test.db, getEntity, who, { entityId });
const trailOf = (subjectId: string) =>
  test.db.prisma.event.findMany({ where: { subjectId }, orderBy: { seq: 'asc' }, select: { type: true, data: true } });

describe('a batch of an import', () => {
  it('ENT-8: lines of one id are one entity, in a batch and in a later one, and each value knows the file', async () => {
    const luz = await person(test.db, 'Luz');
    const investigationId = await caseOf(luz, 'Lists');
    const first = await take(
      luz,
      [
        thing('x', 'Zoila Quimi', { nationality: ['ec', 'Narnia'] }),
        thing('y', 'Abdón Pita'),
        thing('x', 'Zoila Quimí', { nationality: ['ec'], position: ['notary'] }),
        {
          id: 'l',
          schema: 'Family',
          properties: { person: ['x'], relative: ['y'], relationship: ['aunt'], startDate: ['2011-02'] },
        },
        { id: 'l2', schema: 'Family', properties: { person: ['x'], relative: ['nobody'] } },
      ],
      { investigationId },
    );
    expect(first).toEqual({
      created: 2,
      known: 1,
      links: 1,
      skipped: [{ id: 'l2', why: 'One of its ends is not here.' }],
    });
    const [zoila] = await test.db.prisma.entity.findMany({ where: { name: 'Zoila Quimi' }, select: { id: true } });
    const view = await entity(luz, zoila?.id ?? '');
    expect(view.names.map(({ name }) => name)).toEqual(['Zoila Quimi', 'Zoila Quimí']);
    expect(Object.keys(view.properties).sort()).toEqual(['nationality', 'position']);
    const rows = await test.db.prisma.entityValue.findMany({ where: { entityId: view.id } });
    expect(rows.map(({ value }) => value).sort()).toEqual(['ec', 'notary']);
    for (const row of rows) expect(row).toMatchObject({ source: 'import', importedFrom: 'list.ftm.json' });
    // Again, with one thing more: that is added, and the trail says so.
    const again = await take(luz, [thing('x', 'Zoila Quimi', { position: ['notary', 'judge'] })], { investigationId });
    expect(again).toEqual({ created: 0, known: 1, links: 0, skipped: [] });
    expect(await test.db.prisma.entityValue.count({ where: { entityId: view.id } })).toBe(3);
    expect((await trailOf(view.id)).map(({ type }) => type)).toEqual(['entity.created', 'entity.updated']);
    // And once more: nothing to say.
    await take(luz, [thing('x', 'Zoila Quimi', { position: ['judge'] })], { investigationId });
    expect(await trailOf(view.id)).toHaveLength(2);
  });

  it('ENT-8: who has a form open while an import adds a value is told, instead of taking the value away', async () => {
    const luz = await person(test.db, 'Luz');
    const id = await named(luz, 'Telmo Alvear');
    const seen = await entity(luz, id);
    await take(luz, [thing(id, 'Telmo Alvear', { nationality: ['ec'] })]);
    const late = await execute(test.db, updateEntity, luz, { entityId: id, revision: seen.revision, properties: {} });
    expect(late.ok ? 'saved' : late.error.code).toBe('stale');
  });

  it('ENT-8: who stands on a second list is told to stand on both, and sent again on none twice', async () => {
    const luz = await person(test.db, 'Luz');
    const id = await named(luz, 'Ivo Listed');
    for (const importedFrom of ['First list', 'Second list', 'Second list'])
      await take(luz, [thing(id, 'Ivo Listed')], { importedFrom, watch: true, watchAs: 'sanction' });
    const [found] = (await answer(test.db, searchEntities, luz, { q: 'Ivo Listed' })).items;
    expect(found?.lists).toEqual([
      { list: 'First list', as: 'sanctioned' },
      { list: 'Second list', as: 'sanctioned' },
    ]);
    expect(await test.db.prisma.entityValue.count({ where: { entityId: id } })).toBe(2);
  });

  it('ENT-8: the same list sent twice at once makes everything once', async () => {
    const luz = await person(test.db, 'Luz');
    const investigationId = await caseOf(luz, 'Twice');
    const items = Array.from({ length: 40 }, (_, at) => thing(`t${at}`, `Twin ${at} Oyarvide`));
    const both = await Promise.all([take(luz, items, { investigationId }), take(luz, items, { investigationId })]);
    expect(both.map(({ created }) => created).sort((a, b) => a - b)).toEqual([0, 40]);
    expect(await test.db.prisma.entity.count({ where: { originId: investigationId } })).toBe(40);
  });

  it('ENT-4, ENT-8: what a long list has in common with what is there, and with itself, waits in the queue', async () => {
    const luz = await person(test.db, 'Luz');
    const investigationId = await caseOf(luz, 'Long');
    const there = await named(luz, 'Wexqu Ondarribia', { investigationId });
    const items = Array.from({ length: 60 }, (_, at) => thing(`d${at}`, `Qorvu${'abcdefgh'[at % 8]} Number${at}`));
    items.push(thing('same', 'Ondarribia, Wexqu'), thing('twice', 'Zilmar Quenko'), thing('again', 'Quenko Zilmar'));
    // A letter wrong, left out, too many, two of them swapped; and what is no slip: another given name, another number.
    const slips = ['Wexqu Ondaribia', 'Wexqu Ondarribiah', 'Zilmra Quenko', 'Wexqu Ondorribia'];
    const none = ['Anselmo Ondarribia', 'Rogelio Quenko', 'Number70 Qorvuh'];
    items.push(...slips.map((name) => thing(name, name)), ...none.map((name) => thing(name, name)));
    await take(luz, items, { investigationId });
    const { items: pairs } = await answer(test.db, listDuplicates, luz, { investigationId });
    const told = pairs.map(({ a, b }) => [a.name, b.name].sort().join(' = '));
    expect(told).toContain('Ondarribia, Wexqu = Wexqu Ondarribia');
    expect(told).toContain('Quenko Zilmar = Zilmar Quenko');
    for (const slip of slips.filter((name) => name.startsWith('Wexqu')))
      expect(told, slip).toContain(['Wexqu Ondarribia', slip].sort().join(' = '));
    expect(told).toContain('Zilmar Quenko = Zilmra Quenko');
    for (const name of none)
      expect(
        told.filter((pair) => pair.split(' = ').includes(name)),
        name,
      ).toEqual([]);
    // A merge is proposed where every letter agrees; a slip only asks.
    for (const { a, b, score } of pairs)
      if ([a.name, b.name].some((name) => slips.includes(name))) expect(score).toBeLessThan(MERGE);
    expect(told.filter((pair) => pair.includes('Qorvu'))).toEqual([]);
    expect(pairs.flatMap(({ a, b }) => [a.id, b.id])).toContain(there);
  });

  it('ENT-7: an id that is hidden from the actor tells nothing and takes nothing in', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const secret = await caseOf(luz, 'Secret', true);
    const hidden = await named(luz, 'Zzyzx Hidden', { investigationId: secret });
    const answers = await take(eve, [thing(hidden, 'Guess'), thing(newId(), 'Guess')]);
    expect(answers).toMatchObject({ created: 2, known: 0, skipped: [] });
    expect(await test.db.prisma.entityName.count({ where: { entityId: hidden } })).toBe(1);
  });

  it('ENT-7: what a confidential case adds to a shared entity is told in that case alone', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const secret = await caseOf(luz, 'Secret', true);
    const shared = await named(luz, 'Hernán Open');
    const before = await entity(eve, shared);
    await take(luz, [thing(shared, 'Hernán Zzyzx', { position: ['planted'] })], { investigationId: secret });
    expect(await entity(eve, shared)).toEqual(before);
    expect((await entity(luz, shared)).names.map(({ name }) => name)).toContain('Hernán Zzyzx');
    const told = await test.db.prisma.event.findMany({ where: { subjectId: shared, type: 'entity.updated' } });
    expect(told.map(({ streamId }) => streamId)).toEqual([secret]);
  });
});
