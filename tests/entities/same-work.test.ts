import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import pg from 'pg';
import { GET as exportRoute } from '@/app/api/interchange/entities/route.ts';
import { POST as lookupRoute } from '@/app/api/interchange/lookup/[entityId]/route.ts';
import { GET as reconcileGet, POST as reconcilePost } from '@/app/api/reconcile/[[...rest]]/route.ts';
import { serve } from '@/lib/api/serve.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { newId } from '@/lib/platform/ids.ts';
import { testDatabase } from '../support/database.ts';
import { done, joins } from '../support/people.ts';
import type { Member } from './member.ts';
import { memberOf } from './member.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named, sealed, mark } = stage(test);

/** Everything that is sent to Postgres while something is asked, by whatever way. */
const queries = vi.spyOn(pg.Client.prototype, 'query');
const statements = (): string[] =>
  queries.mock.calls.map(([first]: readonly unknown[]) =>
    typeof first === 'object' && first && 'text' in first ? String(first.text) : String(first),
  );
beforeAll(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
});
afterAll(() => {
  queries.mockRestore();
});

interface Meant {
  readonly id: string;
  readonly name: string;
}
type Ask = (meant: Meant) => Promise<Response>;

/** What one answer shows and costs, with what was asked for taken out of it; some questions ask several at once, in any order. */
async function seen(ask: Ask, { id, name }: Meant) {
  queries.mockClear();
  const response = await ask({ id, name });
  const words = name.toLowerCase().split(' ');
  const shown = (await response.text()).replaceAll(id, 'THE-ID').replaceAll(name, 'THE NAME');
  return {
    status: response.status,
    headers: [...response.headers],
    // Reasons say again, word by word, what was asked.
    body: words.reduce((text, word) => text.replaceAll(`"${word}"`, '"A WORD"'), shown),
    statements: statements().sort(),
  };
}

/** All addresses, each with the same question. */
function surfaces(
  eve: Member,
  own: { entity: string; caseId: string; sourceId: string; markId: string },
): Record<string, Ask> {
  const api =
    (
      path: string,
      method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
      of: (meant: Meant) => Record<string, unknown> = () => ({}),
    ): Ask =>
    async (meant) => {
      const given = of(meant);
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, key = '']): [string, string] => [
        key,
        typeof given[key] === 'string' ? given[key] : meant.id,
      ]);
      const rest = Object.entries(given).filter(([key]) => !inPath.some(([known]) => known === key));
      const search =
        method === 'GET' ? new URLSearchParams(rest.map(([key, value]) => [key, String(value)])).toString() : '';
      const request = new Request(`http://test/api/v1${path}?${search}`, {
        method,
        headers: { ...eve.headers, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
      });
      return serve(path)[method](request, { params: Promise.resolve(Object.fromEntries(inPath)) });
    };
  const reconcile =
    (
      rest: string,
      json?: (meant: Meant) => unknown,
      search: (meant: Meant) => Record<string, string> = () => ({}),
    ): Ask =>
    (meant) =>
      (json ? reconcilePost : reconcileGet)(
        new Request(`http://test/api/reconcile/${rest}?${new URLSearchParams(search(meant)).toString()}`, {
          headers: eve.headers,
          ...(json ? { method: 'POST', body: JSON.stringify(json(meant)) } : {}),
        }),
        { params: Promise.resolve({ rest: rest.split('/') }) },
      );
  const entity = '/entities/{entityId}';
  const target = { start: 0, end: 5 };
  return {
    'the entity': api(entity, 'GET'),
    'its mentions': api(`${entity}/mentions`, 'GET'),
    'who is named with it': api(`${entity}/alongside`, 'GET'),
    'its notes': api(`${entity}/notes`, 'GET'),
    'its timeline': api(`${entity}/timeline`, 'GET'),
    'its relationships': api('/relationships', 'GET', ({ id }) => ({ entityId: id })),
    'its duplicates': api('/entities/duplicates', 'GET', ({ id }) => ({ entityId: id })),
    'the network around it': api('/network', 'GET', ({ id }) => ({ entityId: id })),
    'a way to it': api('/network/path', 'GET', ({ id }) => ({ from: own.entity, to: id })),
    'candidates by its name': api('/entities', 'GET', ({ name }) => ({ q: name })),
    'candidates in a case': api('/entities', 'GET', ({ name }) => ({ q: name, investigationId: own.caseId })),
    'candidates by a part of its name': api('/entities', 'GET', ({ name }) => ({ q: name.split(' ')[0] ?? '' })),
    'candidates by the beginning of its name': api('/entities', 'GET', ({ name }) => ({ q: name.slice(0, 5) })),
    'the search': api('/search', 'GET', ({ name }) => ({ q: name })),
    'its export': api('/entities/exchanged', 'GET', ({ id }) => ({ ids: id })),
    'what is merged, looked at': api(`${entity}/merge`, 'GET', () => ({ into: own.entity })),
    'into what is merged, looked at': api(`${entity}/merge`, 'GET', ({ id }) => ({ entityId: own.entity, into: id })),
    'a merge of it': api(`${entity}/merge`, 'POST', () => ({ into: own.entity, reason: 'a guess' })),
    'a merge into it': api(`${entity}/merge`, 'POST', ({ id }) => ({
      entityId: own.entity,
      into: id,
      reason: 'a guess',
    })),
    'a change of it': api(entity, 'PATCH', () => ({ name: 'A guess' })),
    'a name for it': api(`${entity}/names`, 'POST', () => ({ name: 'A guess' })),
    'never the same as it': api(`${entity}/not-same`, 'POST', ({ id }) => ({ entityId: own.entity, otherId: id })),
    'a watch on it': api(`${entity}/watch`, 'POST'),
    'a note on it': api(`${entity}/notes`, 'POST', () => ({ investigationId: own.caseId })),
    'a line to it': api('/relationships', 'POST', ({ id }) => ({
      investigationId: own.caseId,
      schema: 'UnknownLink',
      fromId: own.entity,
      toId: id,
    })),
    'a link of words to it': api('/sources/{sourceId}/annotations', 'POST', ({ id }) => ({
      sourceId: own.sourceId,
      kind: 'entity',
      target,
      entityId: id,
    })),
    'a relink to it': api('/annotations/{annotationId}', 'PATCH', ({ id }) => ({
      annotationId: own.markId,
      entityId: id,
    })),
    'a claim by it': api('/investigations/{investigationId}/claims', 'POST', ({ id }) => ({
      investigationId: own.caseId,
      statement: 'A guess.',
      speakerId: id,
    })),
    'looking it up elsewhere': ({ id }) =>
      lookupRoute(new Request('http://test/', { method: 'POST', headers: eve.headers }), {
        params: Promise.resolve({ entityId: id }),
      }),
    'reconciliation by its name': reconcile('match', ({ name }) => ({
      queries: [{ conditions: [{ matchType: 'name', propertyValue: name }] }],
    })),
    'reconciliation by its id': reconcile('match', ({ id }) => ({
      queries: [{ conditions: [{ matchType: 'id', propertyValue: id }] }],
    })),
    'reconciliation by a value': reconcile('match', ({ name }) => ({
      queries: [{ conditions: [{ matchType: 'property', propertyId: 'passportNumber', propertyValue: name }] }],
    })),
    'the extension of its row': reconcile('extend', ({ id }) => ({ ids: [id], properties: [{ id: 'nationality' }] })),
    'a suggestion by its name': reconcile('suggest/entity', undefined, ({ name }) => ({ prefix: name })),
    'a suggestion by its id': reconcile('suggest/entity', undefined, ({ id }) => ({ prefix: id })),
    'the export behind it': ({ id }) =>
      exportRoute(new Request(`http://test/api/interchange/entities?after=${id}`, { headers: eve.headers })),
  };
}

