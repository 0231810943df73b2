import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Exchanged } from '@/lib/entities/exchange.schema.ts';
import { mergeEntities } from '@/lib/entities/merge.commands.ts';
import { exchangeEntities } from '@/lib/entities/export.queries.ts';
import { getRelationship } from '@/lib/entities/queries.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { allProperties } from '@/lib/entities/schemata.rules.ts';
import {
  countryCodes,
  edgeOf,
  entitySchemas,
  isA,
  linkSchemas,
  nameKinds,
  pointersOf,
  propertiesOf,
} from '@/lib/entities/rules.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins } from '../support/people.ts';
import * as interchange from './interchange.ts';
import type { Member } from './member.ts';
import { memberOf } from './member.ts';
import { complaints, published } from './published.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
});

const exported = ({ headers }: Member, caseId: string) => interchange.exported(headers, `investigationId=${caseId}`);
const told = z.object({
  created: z.number(),
  links: z.number(),
  problems: z.array(z.unknown()),
  skipped: z.array(z.unknown()),
});
async function imported({ headers }: Member, caseId: string, items: readonly object[]) {
  const body = items.map((one) => JSON.stringify(one)).join('\n');
  const text = await interchange.imported(headers, `investigationId=${caseId}&name=list.json`, body);
  return told.parse(interchange.jsonLines(text).at(-1));
}

/** The same lines whatever the ids: each id is replaced by what its line says, and the lines stand in its order. */
function canonical(lines: readonly Exchanged[]): unknown[] {
  const nameOf = new Map(lines.map((one) => [one.id, `${one.schema} ${one.properties['name']?.[0] ?? ''}`]));
  const text = (one: Exchanged) =>
    JSON.stringify({ ...one, id: '' }).replaceAll(
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu,
      (id) => nameOf.get(id) ?? id,
    );
  return lines
    .map(text)
    .sort()
    .map((line): unknown => JSON.parse(line));
}

const circa = (prop: string, value: string) => ({ prop, value, original_value: `${value}~` });
const dates = ['1985', '1985-07', '1985-07-14', '0999', '2024-02-29'];
const words = ['Señal — “ñandú”', 'ميناء', '港口', 'O\'Neil; "x", y', 'x'.repeat(1500)];
/** Values of every kind that a property of this type may have, some of them told as circa aside. */
function valuesFor(property: string, type: string, maxLength: number): { values: string[]; aside: object[] } {
  const fit = (values: string[]) => values.map((value) => value.slice(0, maxLength).trim());
  switch (type) {
    case 'date':
      return {
        values: dates,
        aside: [
          circa(property, '1985-07'),
          circa(property, '0999'),
          { prop: property, value: '0999', original_value: '0999' },
        ],
      };
    case 'country':
      return { values: [...countryCodes.slice(0, 3), 'suhh'], aside: [] };
    case 'url':
      return { values: ['https://example.org/a?b=c#d', 'http://example.org/ñ'], aside: [] };
    case 'email':
      return { values: ['a@example.org'], aside: [] };
    case 'number':
      return { values: ['1250000.50', '-3', '1e6'], aside: [] };
    case 'topic':
      return { values: ['poi', 'sanction', 'role.pep'], aside: [] };
    default:
      return { values: [...new Set(fit(words))].filter((value) => value !== ''), aside: [] };
  }
}

function filled(schema: string, id: string, own: Record<string, string[]>, skip: readonly string[] = []) {
  const properties: Record<string, string[]> = { ...own };
  const redthread: object[] = [];
  for (const property of Object.keys(propertiesOf(schema)).filter((name) => !skip.includes(name))) {
    const { type = 'string', maxLength = 2000 } = allProperties(schema)[property] ?? {};
    const { values, aside } = valuesFor(property, type, maxLength);
    properties[property] = values;
    redthread.push(...aside);
  }
  return { id, schema, properties, redthread };
}

const standing = (range: string): string => entitySchemas.find((schema) => isA(schema, range)) ?? '';
/** Each property that points to an entity, to one that may: some stand earlier in the file, some later. */
const pointing = (schema: string, which: string): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(pointersOf(schema)).map(([property, range]) => [property, [`${standing(range)} ${which}`]]),
  );

