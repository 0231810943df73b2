import type http from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as placeRoute } from '@/app/api/interchange/lookup/route.ts';
import { POST as lookupRoute } from '@/app/api/interchange/lookup/[entityId]/route.ts';
import { createToken } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { updateSettings } from '@/lib/accounts/settings.commands.ts';
import { importEntities } from '@/lib/entities/import.commands.ts';
import { getEntity } from '@/lib/entities/queries.ts';
import { placeOf } from '@/lib/interop/reconcile/lookup.rules.ts';
import { lookupView } from '@/lib/interop/reconcile/lookup.schema.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, person } from '../support/people.ts';
import type { LocalWeb } from '../support/web.ts';
import { localWeb } from '../support/web.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);
const asked: string[] = [];
let web: LocalWeb;
let luz: Caller;
let headers: Record<string, string>;

function service(request: http.IncomingMessage, response: http.ServerResponse): void {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    asked.push(`${request.method ?? ''} ${new URLSearchParams(body).get('queries') ?? ''}`);
    response.setHeader('content-type', 'application/json');
    if (request.url === '/broken') response.end('<html>');
    else if (request.method === 'GET')
      response.end(
        JSON.stringify({
          name: 'Test data',
          identifierSpace: 'http://www.wikidata.org/entity/',
          view: { url: 'https://www.wikidata.org/wiki/{{id}}' },
        }),
      );
    else
      response.end(
        JSON.stringify({
          q0: {
            result: [
              { id: 'Q42', name: 'Olga Mora', description: 'engineer', score: 91, type: [{ id: 'Q5', name: 'human' }] },
              { id: 'javascript:alert(1)', name: 'Odd', score: 'much' },
              { name: 'without an id' },
            ],
          },
        }),
      );
  });
}

beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
  web = await localWeb(service);
  globalThis.redthreadFetch = web.fetchUrl;
  luz = await person(test.db, 'Luz');
  const { secret, hash } = newApiToken();
  const scopes = ['read', 'write'] as const;
  await done(test.db, createToken, luz, { userId: luz.userId, name: 'test', tokenHash: hash, scopes: [...scopes] });
  headers = { authorization: `Bearer ${secret}` };
});
afterAll(async () => {
  globalThis.redthreadFetch = undefined;
  await web.close();
});
beforeEach(() => {
  asked.length = 0;
});

const set = async (reconcileAt: string) => {
  const admin = await person(test.db, 'Amal', 'admin');
  await done(test.db, updateSettings, admin, { reconcileAt });
};
const lookUp = (entityId: string, who: Record<string, string> = headers) =>
  lookupRoute(new Request(`http://test/api/interchange/lookup/${entityId}`, { method: 'POST', headers: who }), {
    params: Promise.resolve({ entityId }),
  });

describe('looking a name up elsewhere', () => {
  it('ENT-5: nothing is sent while no service is set, and nothing by looking whether one is', async () => {
    const id = await named(luz, 'Olga Mora');
    const place = () => placeRoute(new Request('http://test/api/interchange/lookup', { headers }));
    expect(await (await place()).json()).toEqual({ host: null });
    expect((await lookUp(id)).status).toBe(409);
    await set(web.page('/reconcile'));
    expect(await (await place()).json()).toEqual({ host: `news.example.org:${web.port}` });
    expect(asked).toEqual([]);
    expect((await lookUp(id, {})).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('ENT-5: the name alone is sent; who is chosen is kept with where it came from', async () => {
    await set(web.page('/reconcile'));
    const id = await named(luz, 'Olga Mora', { properties: { position: 'Our secret source' } });
    const found = lookupView.parse(await (await lookUp(id)).json());
    expect(asked).toEqual(['GET ', 'POST {"q0":{"query":"Olga Mora","limit":8}}']);
    expect(found).toMatchObject({
      service: 'Test data',
      candidates: [
        {
          id: 'Q42',
          types: ['human'],
          property: 'wikidataId',
          value: 'Q42',
          url: 'https://www.wikidata.org/wiki/Q42',
        },
        // Shown, as the service said it, but neither a link nor anything to keep.
        { name: 'Odd', property: null, url: null, value: '', score: null },
      ],
    });
    await done(test.db, importEntities, luz, {
      importedFrom: 'Test data (news.example.org)',
      items: [{ id, schema: 'Person', properties: { name: ['Olga Mora'], wikidataId: ['Q42'] } }],
    });
    const entity = await answer(test.db, getEntity, luz, { entityId: id });
    expect(entity.properties.wikidataId).toEqual(['Q42']);
    expect(entity.names).toHaveLength(1);
    expect(entity.provenance.find(({ property }) => property === 'wikidataId')).toMatchObject({ origin: 'import' });
  });

  it('ENT-5: an id from elsewhere is kept only where it is a plain identifier or a web address', () => {
    const template = 'https://example.org/id/{{id}}';
    const kept = (id: string) => placeOf(id, template);
    for (const id of ['Q42', 'gb/00102498', '/m/0k8z', 'NK-7_x.1', 'número7'])
      expect(kept(id), id).toEqual({ usable: true, url: `https://example.org/id/${encodeURIComponent(id)}` });
    expect(kept('https://example.com/a?b=1')).toEqual({ usable: true, url: 'https://example.com/a?b=1' });
    const odd = [
      'javascript:alert(1)',
      'data:text/html,x',
      ' Q42',
      '../../admin',
      'a//b',
      '<b>',
      'a\nb',
      '',
      '"',
      'x'.repeat(300),
    ];
    for (const id of [...odd, 'https://bank.example@evil.example/', 'mailto:a@b.c', '=HYPERLINK("x")', '\u{202E}Q42'])
      expect(kept(id), id).toEqual({ usable: false, url: null });
    // The template is a stranger's, too.
    expect(placeOf('Q42', 'javascript:alert("{{id}}")')).toEqual({ usable: true, url: null });
    expect(placeOf('Q42', undefined)).toEqual({ usable: true, url: null });
  });

  it('ENT-7: nobody looks up what they may not see; a service that breaks is said in words', async () => {
    const eve = await person(test.db, 'Eve');
    const secret = await caseOf(eve, 'Secret', true);
    const hidden = await named(eve, 'Zzyzx', { investigationId: secret });
    await set(web.page('/reconcile'));
    expect((await lookUp(hidden)).status).toBe(404);
    expect((await lookUp('nobody')).status).toBe(404);
    expect(asked).toEqual([]);
    await set(web.page('/broken'));
    const broken = await lookUp(await named(luz, 'Ana Ruiz'));
    expect(broken.status).toBe(409);
    expect(JSON.stringify(await broken.json())).toContain('did not answer as such a service does');
    await set('http://127.0.0.1:1/');
    expect((await lookUp(await named(luz, 'Eva Paz'))).status).toBe(409);
  });
});