describe('ENT-7: what is hidden costs and says no more than what never was', () => {
  it(
    'ENT-7: the same statements, status, headers and body on every surface, by id and by name',
    { timeout: 120_000 },
    async () => {
      const [luz, eve] = [await memberOf(test, 'Luz'), await memberOf(test, 'Eve')];
      const caseId = await caseOf(eve.who, 'Open');
      const source = await sealed(eve.who, caseId);
      const entity = await named(eve.who, 'Olga Mora', { investigationId: caseId });
      const markId = await mark(eve.who, caseId, source, { entityId: entity });
      // In a case that she may not read: named, marked, linked, with a value, and near to an entity that she knows.
      const secret = await caseOf(luz.who, 'Secret', true);
      const hidden: Meant = { name: 'Zoraida Quimbita', id: '' };
      const id = await named(luz.who, hidden.name, {
        investigationId: secret,
        properties: { passportNumber: hidden.name, nationality: 'mx' },
      });
      const hiddenSource = await sealed(luz.who, secret);
      await mark(luz.who, secret, hiddenSource, { entityId: id });
      await mark(luz.who, secret, hiddenSource, { entityId: entity });
      const link = { investigationId: secret, schema: 'UnknownLink', fromId: entity, toId: id };
      await done(test.db, createRelationship, luz.who, link);
      const there: Meant = { name: hidden.name, id };
      // As long, of as many words, with letters that nothing here has.
      const never: Meant = { name: 'Wenceslao Bhrjkwu', id: newId() };
      const all = surfaces(eve, { entity, caseId, sourceId: source.sourceId, markId });
      // Once for what is remembered from then on: who was last seen when.
      await seen(all['the entity'] ?? (() => Promise.reject(new Error('none'))), never);
      for (const [what, ask] of Object.entries(all)) {
        const unknown = await seen(ask, never);
        const secretly = await seen(ask, there);
        expect(unknown.statements.length, what).toBeGreaterThan(0);
        expect.soft(secretly, what).toEqual(unknown);
        // Refused or answered as what is not there, never because the question itself was wrong.
        expect.soft([200, 404], what).toContain(secretly.status);
      }
      // A name that shares a word with one that she sees: what she sees is all that is found.
      const kin: Meant = {
        name: 'Olga Quimbita',
        id: await named(luz.who, 'Olga Quimbita', { investigationId: secret }),
      };
      for (const [what, ask] of Object.entries(all).filter(([key]) => key.includes('name'))) {
        const unknown = await seen(ask, { ...never, name: 'Olga Bhrjkwuz' });
        expect.soft(await seen(ask, kin), what).toEqual(unknown);
      }
      // Whoever may see it is answered: these are questions that have an answer.
      await joins(test.db, eve.who, secret, 'viewer');
      const told = await Promise.all(
        ['the entity', 'candidates by its name', 'reconciliation by its id', 'the extension of its row'].map(
          async (what) => {
            const ask = all[what];
            return ask ? (await (await ask(there)).text()).includes(id) : false;
          },
        ),
      );
      expect(told).toEqual([true, true, true, true]);
    },
  );
});
