import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createEntity, forgetNotSame, markNotSame, updateEntity, watchEntity } from '@/lib/entities/commands.ts';
import { listDuplicates, previewMerge } from '@/lib/entities/duplicates.queries.ts';
import { mergeEntities, splitEntity } from '@/lib/entities/merge.commands.ts';
import { getEntity, listMentions, listRelationships } from '@/lib/entities/queries.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { sealed, mark, claim, caseOf, named } = stage(test);

const merge = (who: Caller, entityId: string, into: string, more: object = {}) =>
  execute(test.db, mergeEntities, who, { entityId, into, reason: 'the same birth date', ...more });

describe('merging', () => {
  it('ENT-4: everything is redirected to the one that stays, and a split gives back what each had', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const a = await named(luz, 'Agustín Intriago Q.', { properties: { position: 'mayor', country: 'ec' } });
    const b = await named(luz, 'Agustín Intriago', { names: ['Agustin'], properties: { country: 'ec' } });
    const city = await named(luz, 'City of Manta', { schema: 'PublicBody' });
    const where = await sealed(luz, caseId);
    const mentions = [
      await mark(luz, caseId, where, { entityId: a }),
      await mark(luz, caseId, where, { entityId: b, exact: 'Intriago' }),
    ];
    const spoken = await claim(luz, caseId, a);
    const draw = (schema: string, fromId: string, toId: string) =>
      done(test.db, createRelationship, luz, { investigationId: caseId, schema, fromId, toId }).then(({ id }) => id);
    const [job, twins] = [await draw('Employment', a, city), await draw('Associate', a, b)];
    const look = (entityId: string) => answer(test.db, getEntity, luz, { entityId });
    const [beforeA, beforeB] = [await look(a), await look(b)];

    const preview = await answer(test.db, previewMerge, luz, { entityId: a, into: b });
    expect(preview).toMatchObject({ complaint: null, from: { id: a }, into: { id: b } });
    const country = beforeB.provenance.find(({ property }) => property === 'country');
    const result = await merge(luz, a, b, { name: 'Agustín Intriago Q.', drop: [country?.id] });
    expect(result).toMatchObject({ ok: true, value: { id: b, fromId: a } });
    for (const address of [a, b]) {
      const view = await look(address);
      expect(view).toMatchObject({ id: b, name: 'Agustín Intriago Q.', counts: { mentions: 2, relationships: 1 } });
      expect(view.properties).toEqual({ position: ['mayor'], country: ['ec'] });
      expect(view.names.map(({ name }) => name).sort()).toEqual(['Agustin', 'Agustín Intriago', 'Agustín Intriago Q.']);
      expect(view.claims.map(({ id }) => id)).toContain(spoken);
      expect(view.merges).toMatchObject([{ fromId: a, name: 'Agustín Intriago Q.', by: 'Luz' }]);
    }
    expect((await answer(test.db, listMentions, luz, { entityId: a })).items.map((one) => one.annotationId)).toEqual(
      mentions,
    );
    expect((await answer(test.db, listRelationships, luz, { entityId: a })).items.map(({ id }) => id)).toEqual([job]);
    // What comes after the merge belongs to the survivor, also when it is asked for by the old address.
    const later = await mark(luz, caseId, where, { entityId: a, exact: 'Manta' });

    expect(await execute(test.db, splitEntity, luz, { entityId: a })).toMatchObject({ ok: true, value: { id: a } });
    const [afterA, afterB] = [await look(a), await look(b)];
    const shape = ({ names, properties, claims, relationships, name, schema }: typeof afterA) => ({
      name,
      schema,
      names: names.map((one) => one.name).sort(),
      properties,
      claims: claims.map(({ id }) => id),
      relationships: relationships.map(({ id }) => id).sort(),
    });
    expect(shape(afterA)).toEqual(shape(beforeA));
    expect(shape(afterB)).toEqual(shape(beforeB));
    expect(afterA.relationships.map(({ id }) => id).sort()).toEqual([job, twins].sort());
    const owners = await test.db.prisma.annotation.findMany({ where: { id: { in: [...mentions, later] } } });
    expect(Object.fromEntries(owners.map(({ id, entityId }) => [id, entityId]))).toEqual({
      [mentions[0] ?? '']: a,
      [mentions[1] ?? '']: b,
      [later]: b,
    });
    expect(await execute(test.db, splitEntity, luz, { entityId: a })).toMatchObject({ error: { code: 'not_found' } });
  });

  it('ENT-4: a chain of merges is taken back in any order', async () => {
    const luz = await person(test.db, 'Luz');
    const look = async (entityId: string) => {
      const view = await answer(test.db, getEntity, luz, { entityId });
      return { id: view.id, names: view.names.map(({ name }) => name).sort() };
    };
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const [a, b, c] = [await named(luz, 'Ana One'), await named(luz, 'Berta Two'), await named(luz, 'Carla Three')];
      const merged = [await merge(luz, a, b), await merge(luz, b, c)];
      expect(await look(a)).toEqual({ id: c, names: ['Ana One', 'Berta Two', 'Carla Three'] });
      // A ring cannot be closed: the old addresses are the survivor itself.
      expect(await merge(luz, c, a)).toMatchObject({ error: { code: 'conflict' } });
      for (const at of order) {
        const one = merged[at];
        if (!one?.ok) throw new Error('not merged');
        await done(test.db, splitEntity, luz, { entityId: one.value.fromId });
      }
      expect([await look(a), await look(b), await look(c)]).toEqual([
        { id: a, names: ['Ana One'] },
        { id: b, names: ['Berta Two'] },
        { id: c, names: ['Carla Three'] },
      ]);
    }
  });

  it('ENT-4: what cannot be the same is refused in words', async () => {
    const luz = await person(test.db, 'Luz');
    const [a, b, firm] = [
      await named(luz, 'Wilman Terán'),
      await named(luz, 'Wilman Teran'),
      await named(luz, 'Terán S.A.', { schema: 'Company' }),
    ];
    expect(await merge(luz, a, a)).toMatchObject({ error: { code: 'conflict' } });
    expect(await merge(luz, a, firm)).toMatchObject({ error: { code: 'conflict', detail: /cannot be the same/ } });
    expect(await merge(luz, a, b, { reason: ' ' })).toMatchObject({ error: { code: 'invalid_input' } });
    expect(await merge(luz, a, b, { name: 'Somebody' })).toMatchObject({ error: { code: 'invalid_input' } });
    expect((await answer(test.db, getEntity, luz, { entityId: a })).id).toBe(a);
  });

  it('ENT-4: duplicates are queued likest first, and "never the same" is remembered through merges', async () => {
    const luz = await person(test.db, 'Luz');
    const a = await named(luz, 'Leandro Norero Tigua');
    const b = await named(luz, 'Norero Tigua, Leandro');
    const c = await named(luz, 'Leandro Norrero Tigua');
    const queue = async (entityId: string) =>
      (await answer(test.db, listDuplicates, luz, { entityId })).items.map((pair) => [
        [pair.a.id, pair.b.id].sort().join(),
        pair.proposed,
      ]);
    const key = (...ids: string[]) => ids.sort().join();
    expect(await queue(a)).toEqual([
      [key(a, b), true],
      [key(a, c), false],
    ]);
    await done(test.db, markNotSame, luz, { entityId: a, otherId: c, reason: 'another birth date' });
    expect(await queue(a)).toEqual([[key(a, b), true]]);
    expect(await merge(luz, c, a)).toMatchObject({ error: { code: 'conflict', detail: /found that these are two/ } });
    await merge(luz, b, a);
    expect(await queue(a)).toEqual([]);
    expect(await merge(luz, c, b)).toMatchObject({ error: { code: 'conflict' } });
    await done(test.db, forgetNotSame, luz, { entityId: b, otherId: c });
    expect(await queue(a)).toEqual([[key(a, c), false]]);
  });

  it('ENT-4, CORE-1: a merge and its end are events, with who and why', async () => {
    const luz = await person(test.db, 'Luz');
    const [a, b] = [await named(luz, 'Rubén Cherres'), await named(luz, 'Ruben Cherres')];
    await done(test.db, watchEntity, luz, { entityId: a });
    await merge(luz, a, b);
    expect((await answer(test.db, getEntity, luz, { entityId: b })).watched).toBe(true);
    await done(test.db, splitEntity, luz, { entityId: b, reason: 'two men after all' });
    const told = await test.db.prisma.event.findMany({
      where: { type: { in: ['entity.merged', 'entity.split'] }, subjectId: { in: [a, b] } },
      orderBy: { seq: 'asc' },
    });
    expect(told.map(({ type, data }) => [type, data])).toMatchObject([
      ['entity.merged', { fromId: a, intoId: b, reason: 'the same birth date' }],
      ['entity.split', { fromId: a, intoId: b, reason: 'two men after all' }],
    ]);
  });
});

