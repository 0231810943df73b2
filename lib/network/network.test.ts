import { describe, expect, it } from 'vitest';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { arrangeNetwork } from './commands.ts';
import { getPath } from './path.queries.ts';
import { getMemory, getNetwork } from './queries.ts';
import type { NetworkView } from './schema.ts';
import { MOST_EDGES, MOST_NODES } from './rules.ts';

const test = testDatabase();
const { caseOf, claim, named } = stage(test);

/** A case of a new person with entities A, B, C … and lines between them: `AB` is one from A to B. */
async function drawnCase(name: string, lines: readonly string[], confidential = false) {
  const who = await person(test.db, name);
  const caseId = await caseOf(who, `Case of ${name}`, confidential);
  const ids = new Map<string, string>();
  for (const letter of new Set(lines.join('')))
    ids.set(letter, await named(who, `${letter} of ${name}`, { investigationId: caseId }));
  const of = (letter: string) => ids.get(letter) ?? '';
  const link = async (from: string, to: string, more: object = {}) =>
    (
      await done(test.db, createRelationship, who, {
        investigationId: caseId,
        schema: 'Associate',
        fromId: from,
        toId: to,
        ...more,
      })
    ).id;
  for (const [from = '', to = ''] of lines) await link(of(from), of(to));
  return { who, caseId, of, link };
}

describe('the network', () => {
  it('ENT-6: of a case has its lines, whoever is named alone, and how much there is to expand elsewhere', async () => {
    const { who, caseId, of, link } = await drawnCase('Ana', ['AB', 'AC']);
    const alone = await named(who, 'Alone of Ana', { investigationId: caseId });
    const elsewhere = await caseOf(who, 'Elsewhere');
    await link(of('C'), alone, { investigationId: elsewhere });
    const network = await answer(test.db, getNetwork, who, { investigationId: caseId });
    expect(network.nodes.map(({ id }) => id)).toEqual([of('A'), of('B'), of('C'), alone].sort());
    expect(network.nodes.find(({ id }) => id === of('C'))?.relationships).toBe(2);
    expect(network.edges).toHaveLength(2);
    expect(network.total).toEqual({ nodes: 4, edges: 2 });
    expect(await answer(test.db, getNetwork, who, { investigationId: caseId })).toEqual(network);
  });

  it('ENT-6: of an entity reaches one or two lines far, and the whole memory everything', async () => {
    const { who, of } = await drawnCase('Bea', ['AB', 'BC', 'CD']);
    const near = await answer(test.db, getMemory, who, { entityId: of('A') });
    expect(new Set(near.nodes.map(({ id }) => id))).toEqual(new Set([of('A'), of('B')]));
    const far = await answer(test.db, getMemory, who, { entityId: of('A'), steps: 2 });
    expect(far.nodes).toHaveLength(3);
    expect((await answer(test.db, getMemory, who, {})).total).toEqual({ nodes: 4, edges: 3 });
  });

  it('ENT-6: narrowed by kind and by time; what is undated stays', async () => {
    const { who, caseId, of, link } = await drawnCase('Cleo', ['AB']);
    const dated = await link(of('A'), of('B'), { startDate: '2019-03', endDate: '2021' });
    const later = await link(of('A'), of('B'), { schema: 'Family', startDate: '2023-05~' });
    const edges = async (narrow: object) =>
      (await answer(test.db, getNetwork, who, { investigationId: caseId, ...narrow })).edges.map(({ id }) => id);
    expect(await edges({ schema: 'Family' })).toEqual([later]);
    expect(await edges({ since: '2022' })).toHaveLength(2);
    expect(await edges({ since: '2021-12-31', until: '2022' })).toContain(dated);
    expect(await edges({ until: '2023-05' })).toContain(later);
    expect(await edges({ until: '2018' })).not.toContain(dated);
  });

  it('ENT-6: carries the state of support of each line', async () => {
    const { who, caseId, of, link } = await drawnCase('Dora', ['AB']);
    const inChecking = await link(of('A'), of('B'), { claimIds: [await claim(who, caseId)] });
    const { edges } = await answer(test.db, getNetwork, who, { investigationId: caseId });
    expect(edges.find(({ id }) => id === inChecking)).toMatchObject({ support: 'checking', ratings: [] });
    expect(edges.filter(({ support }) => support === 'none')).toHaveLength(1);
  });

  it('ENT-6: finds a shortest way between two, from either end, and says so when there is none', async () => {
    const { who, of } = await drawnCase('Eva', ['AB', 'BC', 'CD', 'AE', 'ED', 'FG']);
    const way = async (from: string, to: string) =>
      (await answer(test.db, getPath, who, { from: of(from), to: of(to) })).nodes.map(({ id }) => id);
    expect(await way('A', 'D')).toEqual([of('A'), of('E'), of('D')]);
    expect(await way('D', 'A')).toEqual([of('D'), of('E'), of('A')]);
    expect(await way('B', 'E')).toEqual([of('B'), of('A'), of('E')]);
    expect(await way('A', 'F')).toEqual([]);
    expect(await ask(test.db, getPath, who, { from: of('A'), to: of('A') })).toMatchObject({
      error: { code: 'invalid_input' },
    });
  });

  it('ENT-6: a layout is kept for one person and one network, and can be forgotten', async () => {
    const { who, caseId, of } = await drawnCase('Fay', ['AB']);
    const other = await person(test.db, 'Other of Fay');
    await joins(test.db, other, caseId, 'viewer');
    const places = [{ id: of('A'), x: 12.34, y: -5, pinned: true }];
    await done(test.db, arrangeNetwork, who, { investigationId: caseId, places });
    const placeIn = ({ nodes }: NetworkView) => nodes.find(({ id }) => id === of('A'))?.place;
    const placeFor = async (caller: typeof who) =>
      placeIn(await answer(test.db, getNetwork, caller, { investigationId: caseId }));
    expect(await placeFor(who)).toEqual({ x: 12.3, y: -5, pinned: true });
    expect(await placeFor(other)).toBeNull();
    expect(placeIn(await answer(test.db, getMemory, who, { entityId: of('B') }))).toBeNull();
    await done(test.db, arrangeNetwork, who, { investigationId: caseId, places: [] });
    expect(await placeFor(who)).toBeNull();
    for (const bad of [
      { investigationId: newId(), places },
      { entityId: newId(), places },
    ])
      expect(await execute(test.db, arrangeNetwork, who, bad)).toMatchObject({ error: { code: 'not_found' } });
    expect(
      await execute(test.db, arrangeNetwork, who, { places: [{ id: of('A'), x: 1e9, y: 0, pinned: false }] }),
    ).toMatchObject({ error: { code: 'invalid_input' } });
  });
});

