import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GET as exportRoute, POST as importRoute } from '@/app/api/interchange/entities/route.ts';
import { getEntity } from '@/lib/entities/queries.ts';
import { entityImportJob } from '@/lib/interop/import.commands.ts';
import { importBegun, importResult } from '@/lib/interop/import.schema.ts';
import { cancelJob, getJob } from '@/lib/jobs/api.ts';
import { startJobs } from '@/lib/platform/jobs.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done } from '../support/people.ts';
import { at, exported, imported, jsonLines } from './interchange.ts';
import { memberOf } from './member.ts';
import { complaints, published } from './published.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named, sealed, mark } = stage(test);
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
});

const member = (name: string) => memberOf(test, name);

const result = z.object({
  created: z.number(),
  known: z.number(),
  links: z.number(),
  skipped: z.array(z.unknown()),
  problems: z.array(z.unknown()),
});

describe('FollowTheMoney', () => {
  it.skipIf(published.size === 0)(
    'ENT-8: what is exported fits the published schemata, and comes back as the same',
    async () => {
      const luz = await member('Luz');
      const caseId = await caseOf(luz.who, 'Manta');
      const agustin = await named(luz.who, 'Agustín Intriago', {
        investigationId: caseId,
        names: [
          { name: 'Agustin', kind: 'weak' },
          { name: 'A. Intriago', kind: 'alias' },
        ],
        properties: { nationality: 'ec', birthDate: '1985~', position: ['mayor', 'lawyer'] },
      });
      const city = await named(luz.who, 'City of Manta', { schema: 'PublicBody', investigationId: caseId });
      const { id: job } = await done(test.db, createRelationship, luz.who, {
        investigationId: caseId,
        schema: 'Employment',
        fromId: agustin,
        toId: city,
        role: 'mayor',
        startDate: '2019-05',
      });
      const out = await exported(luz.headers, `investigationId=${caseId}`);
      expect(out.map(({ id }) => id).sort()).toEqual([agustin, city, job].sort());
      expect(out.flatMap(complaints)).toEqual([]);
      expect(out.find(({ id }) => id === agustin)?.properties).toEqual({
        name: ['Agustín Intriago'],
        weakAlias: ['Agustin'],
        alias: ['A. Intriago'],
        nationality: ['ec'],
        birthDate: ['1985'],
        position: ['mayor', 'lawyer'],
      });
      expect(out.find(({ id }) => id === job)?.properties).toEqual({
        employee: [agustin],
        employer: [city],
        role: ['mayor'],
        startDate: ['2019-05'],
      });

      // Into another newsroom's case: new there, and exported again the same but for the ids.
      const eve = await member('Eve');
      const theirs = await caseOf(eve.who, 'Copy', true);
      const text = out.map((one) => JSON.stringify(one)).join('\n');
      const search = `investigationId=${theirs}&name=manta.ftm.json`;
      const first = result.parse(jsonLines(await imported(eve.headers, search, text)).at(-1));
      expect(first.links).toBe(1);
      const again = result.parse(jsonLines(await imported(eve.headers, search, text)).at(-1));
      expect(again).toMatchObject({ created: 0, links: 0 });
      const back = await exported(eve.headers, `investigationId=${theirs}`);
      expect(back.find(({ schema }) => schema === 'Employment')?.properties).toMatchObject({
        role: ['mayor'],
        startDate: ['2019-05'],
      });
      // What is one's own comes back as itself: nothing new, nothing lost.
      const own = result.parse(jsonLines(await imported(luz.headers, `investigationId=${caseId}`, text)).at(-1));
      expect(own).toMatchObject({ created: 0, known: 3, links: 0 });
      const after = await exported(luz.headers, `investigationId=${caseId}`);
      expect(after.map(({ schema, properties }) => ({ schema, name: properties.name }))).toEqual(
        out.map(({ schema, properties }) => ({ schema, name: properties.name })),
      );
    },
  );

  it('ENT-8: foreign lines are told apart: taken, skipped with a reason, or no FollowTheMoney at all', async () => {
    const luz = await member('Luz');
    const text = [
      {
        id: 'nk-1',
        schema: 'Person',
        properties: { name: ['Nikolai Volkov'], country: ['ru', 'Narnia'], wand: ['oak'] },
      },
      { id: 'nk-2', schema: 'Passport', properties: { holder: ['nk-1'] } },
      { id: 'nk-3', schema: 'Company', properties: {} },
      { id: 'nk-4', schema: 'Wizard', properties: {} },
    ]
      .map((one) => JSON.stringify(one))
      .join('\n');
    const told = result.parse(jsonLines(await imported(luz.headers, 'watch=true', `${text}\n{"id":`)).at(-1));
    expect(told).toMatchObject({ created: 1, links: 0 });
    expect(told.skipped).toHaveLength(2);
    expect(told.problems).toHaveLength(2);
    expect(await test.db.prisma.entityWatch.count({ where: { userId: luz.who.userId } })).toBe(1);
    expect((await importRoute(new Request(at, { method: 'POST', body: text }))).status).toBe(401);
  });

  it('ENT-8: a line that says too much is told and left out; the lines around it are taken in', async () => {
    const luz = await member('Luz');
    const investigationId = await caseOf(luz.who, 'Too much');
    const line = (id: string, properties: object) => JSON.stringify({ id, schema: 'Person', properties });
    const many = (count: number) => Array.from({ length: count }, (_, at) => `Ruy Alias${at} Oyarbide`);
    const text = [
      line('before', { name: ['Ruy Before'] }),
      line('many', { name: ['Ruy Many'], alias: many(501) }),
      line('long', { name: ['Ruy Long'], notes: ['x'.repeat(4001)] }),
      line('enough', { name: ['Ruy Enough'], alias: many(150) }),
      line('after', { name: ['Ruy After'] }),
    ].join('\n');
    const told = result.parse(
      jsonLines(await imported(luz.headers, `investigationId=${investigationId}`, text)).at(-1),
    );
    expect(told).toMatchObject({ created: 3, skipped: [], problems: [{ line: 2 }, { line: 3 }] });
    const back = await exported(luz.headers, `investigationId=${investigationId}`);
    // In the order of ids, which a file's own are made into.
    const aliases = new Map(back.map(({ properties }) => [properties.name?.[0], properties.alias?.length ?? 0]));
    expect(Object.fromEntries(aliases)).toEqual({ 'Ruy Before': 0, 'Ruy Enough': 150, 'Ruy After': 0 });
  });

  it(
    'ENT-8, RUN-4: as work it is followed, stopped between two batches, and goes on from there',
    { timeout: 90_000 },
    async () => {
      const luz = await member('Luz');
      const caseId = await caseOf(luz.who, 'Work');
      const file = Array.from({ length: 120 }, (_, at) =>
        JSON.stringify({ id: `w${at}`, schema: 'Person', properties: { name: [`Worker ${at} Ondarribia`] } }),
      ).join('\n');
      const begin = async () => {
        const request = new Request(`${at}?investigationId=${caseId}`, {
          method: 'POST',
          headers: { ...luz.headers, prefer: 'respond-async' },
          body: file,
        });
        const response = await importRoute(request);
        expect(response.status).toBe(202);
        return importBegun.parse(await response.json()).job.id;
      };
      const here = () => test.db.prisma.entity.count({ where: { originId: caseId } });
      const stopped = await begin();
      const told: number[] = [];
      const row = await test.db.prisma.job.findUniqueOrThrow({ where: { id: stopped } });
      const stop = new AbortController();
      const context = { db: test.db, id: stopped, userId: luz.who.userId, input: row.input, payload: row.payload };
      const progress = (_: string, done: number) => {
        told.push(done);
        if (done === 100) stop.abort();
      };
      await expect(entityImportJob.run({ ...context, signal: stop.signal, progress })).rejects.toThrow();
      expect(told).toEqual([50, 100]);
      expect(await here()).toBe(100);
      await done(test.db, cancelJob, luz.who, { jobId: stopped });
      const runner = startJobs(test.db, [entityImportJob]);
      try {
        const again = await begin();
        const job = () => answer(test.db, getJob, luz.who, { jobId: again });
        await expect.poll(async () => (await job()).state, { timeout: 60_000 }).toBe('done');
        expect(importResult.parse((await job()).result)).toMatchObject({ created: 20, known: 100, skippedCount: 0 });
        expect(await here()).toBe(120);
      } finally {
        await runner.close();
      }
    },
  );

  it('ENT-8: a table is mapped, tried without effect, and taken in', async () => {
    const luz = await member('Luz');
    const caseId = await caseOf(luz.who, 'List');
    await named(luz.who, 'Rubén Cherres', { investigationId: caseId });
    const mapping = encodeURIComponent(
      JSON.stringify({ schema: 'Person', columns: { Nombre: 'name', Alias: 'alias', Pais: 'nationality' } }),
    );
    const table = 'Nombre,Alias,Pais\n"Cherres, Rubén",El Rey;Ruben C.,ec\nWalter Novillo,,EC\n,,\n';
    const search = `format=csv&investigationId=${caseId}&mapping=${mapping}`;
    const before = await test.db.prisma.entity.count();
    const tried = z
      .object({
        things: z.number(),
        problems: z.array(z.unknown()),
        sample: z.array(z.looseObject({ maybe: z.unknown() })),
      })
      .parse(JSON.parse(await imported(luz.headers, `${search}&dryRun=true`, table)));
    expect(tried).toMatchObject({ things: 2, sample: [{ maybe: { name: 'Rubén Cherres' } }, { maybe: null }] });
    expect(await test.db.prisma.entity.count()).toBe(before);
    expect(result.parse(jsonLines(await imported(luz.headers, search, table)).at(-1))).toMatchObject({ created: 2 });
    const back = await (
      await exportRoute(new Request(`${at}?format=csv&investigationId=${caseId}`, { headers: luz.headers }))
    ).text();
    expect(back).toContain('Walter Novillo');
    expect(back.split('\r\n')[0]).toMatch(/^id,schema,name/u);
  });
});