describe('merging under races', () => {
  it('ENT-4: two merges that cross end in one direction, never in a ring', async () => {
    const luz = await person(test.db, 'Luz');
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await named(luz, `Ring A${round}`), await named(luz, `Ring B${round}`)];
      const results = await Promise.all([merge(luz, a, b), merge(luz, b, a)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      const [one, other] = [
        await answer(test.db, getEntity, luz, { entityId: a }),
        await answer(test.db, getEntity, luz, { entityId: b }),
      ];
      expect(one.id).toBe(other.id);
    }
  });

  it('ENT-4: links made while a merge runs all stand with the survivor', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const { sourceId } = await sealed(luz, caseId);
    for (let round = 0; round < 4; round += 1) {
      const [a, b] = [await named(luz, 'Under Race'), await named(luz, 'Under Racing')];
      const link = () =>
        execute(test.db, createAnnotation, luz, {
          sourceId,
          kind: 'entity',
          entityId: a,
          target: { quote: { exact: 'Manta' } },
        });
      const [merged, ...links] = await Promise.all([merge(luz, a, b), link(), link(), link(), link()]);
      expect(merged.ok).toBe(true);
      expect(links.every(({ ok }) => ok)).toBe(true);
      expect(await test.db.prisma.annotation.count({ where: { entityId: a } })).toBe(0);
      expect((await answer(test.db, getEntity, luz, { entityId: a })).counts.mentions).toBe(4);
    }
  });

  it('CORE-3: the same split twice at once takes effect once', async () => {
    const luz = await person(test.db, 'Luz');
    const [a, b] = [await named(luz, 'Split Me'), await named(luz, 'Split Me Not')];
    await merge(luz, a, b);
    const results = await Promise.all([1, 2, 3].map(() => execute(test.db, splitEntity, luz, { entityId: a })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('merging and confidential cases', () => {
  it('ENT-7: a secret entity that is merged stays secret: its names, its mentions, its old address', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const secret = await caseOf(luz, 'Secret', true);
    const shared = await named(eve, 'Pedro Alarcón');
    const hidden = await named(luz, 'Pedro Alarcón Zzyzx', { investigationId: secret });
    await mark(luz, secret, await sealed(luz, secret), { entityId: hidden });
    const before = await answer(test.db, getEntity, eve, { entityId: shared });
    // The pair is nobody's business but of those who may see both.
    expect((await answer(test.db, listDuplicates, eve, { entityId: shared })).items).toEqual([]);
    expect((await answer(test.db, listDuplicates, luz, { entityId: shared })).items).toHaveLength(1);
    expect(await merge(luz, shared, hidden)).toMatchObject({ error: { code: 'conflict', detail: /other way round/ } });
    expect(await merge(luz, hidden, shared)).toMatchObject({ ok: true });
    expect(await ask(test.db, getEntity, eve, { entityId: hidden })).toMatchObject({ error: { code: 'not_found' } });
    const after = await answer(test.db, getEntity, eve, { entityId: shared });
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toContain('Zzyzx');
    const trail = await test.db.prisma.event.findMany({ where: { type: 'entity.merged', subjectId: shared } });
    expect(trail.map(({ streamId }) => streamId)).toEqual([secret]);
    expect((await answer(test.db, getEntity, luz, { entityId: hidden })).counts.mentions).toBe(1);
    // Eve cannot take back what she cannot know of.
    expect(await execute(test.db, splitEntity, eve, { entityId: shared })).toMatchObject({
      error: { code: 'not_found' },
    });
    await done(test.db, splitEntity, luz, { entityId: shared });
    expect((await answer(test.db, getEntity, luz, { entityId: hidden })).id).toBe(hidden);
  });

  it('ENT-7: what a confidential case adds to a shared entity moves nothing that others see', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const secret = await caseOf(luz, 'Secret', true);
    await joins(test.db, eve, await caseOf(luz, 'Open'), 'annotator');
    const id = await named(eve, 'Olga Mora');
    const before = await answer(test.db, getEntity, eve, { entityId: id });
    await done(test.db, updateEntity, luz, {
      entityId: id,
      investigationId: secret,
      names: [{ name: 'La Zzyzx', kind: 'nickname' }],
      properties: { position: 'courier' },
    });
    expect(await answer(test.db, getEntity, eve, { entityId: id })).toEqual(before);
    expect((await answer(test.db, getEntity, luz, { entityId: id })).properties).toEqual({ position: ['courier'] });
    const rename = { entityId: id, investigationId: secret, name: 'Olga Zzyzx' };
    expect(await execute(test.db, updateEntity, luz, rename)).toMatchObject({ error: { code: 'conflict' } });
    const told = await test.db.prisma.event.findMany({ where: { subjectId: id, type: 'entity.updated' } });
    expect(told.map(({ streamId }) => streamId)).toEqual([secret]);
    expect(
      await execute(test.db, createEntity, eve, { schema: 'Person', name: 'x', investigationId: secret }),
    ).toMatchObject({ error: { code: 'not_found' } });
  });
});
