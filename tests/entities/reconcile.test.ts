import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GET, OPTIONS, POST } from '@/app/api/reconcile/[[...rest]]/route.ts';
import { testDatabase } from '../support/database.ts';
import type { Member } from './member.ts';
import { memberOf } from './member.ts';
import type { Version } from './reconcile-schemas.ts';
import { examples, judge } from './reconcile-schemas.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
});
const member = (name: string): Promise<Member> => memberOf(test, name);

interface Sent {
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** One request as Next hands it over: what stands behind /api/reconcile/ in pieces. */
async function sent(address: string, { json, form, body, headers = {} }: Sent = {}): Promise<Response> {
  const [path = '', search = ''] = address.split('?');
  const text = json === undefined ? (form ? new URLSearchParams(form).toString() : body) : JSON.stringify(json);
  const request = new Request(`http://test/api/reconcile/${path}?${search}`, {
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(text === undefined ? {} : { method: 'POST', body: text }),
  });
  return (text === undefined ? GET : POST)(request, {
    params: Promise.resolve({ rest: path.split('/').filter((piece) => piece !== '') }),
  });
}
const said = async (address: string, more: Sent = {}): Promise<unknown> => (await sent(address, more)).json();

const draft = judge('1.0-draft');
const old = judge('0.2');
const fits = (version: Version, name: string, value: unknown): void => {
  const found = (version === '0.2' ? old : draft)?.(name, value) ?? 'no schemas';
  expect(found, `${version} ${name}: ${JSON.stringify(value).slice(0, 500)}`).toBe('');
};
const byName = (value: string) => ({ matchType: 'name', propertyValue: value });
const byProperty = (propertyId: string, propertyValue: unknown, more: object = {}) => ({
  matchType: 'property',
  propertyId,
  propertyValue,
  ...more,
});
const batch = z.object({
  results: z.array(
    z.object({
      candidates: z.array(z.looseObject({ id: z.string(), score: z.number(), match: z.boolean() })),
    }),
  ),
});
const matched = async (token: string, ...queries: object[]) =>
  batch.parse(await said(`${token}/match`, { json: { queries } })).results.map(({ candidates }) => candidates);
const ids = (candidates: readonly { id: string }[] | undefined) => candidates?.map(({ id }) => id);

describe('reconciliation 0.2', () => {
  it.skipIf(!old)('ENT-8, ENT-7: answers fit the published schemas, from what the caller may see', async () => {
    const [luz, eve] = [await member('Luz'), await member('Eve')];
    const secret = await caseOf(luz.who, 'Secret', true);
    const open = await named(eve.who, 'Wilman Terán', { properties: { nationality: 'ec' } });
    await named(luz.who, 'Wilman Terán Zzyzx', { investigationId: secret });
    fits('0.2', 'manifest', await said(eve.token));
    const queries = JSON.stringify({
      q0: { query: 'Terán, Wilman', type: 'Person', limit: 5, properties: [{ pid: 'nationality', v: 'ec' }] },
      q1: { query: 'Wilman Teran', properties: [{ pid: 'nationality', v: 'us' }] },
      q2: { query: 'Nobody Whosoever' },
    });
    const answered = await said(eve.token, { form: { queries } });
    fits('0.2', 'reconciliation-result-batch', answered);
    expect(answered).toMatchObject({
      q0: { result: [{ id: open, score: 100, match: true }] },
      q1: { result: [{ id: open, match: false }] },
      q2: { result: [] },
    });
    expect(JSON.stringify(answered)).not.toContain('Zzyzx');
    expect(await said(`${eve.token}?queries=${encodeURIComponent(queries)}`)).toEqual(answered);
    fits('0.2', 'suggest-entities-response', await said(`${eve.token}/suggest/entity?prefix=wilm`));
    fits('0.2', 'suggest-types-response', await said(`${eve.token}/suggest/type?prefix=per`));
    fits('0.2', 'suggest-properties-response', await said(`${eve.token}/suggest/property?prefix=nation`));
    const proposal = await said(`${eve.token}/properties?type=Person&limit=500`);
    fits('0.2', 'data-extension-property-proposal', proposal);
    expect(JSON.stringify(proposal)).toContain('nationality');
    const more = { investigationId: secret, properties: { nationality: 'mx' } };
    const hidden = await named(luz.who, 'Zzyzx Hidden', more);
    const asked = { ids: [open, hidden, 'nobody'], properties: [{ id: 'nationality' }, { id: 'alias' }] };
    fits('0.2', 'data-extension-query', asked);
    const extension = await said(`${eve.token}?extend=${encodeURIComponent(JSON.stringify(asked))}`);
    fits('0.2', 'data-extension-response', extension);
    const nothing = { nationality: [], alias: [] };
    expect(extension).toMatchObject({
      rows: { [open]: { nationality: [{ str: 'ec' }], alias: [] }, [hidden]: nothing, nobody: nothing },
    });
    expect(await said(`${eve.token}?extend=no`)).toMatchObject({ status: 422 });
  });
});

describe('reconciliation 1.0-draft', () => {
  it.skipIf(!draft)('ENT-8: every kind of answer fits the published schemas', async () => {
    const luz = await member('Luz');
    const names = [{ name: 'ميناء مانتا', kind: 'alias', language: 'ar' }];
    const port = await named(luz.who, 'Puerto Manta', {
      schema: 'Company',
      names,
      properties: { jurisdiction: 'ec', registrationNumber: ['MT-77', 'MT-78'] },
    });
    for (const manifest of [
      await said(`${luz.token}/v1`),
      await said(luz.token, { headers: { accept: 'application/reconciliation.v1+json' } }),
      await said('v1'),
    ]) {
      fits('1.0-draft', 'manifest', manifest);
      expect(manifest).toMatchObject({ versions: ['0.2', '1.0-draft'], view: { url: 'http://test/entities/{id}' } });
    }
    // Whoever reads the other manifest finds both versions, too; who has no token, how to sign in.
    expect(await said(luz.token)).toMatchObject({ versions: ['0.2', '1.0-draft'] });
    expect(await said('')).toMatchObject({ authentication: { type: 'apiKey', in: 'header' } });
    for (const root of [luz.token, `${luz.token}/v1`]) {
      const queries = [{ type: 'Company', conditions: [byName('Puerto de Manta')] }, { conditions: [byName('Nadie')] }];
      const answered = await said(`${root}/match`, { json: { queries } });
      fits('1.0-draft', 'reconciliation-result-batch', answered);
      expect(ids(batch.parse(answered).results[0]?.candidates)).toContain(port);
      for (const [what, kind, prefix] of [
        ['entity', 'entities', 'puerto'],
        ['entity', 'entities', port],
        ['entity', 'entities', ''],
        ['type', 'types', ''],
        ['type', 'types', 'comp'],
        ['property', 'properties', 'regis'],
      ]) {
        const suggested = await said(`${root}/suggest/${what}?prefix=${prefix}&limit=3`);
        fits('1.0-draft', `suggest-${kind}-response`, suggested);
        fits('0.2', `suggest-${kind}-response`, suggested);
        if (prefix === port) expect(suggested).toMatchObject({ result: [{ id: port }] });
      }
      fits('1.0-draft', 'data-extension-property-proposal', await said(`${root}/extend/propose?type=Company&limit=4`));
      const properties = [{ id: 'alias' }, { id: 'registrationNumber', settings: { limit: '1' } }, { id: 'wand' }];
      const extension = await said(`${root}/extend`, { json: { ids: [port, 'nobody'], properties } });
      fits('1.0-draft', 'data-extension-response', extension);
      expect(extension).toMatchObject({
        rows: [
          {
            id: port,
            properties: [
              { id: 'alias', values: [{ str: 'ميناء مانتا', lang: 'ar', dir: 'rtl' }] },
              { id: 'registrationNumber', values: [{ str: 'MT-77' }] },
              { id: 'wand', values: [] },
            ],
          },
          { id: 'nobody', properties: [{ values: [] }, { values: [] }, { values: [] }] },
        ],
      });
    }
  });

  const good = [
    ...examples('1.0-draft', 'reconciliation-query-batch', 'valid'),
    ...examples('1.0-draft', 'data-extension-query', 'valid'),
    ...examples('0.2', 'reconciliation-query-batch', 'valid'),
    ...examples('0.2', 'data-extension-query', 'valid'),
  ];
  const bad = examples('1.0-draft', 'reconciliation-query-batch', 'invalid');
  it.skipIf(good.length === 0)(
    `ENT-8: the ${good.length} published queries are answered in their own version`,
    async () => {
      const luz = await member('Luz');
      await named(luz.who, 'Christel Hanewinckel', { properties: { position: 'Politikerin' } });
      for (const { name, value } of good) {
        const isDraft = name.startsWith('1.0-draft');
        const isExtension = name.includes('extension');
        const response = isDraft
          ? await sent(`${luz.token}/${isExtension ? 'extend' : 'match'}`, { json: value })
          : await sent(luz.token, { form: { [isExtension ? 'extend' : 'queries']: JSON.stringify(value) } });
        expect(response.status, name).toBe(200);
        const kind = isExtension ? 'data-extension-response' : 'reconciliation-result-batch';
        fits(isDraft ? '1.0-draft' : '0.2', kind, await response.json());
      }
    },
  );

  it.skipIf(bad.length === 0)(
    `ENT-8: the ${bad.length} published wrong queries are refused with what is wrong`,
    async () => {
      const luz = await member('Luz');
      for (const { name, value } of bad) {
        const response = await sent(`${luz.token}/match`, { json: value });
        expect([400, 422], name).toContain(response.status);
        const { detail } = z.object({ detail: z.string().min(10) }).parse(await response.json());
        expect(detail, name).not.toMatch(/undefined|ZodError/u);
      }
    },
  );

  it('ENT-8: conditions are kept: names, ids, values, quantifiers, qualifiers and what is required', async () => {
    const luz = await member('Luz');
    const older = await named(luz.who, 'Teodoro Quishpe', {
      properties: { birthDate: '1961-04', position: ['notary', 'mayor'] },
    });
    const younger = await named(luz.who, 'Teodoro Quishpe', {
      properties: { birthDate: '1990', passportNumber: 'Q-1990' },
    });
    const name = byName('Quishpe, Teodoro');
    const [both, born, required, all, none, wild, exact, byId, byValue, nobody] = await matched(
      luz.token,
      { conditions: [name] },
      { conditions: [name, byProperty('birthDate', '1961-04-30')] },
      { conditions: [name, byProperty('position', ['mayor', 'pilot'], { required: true })] },
      { conditions: [name, byProperty('position', ['mayor', 'pilot'], { required: true, matchQuantifier: 'all' })] },
      { conditions: [name, byProperty('position', 'Notary', { required: true, matchQuantifier: 'none' })] },
      { conditions: [name, byProperty('position', 'MAY*R', { required: true, matchQualifier: 'WildcardMatch' })] },
      { conditions: [name, byProperty('position', 'Mayor', { required: true, matchQualifier: 'ExactMatch' })] },
      { conditions: [{ matchType: 'id', propertyValue: [older, 'nobody'] }] },
      { conditions: [byProperty('passportNumber', 'q-1990')] },
      { conditions: [byProperty('passportNumber', 'q-1991')] },
    );
    expect(ids(both)?.sort()).toEqual([older, younger].sort());
    // Two of one name: neither is certain, until something else tells them apart.
    expect(both?.map(({ match }) => match)).toEqual([false, false]);
    expect(born?.[0]).toMatchObject({ id: older, score: 100, match: true });
    expect([required, all, none, wild, exact].map(ids)).toEqual([[older], [], [younger], [older], []]);
    expect(byId).toMatchObject([{ id: older, score: 100, match: true }]);
    expect(byValue).toMatchObject([{ id: younger, score: 100, match: true }]);
    expect(nobody).toEqual([]);
  });

  it('ENT-8, ENT-7: who is hidden is answered as who never was, by name, id, value, suggestion and extension', async () => {
    const [luz, eve] = [await member('Luz'), await member('Eve')];
    const secret = await caseOf(luz.who, 'Secret', true);
    const hidden = await named(luz.who, 'Zzyzx Hidden', {
      investigationId: secret,
      properties: { passportNumber: 'Z-1', nationality: 'mx' },
    });
    const shared = await named(luz.who, 'Olmedo Shared', { properties: { nationality: 'ec' } });
    await named(luz.who, 'Nothing', { investigationId: secret });
    const never = hidden.replace(/^.{8}/u, '00000000');
    const answers = async (id: string, passport: string, name: string) => [
      await matched(
        eve.token,
        { conditions: [byName(name)] },
        { conditions: [{ matchType: 'id', propertyValue: id }] },
        { conditions: [byProperty('passportNumber', passport)] },
      ),
      await said(`${eve.token}/suggest/entity?prefix=${id}`),
      await said(`${eve.token}/suggest/entity?prefix=${encodeURIComponent(name)}`),
    ];
    expect(await answers(hidden, 'Z-1', 'Zzyzx Hidden')).toEqual(await answers(never, 'Z-2', 'Yyzyx Neverwas'));
    const rows = await said(`${eve.token}/extend`, {
      json: { ids: [hidden, never, shared], properties: [{ id: 'nationality' }] },
    });
    expect(rows).toMatchObject({
      rows: [
        { properties: [{ values: [] }] },
        { properties: [{ values: [] }] },
        { properties: [{ values: [{ str: 'ec' }] }] },
      ],
    });
    const [mine] = await matched(luz.token, { conditions: [byProperty('passportNumber', 'Z-1')] });
    expect(ids(mine)).toEqual([hidden]);
  });

  it('ENT-8: pages of other sites may ask, with a token alone', async () => {
    const luz = await member('Luz');
    const preflight = await OPTIONS(new Request('http://test/api/reconcile/match', { method: 'OPTIONS' }), {
      params: Promise.resolve({ rest: ['match'] }),
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const response of [
      preflight,
      await sent(luz.token),
      await sent('match', { json: { queries: [{ conditions: [byName('Ana')] }] }, headers: luz.headers }),
      await sent('match', { json: {} }),
      await sent('nowhere/else/at/all'),
    ]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.has('access-control-allow-credentials')).toBe(false);
      expect(response.headers.get('vary')).toContain('accept');
    }
  });

  it('ENT-8: hostile input is refused in a sentence, never with a fault of ours', async () => {
    const luz = await member('Luz');
    const query = { conditions: [byName('Ana')] };
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const status = async (address: string, more: Sent = {}) => (await sent(address, more)).status;
    const match = `${luz.token}/match`;
    expect(await status(match, { json: { queries: Array.from({ length: 51 }, () => query) } })).toBe(413);
    expect(await status(match, { body: `{"queries":"${'x'.repeat(1_000_001)}"}` })).toBe(413);
    expect(await status(luz.token, { form: { queries: 'x'.repeat(1_000_001) } })).toBe(413);
    expect(await status(match, { body: `{"queries":${deep}}` })).toBe(400);
    expect(await status(match, { body: 'queries=[]' })).toBe(400);
    expect(
      await status(luz.token, { form: { queries: `{"q0":{"query":"Ana","properties":[{"pid":"p","v":${deep}}]}}` } }),
    ).toBe(422);
    expect(await status(`${luz.token}/extend`, { json: { ids: Array(101).fill('x'), properties: [] } })).toBe(422);
    expect(await status(match, { json: { queries: [{ conditions: [byName('x'.repeat(301))] }] } })).toBe(422);
    expect(await status(match, { json: { queries: [{ ...query, limit: 0 }] } })).toBe(422);
    expect(await status(match)).toBe(405);
    expect(await status(`${luz.token}/suggest/person`)).toBe(404);
    expect(await status(match.replace(luz.token, 'wrong'), { json: { queries: [query] } })).toBe(401);
    expect(await status('match', { json: { queries: [query] } })).toBe(401);
    expect(await status('wrong')).toBe(401);
    expect(await status('wr%0d%0aong: x')).toBe(401);
    // Odd, but answered: what no name holds, the names of an object's insides, patterns without an end.
    const odd = ['\0', '\u{D800}', '__proto__', '%', '*'.repeat(200), '\'; DROP TABLE "Entity"; --', '\u{202E}txt'];
    for (const text of odd) {
      const more = { matchQualifier: 'WildcardMatch' };
      const queries = [
        { conditions: [byName(text), byProperty(text, text, more)] },
        { conditions: [byProperty(text, text)] },
      ];
      expect(await status(match, { json: { queries } }), text).toBe(200);
      expect(await status(`${luz.token}/extend`, { json: { ids: [text], properties: [{ id: text }] } }), text).toBe(
        200,
      );
      const form = { queries: JSON.stringify({ [text]: { query: text } }) };
      expect(await status(luz.token, { form }), text).toBe(200);
      expect(
        await status(`${luz.token}/suggest/entity?prefix=${encodeURIComponent(text.toWellFormed())}&offset=-1`),
      ).toBe(200);
    }
  });
});
