import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '@/lib/platform/canonical.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId, WORKSPACE_STREAM } from '@/lib/platform/ids.ts';
import type { Query } from '@/lib/platform/query.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { TEXT, stage } from '@/tests/entities/stage.ts';
import { createEntity, updateEntity } from './commands.ts';
import { listEntities, searchEntities } from './find.queries.ts';
import { getNetwork } from '../network/queries.ts';
import { getEntity, getRelationship, listMentions, listRelationships } from './queries.ts';
import { createRelationship, removeRelationship, updateRelationship } from './relationship.commands.ts';
import { entitySchemas, linkSchemas, propertiesOf } from './rules.ts';
import { schemata } from './schemata.rules.ts';

const test = testDatabase();
const { sealed, mark, claim, caseOf, named } = stage(test);

describe('entities', () => {
  it('ENT-1: an entity has a FollowTheMoney schema and its properties, each value with where it comes from', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const id = await named(luz, 'Agustín Intriago', {
      investigationId: caseId,
      properties: { nationality: 'ec', position: ['mayor of Manta'] },
    });
    const where = await sealed(luz, caseId);
    const annotationId = await mark(luz, caseId, where, { entityId: id, exact: 'Manta' });
    await done(test.db, updateEntity, luz, {
      entityId: id,
      revision: 1,
      properties: { deathDate: { value: '2023-07', annotationId } },
    });
    const view = await answer(test.db, getEntity, luz, { entityId: id });
    expect(view).toMatchObject({
      caption: 'Agustín Intriago',
      revision: 2,
      properties: { nationality: ['ec'], position: ['mayor of Manta'], deathDate: ['2023-07'] },
    });
    expect(view.provenance.map(({ property, origin, by, annotationId: from }) => [property, origin, by, from])).toEqual(
      expect.arrayContaining([
        ['position', 'person', 'Luz', null],
        ['deathDate', 'annotation', 'Luz', annotationId],
        ['nationality', 'person', 'Luz', null],
      ]),
    );
  });

  it('ENT-1: what the schemata do not know is refused in words', async () => {
    const luz = await person(test.db, 'Luz');
    const attempt = (input: object) => execute(test.db, createEntity, luz, input);
    for (const input of [
      { schema: 'Wizard', name: 'Merlin' },
      { schema: 'Ownership', name: 'A share' },
      { schema: 'Thing', name: 'It' },
      { schema: 'Person', name: '   ' },
      { schema: 'Person', name: 'Merlin', properties: { wand: 'oak' } },
      { schema: 'Person', name: 'Mer\u0000lin' },
      { schema: 'Person', name: 'M'.repeat(201) },
    ])
      expect(await attempt(input)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(await test.db.prisma.entity.count({ where: { createdById: luz.userId } })).toBe(0);
  });

  const ftm = path.resolve(process.env.FIXTURES_DIR ?? '../shared/fixtures', 'ftm');
  it.skipIf(!existsSync(ftm))('ENT-1: the schemata agree with those that FollowTheMoney publishes', () => {
    for (const [name, schema] of Object.entries(schemata)) {
      const file = ['yaml', 'yml'].map((end) => path.join(ftm, `${name}.${end}`)).find((one) => existsSync(one));
      if (!file) continue;
      const yaml = readFileSync(file, 'utf8');
      const parents = /^ {2}extends:\n((?: {4}- \w+\n)*)/mu.exec(yaml)?.[1]?.match(/\w+/gu) ?? [];
      expect([...schema.extends].sort(), `${name} extends`).toEqual([...parents].sort());
      for (const property of Object.keys(schema.properties ?? {}))
        expect(yaml, `${name}.${property}`).toMatch(new RegExp(`^ {4}"?${property}"?:`, 'mu'));
      if (schema.edge) {
        expect(yaml).toContain(`source: ${schema.edge.source}`);
        expect(yaml).toContain(`target: ${schema.edge.target}`);
      }
    }
    expect(entitySchemas).toEqual(
      expect.arrayContaining([
        'Person',
        'Organization',
        'Company',
        'PublicBody',
        'Address',
        'Vehicle',
        'RealEstate',
        'Event',
      ]),
    );
    expect(linkSchemas).toEqual(
      expect.arrayContaining([
        'Membership',
        'Directorship',
        'Employment',
        'Ownership',
        'Family',
        'Associate',
        'UnknownLink',
        'Occupancy',
      ]),
    );
    expect(propertiesOf('Company')).toHaveProperty('jurisdiction');
  });

  it('ENT-2: an entity has many names of several kinds; changing them needs the revision that one has seen', async () => {
    const luz = await person(test.db, 'Luz');
    const id = await named(luz, 'Leandro Norero', {
      names: ['Leandro Norero Tigua', { name: 'El Patrón', kind: 'nickname', language: 'es' }],
    });
    const before = await answer(test.db, getEntity, luz, { entityId: id });
    expect(before.names).toEqual([
      { name: 'Leandro Norero', kind: 'full', language: null },
      { name: 'Leandro Norero Tigua', kind: 'alias', language: null },
      { name: 'El Patrón', kind: 'nickname', language: 'es' },
    ]);
    const change = (names: unknown) => execute(test.db, updateEntity, luz, { entityId: id, revision: 1, names });
    const results = await Promise.all([change(['L. Norero']), change(['Norero L.'])]);
    expect(results.map((result) => (result.ok ? 'done' : result.error.code)).sort()).toEqual(['done', 'stale']);
    expect((await answer(test.db, getEntity, luz, { entityId: id })).names).toHaveLength(2);
    expect(await change([{ name: 'X', kind: 'secret' }])).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
  });

  it('ENT-3: candidates are ranked, tolerate slips, and say what tells them apart', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Metastasis');
    const agustin = await named(luz, 'Agustín Intriago', { investigationId: caseId });
    await named(luz, 'Agustina Intriago');
    await named(luz, 'Wilman Terán');
    await named(luz, 'Joaquín Guzmán', { names: [{ name: 'El Chapo', kind: 'nickname' }] });
    await mark(luz, caseId, await sealed(luz, caseId), { entityId: agustin });
    const find = async (q: string) =>
      (await answer(test.db, searchEntities, luz, { q, investigationId: caseId })).items.map((item) => item.name);
    const [first] = (await answer(test.db, searchEntities, luz, { q: 'Agustin Intriago', investigationId: caseId }))
      .items;
    expect(first).toMatchObject({
      id: agustin,
      score: 1,
      counts: { mentions: 1, cases: 1, here: 1 },
      sample: { exact: 'Agustin', prefix: 'Mayor ', sourceTitle: 'Manta, July' },
    });
    expect((await find('Agustin'))[0]).toBe('Agustín Intriago');
    expect((await find('intriago, agustin'))[0]).toBe('Agustín Intriago');
    expect((await find('Wilmen Teran'))[0]).toBe('Wilman Terán');
    expect((await find('el chapo'))[0]).toBe('Joaquín Guzmán');
    expect(await find('Nobody Whosoever')).toEqual([]);
    expect(await find('%_')).toEqual([]);
    expect(await ask(test.db, searchEntities, luz, { q: '  ' })).toMatchObject({ error: { code: 'invalid_input' } });
  });

  it('ENT-5: an entity shows its mentions in context, the claims about it and its relationships', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const agustin = await named(luz, 'Agustín Intriago', { investigationId: caseId });
    const city = await named(luz, 'Municipality of Manta', { schema: 'PublicBody', investigationId: caseId });
    const where = await sealed(luz, caseId);
    const annotationId = await mark(luz, caseId, where, { entityId: agustin, exact: 'Agustin Intriago' });
    const [spoken, about, carrying, other] = [
      await claim(luz, caseId, agustin),
      await claim(luz, caseId),
      await claim(luz, caseId),
      await claim(luz, caseId),
    ];
    await mark(luz, caseId, where, { claimId: about, exact: 'Intriago was shot' });
    await mark(luz, caseId, where, { claimId: other, exact: 'in Manta' });
    await done(test.db, createRelationship, luz, {
      investigationId: caseId,
      schema: 'Employment',
      fromId: agustin,
      toId: city,
      role: 'mayor',
      startDate: '2019-05',
      endDate: '2023',
      claimIds: [carrying],
    });
    const view = await answer(test.db, getEntity, luz, { entityId: agustin });
    expect(view.counts).toEqual({ mentions: 1, cases: 1, sources: 1, claims: 3, relationships: 1 });
    expect(view.claims.map((line) => [line.id, line.as])).toEqual([
      [spoken, 'speaker'],
      [about, 'mention'],
      [carrying, 'relationship'],
    ]);
    expect(view.relationships[0]).toMatchObject({
      role: 'mayor',
      support: 'checking',
      words: 'works for',
      to: { id: city },
    });
    const mentions = await answer(test.db, listMentions, luz, { entityId: agustin });
    expect(mentions.items).toEqual([
      expect.objectContaining({
        annotationId,
        exact: 'Agustin Intriago',
        prefix: 'Mayor ',
        suffix: ' was shot in Manta.',
        blockLabel: 'P1',
        version: 1,
        sha256: sha256(TEXT),
        author: 'Luz',
        investigationTitle: 'Manta',
      }),
    ]);
  });

  it('ENT-6: a relationship is an interval whose ends fit it, is carried by claims of its case, and can be removed', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const elsewhere = await caseOf(luz, 'Elsewhere');
    const [a, b, firm] = [
      await named(luz, 'A Person'),
      await named(luz, 'B Person'),
      await named(luz, 'A Firm', { schema: 'Company' }),
    ];
    const draw = (input: object) => execute(test.db, createRelationship, luz, { investigationId: caseId, ...input });
    for (const input of [
      { schema: 'Person', fromId: a, toId: b },
      { schema: 'Ownership', fromId: a, toId: b },
      { schema: 'Family', fromId: a, toId: firm },
      { schema: 'Family', fromId: a, toId: a },
      { schema: 'Family', fromId: a, toId: b, startDate: 'July' },
      { schema: 'Family', fromId: a, toId: b, startDate: '2023-02-30' },
      { schema: 'Family', fromId: a, toId: b, startDate: '2024', endDate: '2023' },
    ])
      expect(await draw(input), JSON.stringify(input)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    const foreign = await claim(luz, elsewhere);
    expect(await draw({ schema: 'Family', fromId: a, toId: b, claimIds: [foreign] })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await draw({ schema: 'Family', fromId: a, toId: newId() })).toMatchObject({ error: { code: 'not_found' } });
    const { id } = await done(test.db, createRelationship, luz, {
      investigationId: caseId,
      schema: 'Ownership',
      fromId: a,
      toId: firm,
    });
    expect(await answer(test.db, getNetwork, luz, { investigationId: caseId })).toMatchObject({
      nodes: [
        { id: a, relationships: 1 },
        { id: firm, relationships: 1 },
      ],
      edges: [{ id, support: 'none', directed: true }],
    });
    // A firm that owns something cannot turn into a street.
    expect(await execute(test.db, updateEntity, luz, { entityId: firm, schema: 'Address' })).toMatchObject({
      error: { code: 'conflict' },
    });
    // The card offers to correct it to whoever may, and to nobody else.
    const nuria = await person(test.db, 'Nuria');
    await joins(test.db, nuria, caseId, 'viewer');
    expect(await answer(test.db, getRelationship, luz, { relationshipId: id })).toMatchObject({ mayChange: true });
    expect(await answer(test.db, getRelationship, nuria, { relationshipId: id })).toMatchObject({ mayChange: false });
    await done(test.db, updateRelationship, luz, { relationshipId: id, role: 'shareholder', startDate: '2018' });
    expect(await answer(test.db, getRelationship, luz, { relationshipId: id })).toMatchObject({
      role: 'shareholder',
      startDate: '2018',
    });
    await done(test.db, removeRelationship, luz, { relationshipId: id });
    expect((await answer(test.db, listRelationships, luz, { investigationId: caseId })).items).toEqual([]);
    expect(await execute(test.db, removeRelationship, luz, { relationshipId: id })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});

describe('entities of confidential cases', () => {
  it('ENT-7: an entity born there does not exist for anybody else, whatever they ask', async () => {
    const [luz, eve, mod] = [
      await person(test.db, 'Luz'),
      await person(test.db, 'Eve'),
      await person(test.db, 'Mod', 'moderator'),
    ];
    const secret = await caseOf(luz, 'Secret', true);
    const open = await caseOf(eve, 'Open');
    const id = await named(luz, 'Zacarías Quintero', { investigationId: secret });
    await mark(luz, secret, await sealed(luz, secret), { entityId: id });
    for (const outsider of [eve, mod]) {
      expect((await answer(test.db, searchEntities, outsider, { q: 'Zacarías Quintero' })).items).toEqual([]);
      expect(
        (await answer(test.db, listEntities, outsider, { limit: 200 })).items.map((item) => item.id),
      ).not.toContain(id);
      for (const query of [getEntity, listMentions] as readonly Query[])
        expect(await ask(test.db, query, outsider, { entityId: id })).toMatchObject({ error: { code: 'not_found' } });
      expect(await execute(test.db, updateEntity, outsider, { entityId: id, name: 'Mine now' })).toMatchObject({
        error: { code: 'not_found' },
      });
      expect(await ask(test.db, getNetwork, outsider, { investigationId: secret })).toMatchObject({
        error: { code: 'not_found' },
      });
    }
    const mine = await named(eve, 'Eve Adams', { investigationId: open });
    const link = { investigationId: open, schema: 'Associate', fromId: mine, toId: id };
    expect(await execute(test.db, createRelationship, eve, link)).toMatchObject({ error: { code: 'not_found' } });
    // Its own readers see it, and the trail of the workspace says nothing of it.
    expect((await answer(test.db, searchEntities, luz, { q: 'Zacarías Quintero' })).items).toHaveLength(1);
    const told = await test.db.prisma.event.findMany({ where: { subjectId: id }, select: { streamId: true } });
    expect(told.map((event) => event.streamId)).toEqual([secret]);
    const shared = await test.db.prisma.event.findMany({ where: { subjectId: mine }, select: { streamId: true } });
    expect(shared.map((event) => event.streamId)).toEqual([WORKSPACE_STREAM]);
  });

  it('ENT-7: a shared entity shows others only the mentions, counts, values, claims and lines that they may see', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const secret = await caseOf(luz, 'Secret', true);
    const open = await caseOf(eve, 'Open');
    await joins(test.db, luz, open, 'annotator');
    const shared = await named(eve, 'Rubén Cherres', { investigationId: open });
    const hidden = await named(luz, 'Hidden Helper', { investigationId: secret });
    const inSecret = await sealed(luz, secret);
    const secretMark = await mark(luz, secret, inSecret, { entityId: shared });
    await mark(eve, open, await sealed(eve, open), { entityId: shared });
    const secretClaim = await claim(luz, secret, shared);
    await mark(luz, secret, inSecret, { claimId: secretClaim, exact: 'Agustin Intriago' });
    await done(test.db, createRelationship, luz, {
      investigationId: secret,
      schema: 'Associate',
      fromId: shared,
      toId: hidden,
      claimIds: [secretClaim],
    });
    await done(test.db, updateEntity, luz, {
      entityId: shared,
      properties: { position: { value: 'go-between', annotationId: secretMark } },
    });

    const [all, part] = [
      await answer(test.db, getEntity, luz, { entityId: shared }),
      await answer(test.db, getEntity, eve, { entityId: shared }),
    ];
    expect(all.counts).toEqual({ mentions: 2, cases: 2, sources: 2, claims: 1, relationships: 1 });
    expect(all.properties).toEqual({ position: ['go-between'] });
    expect(part.counts).toEqual({ mentions: 1, cases: 1, sources: 1, claims: 0, relationships: 0 });
    expect(part).toMatchObject({ properties: {}, provenance: [], claims: [], relationships: [] });
    expect((await answer(test.db, listMentions, eve, { entityId: shared })).items).toHaveLength(1);
    const [candidate] = (await answer(test.db, searchEntities, eve, { q: 'Ruben Cherres' })).items;
    expect(candidate?.counts).toEqual({ mentions: 1, cases: 1, sources: 1, here: 0 });
    expect((await answer(test.db, listRelationships, eve, { entityId: shared })).items).toEqual([]);
    expect((await answer(test.db, getNetwork, eve, { investigationId: open })).edges).toEqual([]);
    // What Eve cannot see she does not take away by saving her own value.
    await done(test.db, updateEntity, eve, { entityId: shared, properties: { position: 'businessman' } });
    expect((await answer(test.db, getEntity, luz, { entityId: shared })).properties).toEqual({
      position: ['go-between', 'businessman'],
    });
    expect((await answer(test.db, getEntity, eve, { entityId: shared })).properties).toEqual({
      position: ['businessman'],
    });
    // Nor may she hang a value on a mark that she cannot read.
    const attempt = { entityId: shared, properties: { title: { value: 'x', annotationId: secretMark } } };
    expect(await execute(test.db, updateEntity, eve, attempt)).toMatchObject({ error: { code: 'not_found' } });
  });

  it('ENT-7: a mark in a case that one may read brings the entity out; a private one does not', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const secret = await caseOf(luz, 'Secret', true);
    const open = await caseOf(eve, 'Open');
    await joins(test.db, luz, open, 'annotator');
    const id = await named(luz, 'Brought Out', { investigationId: secret });
    const where = await sealed(eve, open);
    const privateMark = await mark(luz, open, where, { entityId: id, visibility: 'private' });
    expect(await ask(test.db, getEntity, eve, { entityId: id })).toMatchObject({ error: { code: 'not_found' } });
    await test.db.prisma.annotation.update({ where: { id: privateMark }, data: { visibility: 'case' } });
    expect(await ask(test.db, getEntity, eve, { entityId: id })).toMatchObject({ ok: true });
    await test.db.prisma.annotation.update({ where: { id: privateMark }, data: { deletedAt: new Date() } });
    expect(await ask(test.db, getEntity, eve, { entityId: id })).toMatchObject({ error: { code: 'not_found' } });
  });
});