const thing = (schema: string, which: string) => {
  const name = `${schema} ${which}`;
  const line = filled(schema, name, {
    name: [name, `${name} in full`],
    alias: [`${name} alias`, 'ذو الاسم'],
    previousName: [`${name} formerly`],
    weakAlias: [`${name} weak`, `${name} nick`],
    ...pointing(schema, which === 'first' ? 'second' : 'first'),
  });
  line.redthread.push(
    { prop: 'name', value: name, lang: 'es' },
    { prop: 'alias', value: 'ذو الاسم', lang: 'ar' },
    { prop: 'previousName', value: `${name} formerly`, lang: 'que' },
    { prop: 'weakAlias', value: `${name} nick`, kind: 'nickname', lang: 'en' },
  );
  return line;
};

function link(schema: string) {
  const edge = edgeOf(schema);
  const ends = {
    [edge?.from.property ?? '']: [`${standing(edge?.from.range ?? '')} first`],
    [edge?.to.property ?? '']: [`${standing(edge?.to.range ?? '')} second`],
  };
  return filled(schema, `${schema} link`, { ...ends, ...pointing(schema, 'first') });
}

describe('FollowTheMoney there and back', () => {
  const things = entitySchemas.flatMap((schema) => [thing(schema, 'first'), thing(schema, 'second')]);
  const links = linkSchemas.map(link);

  it(
    `ENT-8: ${things.length} entities and ${links.length} kinds of relationship with all their properties come back as the same lines`,
    { timeout: 120_000 },
    async () => {
      const [luz, eve] = [await memberOf(test, 'Luz'), await memberOf(test, 'Eve')];
      const [here, there] = [await caseOf(luz.who, 'Here', true), await caseOf(eve.who, 'There', true)];
      expect(await imported(luz, here, [...things, ...links])).toEqual({
        created: things.length,
        links: links.length,
        problems: [],
        skipped: [],
      });
      const first = await exported(luz, here);
      expect(first).toHaveLength(things.length + links.length);
      // Nothing of what was given is lost.
      const byName = new Map(first.map((one) => [one.properties['name']?.[0] ?? `${one.schema} link`, one]));
      for (const given of [...things, ...links]) {
        const back = byName.get(given.id);
        const ends = new Set(
          Object.keys(allProperties(given.schema)).filter(
            (name) => allProperties(given.schema)[name]?.type === 'entity',
          ),
        );
        for (const [property, values] of Object.entries(given.properties)) {
          const said = back?.properties[property] ?? [];
          if (ends.has(property)) expect(said, `${given.schema}.${property}`).toHaveLength(values.length);
          else expect([...said].sort(), `${given.schema}.${property}`).toEqual([...values].sort());
        }
        const asides = (list: readonly object[] | undefined) =>
          (list ?? []).map((one) => JSON.stringify(Object.entries(one).sort())).sort();
        expect(asides(back?.redthread), given.id).toEqual(asides(given.redthread));
      }
      if (published.size > 0) expect(first.flatMap(complaints)).toEqual([]);
      // Into another newsroom's case, and out again.
      expect(await imported(eve, there, first)).toMatchObject({
        created: things.length,
        links: links.length,
        skipped: [],
      });
      expect(canonical(await exported(eve, there))).toEqual(canonical(first));
      // Sent again where it came from, it changes nothing.
      expect(await imported(luz, here, first)).toMatchObject({ created: 0, links: 0, skipped: [] });
      expect(await exported(luz, here)).toEqual(first);
    },
  );

  it('ENT-8: names of every kind and language, circa and a relationship that people wrote survive', async () => {
    const [luz, eve] = [await memberOf(test, 'Luz'), await memberOf(test, 'Eve')];
    const [here, there] = [await caseOf(luz.who, 'Written', true), await caseOf(eve.who, 'Copied')];
    const names = nameKinds.flatMap((kind) =>
      [null, 'es', 'ar'].map((language) => ({ name: `Rosa ${kind} ${language ?? 'plain'}`, kind, language })),
    );
    const more = {
      investigationId: here,
      properties: { birthDate: ['c. 1985', '1985', '1990-02'], nationality: ['EC', 'co'] },
    };
    const rosa = await named(luz.who, 'Rosa Vera', {
      ...more,
      names: [...names, { name: 'Rosa Vera', kind: 'weak', language: 'es' }],
    });
    const firm = await named(luz.who, 'Vera S.A.', { schema: 'Company', investigationId: here });
    await done(test.db, createRelationship, luz.who, {
      investigationId: here,
      schema: 'Directorship',
      fromId: rosa,
      toId: firm,
      role: 'presidenta',
      startDate: 'circa 2019-05',
      endDate: '2021~',
    });
    const first = await exported(luz, here);
    const person = first.find(({ schema }) => schema === 'Person');
    expect(person?.properties).toMatchObject({ birthDate: ['1985', '1990-02'], nationality: ['ec', 'co'] });
    if (published.size > 0) expect(first.flatMap(complaints)).toEqual([]);
    expect(await imported(eve, there, first)).toMatchObject({ created: 2, links: 1, skipped: [] });
    expect(canonical(await exported(eve, there))).toEqual(canonical(first));
    const copy = await test.db.prisma.relationship.findFirstOrThrow({ where: { investigationId: there } });
    expect(copy).toMatchObject({ role: 'presidenta', startDate: '2019-05~', endDate: '2021~' });
    const kept = await test.db.prisma.entityName.findMany({ where: { entityId: copy.fromId }, orderBy: { id: 'asc' } });
    for (const { name, kind, language } of [...names, { name: 'Rosa Vera', kind: 'weak', language: 'es' }])
      expect(kept).toContainEqual(expect.objectContaining({ name, kind, language }));
    const values = await test.db.prisma.entityValue.findMany({
      where: { entityId: copy.fromId, property: 'birthDate' },
    });
    expect(values.map(({ value }) => value).sort()).toEqual(['1985', '1985~', '1990-02']);
  });

  it('ENT-8, ENT-7: what a relationship points to is followed through a merge, and named only to who may see it', async () => {
    const [luz, eve] = [await memberOf(test, 'Luz'), await memberOf(test, 'Eve')];
    const here = await caseOf(luz.who, 'Paid');
    const secret = await caseOf(luz.who, 'Secret', true);
    await joins(test.db, eve.who, here, 'viewer');
    const account = await named(luz.who, 'Zzyzx account', { schema: 'BankAccount', investigationId: secret });
    const lines = [
      { id: 'a', schema: 'Company', properties: { name: ['Payer'] } },
      { id: 'b', schema: 'Company', properties: { name: ['Paid'] } },
      {
        id: 'p',
        schema: 'Payment',
        properties: {
          payer: ['a'],
          beneficiary: ['b'],
          payerAccount: [account],
          amount: ['500'],
          currency: ['USD'],
          wand: ['oak'],
        },
      },
    ];
    expect(await imported(luz, here, lines)).toMatchObject({ created: 2, links: 1 });
    const payment = async (who: Member) => (await exported(who, here)).find(({ schema }) => schema === 'Payment');
    expect((await payment(luz))?.properties).toMatchObject({
      payerAccount: [account],
      amount: ['500'],
      currency: ['USD'],
    });
    expect((await payment(luz))?.properties).not.toHaveProperty('wand');
    const seen = await payment(eve);
    expect(seen?.properties).toMatchObject({ amount: ['500'] });
    expect(JSON.stringify(seen)).not.toContain(account);
    const other = await named(luz.who, 'Zzyzx account two', { schema: 'BankAccount', investigationId: secret });
    await done(test.db, mergeEntities, luz.who, { entityId: account, into: other, reason: 'the same' });
    expect((await payment(luz))?.properties['payerAccount']).toEqual([other]);
    const relationshipId = (await payment(luz))?.id ?? '';
    const shown = await answer(test.db, getRelationship, luz.who, { relationshipId });
    expect(shown.properties).toMatchObject({ amount: ['500'], currency: ['USD'] });
    expect(shown.named).toEqual({ [other]: 'Zzyzx account two' });
    const hers = await answer(test.db, getRelationship, eve.who, { relationshipId });
    expect(hers).toMatchObject({ properties: { amount: ['500'] }, named: {} });
    expect(JSON.stringify(hers)).not.toMatch(new RegExp(`${account}|${other}|Zzyzx`, 'u'));
    // As the drawing of a network takes it along.
    const ada = await memberOf(test, 'Ada');
    const along = async (who: Member) =>
      (await answer(test.db, exchangeEntities, who.who, { ids: relationshipId })).items;
    expect(await along(luz)).toEqual([await payment(luz)]);
    expect(await along(eve)).toEqual([await payment(eve)]);
    expect(await along(ada)).toEqual([]);
  });
});