describe('the network and confidential cases', () => {
  it('ENT-7: no line, count, way or place of a case that one may not read', async () => {
    const { who, caseId, of, link } = await drawnCase('Gil', ['AB', 'BC']);
    const eve = await person(test.db, 'Eve');
    await joins(test.db, eve, caseId, 'viewer');
    const secret = await caseOf(who, 'Secret of Gil', true);
    const hidden = await named(who, 'Hidden of Gil', { investigationId: secret });
    for (const letter of ['A', 'C']) await link(of(letter), hidden, { investigationId: secret });
    expect((await answer(test.db, getPath, who, { from: of('A'), to: hidden })).edges).toHaveLength(1);

    expect(await ask(test.db, getNetwork, eve, { investigationId: secret })).toMatchObject({
      error: { code: 'not_found' },
    });
    for (const input of [
      { from: of('A'), to: hidden },
      { from: hidden, to: of('A') },
    ])
      expect(await ask(test.db, getPath, eve, input)).toMatchObject({ error: { code: 'not_found' } });
    expect(await ask(test.db, getMemory, eve, { entityId: hidden })).toMatchObject({ error: { code: 'not_found' } });
    const memory = await answer(test.db, getMemory, eve, {});
    expect(memory.total).toEqual({ nodes: 3, edges: 2 });
    expect(JSON.stringify(memory)).not.toContain(hidden);
    expect(memory.nodes.find(({ id }) => id === of('A'))?.relationships).toBe(1);
    // A place that was kept while one could see it says nothing afterwards.
    await done(test.db, arrangeNetwork, eve, { places: [{ id: hidden, x: 1, y: 1, pinned: true }] });
    expect(JSON.stringify(await answer(test.db, getMemory, eve, {}))).not.toContain(hidden);
  });
});

describe('a network that is too large', () => {
  it('ENT-6: shows the most linked and says how much there is', { timeout: 60_000 }, async () => {
    const { who, caseId } = await drawnCase('Hal', ['AB']);
    const [nodes, edges] = [MOST_NODES + 300, MOST_EDGES + 500];
    await test.db.prisma.$executeRaw`
      INSERT INTO "Entity" (id, schema, name, "originId", "createdById")
      SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Person', 'Many ' || n, ${caseId}::uuid, ${who.userId}::uuid
      FROM generate_series(1, ${nodes}::int) n`;
    await test.db.prisma.$executeRaw`
      INSERT INTO "EntityName" (id, "entityId", name) SELECT gen_random_uuid(), id, name FROM "Entity" WHERE name LIKE 'Many %'`;
    await test.db.prisma.$executeRaw`
      INSERT INTO "Relationship" (id, schema, "fromId", "toId", "investigationId", "createdById")
      SELECT gen_random_uuid(), 'Associate', ('00000000-0000-7000-8000-' || lpad((1 + n % ${nodes}::int)::text, 12, '0'))::uuid,
        ('00000000-0000-7000-8000-' || lpad((1 + (n * 7 + 1) % 1500)::text, 12, '0'))::uuid, ${caseId}::uuid, ${who.userId}::uuid
      FROM generate_series(1, ${edges}::int) n WHERE (1 + n % ${nodes}::int) <> (1 + (n * 7 + 1) % 1500)`;
    const network = await answer(test.db, getNetwork, who, { investigationId: caseId });
    expect(network.nodes).toHaveLength(MOST_NODES);
    expect(network.total.nodes).toBe(nodes + 2);
    expect(network.total.edges).toBeGreaterThan(network.edges.length);
    const here = new Set(network.nodes.map(({ id }) => id));
    expect(network.edges.every(({ fromId, toId }) => here.has(fromId) && here.has(toId))).toBe(true);
  });
});
