import { createToken, suspendAccount } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { nowhere, serve } from '@/lib/api/serve.ts';
import { createInvestigation, updateInvestigation } from '@/lib/investigations/commands.ts';
import { newId } from '@/lib/platform/ids.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';

const test = testDatabase();
beforeAll(() => {
  // Both are read once per process: set before the first request.
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
});

async function bearer(name: string, role: 'member' | 'moderator' = 'member') {
  const caller = await person(test.db, name, role);
  const { secret, hash } = newApiToken();
  await done(test.db, createToken, caller, {
    userId: caller.userId,
    name: 'test',
    tokenHash: hash,
    scopes: ['read', 'write', 'admin'],
  });
  return { caller, headers: { authorization: `Bearer ${secret}` } };
}

type Verb = 'GET' | 'POST' | 'PATCH';
const request = (
  path: string,
  verb: Verb,
  address: string,
  headers: Record<string, string>,
  body?: string,
  params = {},
) =>
  serve(path)[verb](
    new Request(`http://test${address}`, { method: verb, headers, ...(body === undefined ? {} : { body }) }),
    { params: Promise.resolve(params) },
  );

describe('the API', () => {
  it('answers problems as RFC 9457 with a stable code, and asks for a bearer', async () => {
    const response = await request('/investigations', 'GET', '/api/v1/investigations', {});
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({
      status: 401,
      code: 'signed_out',
      detail: expect.any(String) as string,
    });
  });

  it('answers an address that is none with a problem, not with a page', async () => {
    const response = nowhere();
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });

  it("CORE-3: creating twice under the client's own id answers the same whole object with 201", async () => {
    const { headers } = await bearer('Luz');
    const body = JSON.stringify({ id: newId(), title: 'Once' });
    const [one, two] = await Promise.all(
      [1, 2].map(() => request('/investigations', 'POST', '/api/v1/investigations', headers, body)),
    );
    expect([one?.status, two?.status]).toEqual([201, 201]);
    expect(await one?.json()).toEqual(await two?.json());
  });

  it.each([
    ['no JSON', '{', 400, 'malformed'],
    ['a list', '[]', 400, 'malformed'],
    ['nothing in the title', '{"title":"  "}', 422, 'invalid_input'],
    ['an id that is no UUIDv7', '{"title":"x","id":"1"}', 422, 'invalid_input'],
    ['a NUL', '{"title":"a\\u0000b"}', 422, 'invalid_input'],
  ])('refuses a body with %s in words', async (_name, body, status, code) => {
    const { headers } = await bearer('Luz');
    const response = await request('/investigations', 'POST', '/api/v1/investigations', headers, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('refuses a body that is too large before reading all of it', async () => {
    const { headers } = await bearer('Luz');
    const response = await request(
      '/investigations',
      'POST',
      '/api/v1/investigations',
      headers,
      `{"title":"${'x'.repeat(13_000_000)}"}`,
    );
    expect(response.status).toBe(413);
  });

  it('ACC-6: a cookie alone does not write from another site', async () => {
    const response = await request(
      '/investigations',
      'POST',
      '/api/v1/investigations',
      { cookie: 'next-auth.session-token=x', origin: 'https://evil.example' },
      '{}',
    );
    expect([401, 403]).toContain(response.status);
  });

  it('pages with a cursor', async () => {
    const { caller, headers } = await bearer('Luz');
    for (const title of ['a', 'b', 'c']) await done(test.db, createInvestigation, caller, { title });
    const first = (await (
      await request('/investigations', 'GET', '/api/v1/investigations?limit=2', headers)
    ).json()) as { items: { title: string }[]; next: string };
    expect(first.items.map((item) => item.title)).toEqual(['c', 'b']);
    const second = (await (
      await request('/investigations', 'GET', `/api/v1/investigations?limit=2&after=${first.next}`, headers)
    ).json()) as { items: { title: string }[]; next: null };
    expect([second.items.map((item) => item.title), second.next]).toEqual([['a'], null]);
  });

  it('CORE-2: streams the events of a case after Last-Event-ID, then what happens, and ends with a suspension (ACC-3)', async () => {
    const { caller, headers } = await bearer('Luz');
    const amal = await bearer('Amal', 'moderator');
    const { id: investigationId } = await done(test.db, createInvestigation, caller, { title: 'Stream' });
    await done(test.db, updateInvestigation, caller, { investigationId, title: 'Two' });
    const address = `/api/v1/investigations/${investigationId}/events`;
    const response = await request(
      '/investigations/{investigationId}/events',
      'GET',
      address,
      { ...headers, accept: 'text/event-stream', 'last-event-id': '1' },
      undefined,
      { investigationId },
    );
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const until = async (wanted: string) => {
      while (!heard.includes(wanted)) heard += (await reader.read()).value ?? '';
    };
    await until('id: 2\n');
    await done(test.db, updateInvestigation, caller, { investigationId, title: 'Three' });
    await until('id: 3\n');
    expect(heard).not.toContain('id: 1\n');
    await done(test.db, suspendAccount, amal.caller, { accountId: caller.userId, reason: 'test' });
    for (let end = false; !end;) end = (await reader.read()).done;
  });
});