describe('what is hidden', () => {
  it('ENT-7: no export carries what the caller may not see', async () => {
    const [luz, eve] = [await member('Luz'), await member('Eve')];
    const secret = await caseOf(luz.who, 'Secret', true);
    const shared = await named(eve.who, 'Olga Mora');
    const hidden = await named(luz.who, 'Zzyzx Person', { investigationId: secret, properties: { position: 'Zzyzx' } });
    await mark(luz.who, secret, await sealed(luz.who, secret), { entityId: shared });
    await done(test.db, createRelationship, luz.who, {
      investigationId: secret,
      schema: 'Associate',
      fromId: shared,
      toId: hidden,
      role: 'Zzyzx',
    });
    const text = JSON.stringify(await exported(eve.headers));
    expect(text).toContain('Olga Mora');
    for (const trace of ['Zzyzx', hidden]) expect(text).not.toContain(trace);
    expect(JSON.stringify(await exported(luz.headers))).toContain('Zzyzx Person');
    const refused = await exportRoute(new Request(`${at}?investigationId=${secret}`, { headers: eve.headers }));
    expect(refused.status).toBe(404);
    // A hidden id in a file is no way in: it is a stranger's id, and the hidden entity stays as it was.
    const guess = JSON.stringify({ id: hidden, schema: 'Person', properties: { name: ['Guess'], alias: ['Guess 2'] } });
    expect(result.parse(jsonLines(await imported(eve.headers, '', guess)).at(-1))).toMatchObject({ created: 1 });
    expect((await answer(test.db, getEntity, luz.who, { entityId: hidden })).names).toHaveLength(1);
  });
});
