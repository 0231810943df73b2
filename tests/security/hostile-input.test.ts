import { beforeAll, describe, expect, it } from 'vitest';
import { createToken, startSession } from '@/lib/accounts/commands.ts';
import { COOKIE } from '@/lib/accounts/session.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { runCommand } from '@/lib/api/run-command.ts';
import { serve } from '@/lib/api/serve.ts';
import { endSession } from '@/lib/accounts/commands.ts';
import { loggablePath, redact } from '@/lib/platform/log.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { env } from '@/lib/platform/env.ts';
import { newId, SYSTEM_USER } from '@/lib/platform/ids.ts';
import { encode } from 'next-auth/jwt';
import { testDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';

const test = testDatabase();
let luz: Caller;
let bearer = '';

beforeAll(async () => {
  luz = await person(test.db, 'Luz');
  const { secret, hash } = newApiToken();
  await done(test.db, createToken, luz, { userId: luz.userId, name: 't', tokenHash: hash, scopes: ['read', 'write'] });
  bearer = `Bearer ${secret}`;
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  serve(path).POST(
    new Request(`http://test/api/v1${path}`, { method: 'POST', body, headers: { authorization: bearer, ...headers } }),
    {
      params: Promise.resolve({}),
    },
  );

describe('hostile bodies', () => {
  it.each([
    ['deeply nested', `{"title":"x","policy":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 400],
    ['deep arrays', `{"title":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400],
    ['no object', '[1,2,3]', 400],
    ['cut off', '{"title":"x"', 400],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe]).toString('latin1'), 400],
    ['a huge number for a text', '{"title":1e400}', 422],
    ['a NUL', '{"title":"a\\u0000b"}', 422],
    ['half a character', '{"title":"\\ud800"}', 422],
    ['a title of a megabyte', JSON.stringify({ title: 'x'.repeat(1e6) }), 422],
  ])('%s: refused in words, never a 500', async (_name, body, status) => {
    const response = await post('/investigations', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      code: expect.any(String) as string,
      detail: expect.any(String) as string,
    });
  });

  it('prototype pollution: __proto__ and constructor in a body change nothing', async () => {
    const body =
      '{"title":"Proto","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"policy":{"__proto__":{"polluted":1}}}';
    const response = await post('/investigations', body);
    expect(response.status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of a key given twice, the last counts, for the check and for the effect alike', async () => {
    const response = await post('/investigations', '{"title":"first","title":"second"}');
    expect(await response.json()).toMatchObject({ title: 'second' });
  });

  it('mass assignment: what a client has no business to set is not set', async () => {
    const other = await person(test.db, 'Other');
    const response = await post(
      '/investigations',
      JSON.stringify({
        title: 'Mine',
        createdById: other.userId,
        claimCount: 99,
        createdAt: '2001-01-01T00:00:00Z',
        members: [{ userId: other.userId, role: 'lead' }],
      }),
    );
    const { id } = (await response.json()) as { id: string };
    const row = await test.db.prisma.investigation.findUniqueOrThrow({ where: { id }, include: { members: true } });
    expect(row).toMatchObject({ createdById: luz.userId, claimCount: 0 });
    expect(row.members.map(({ userId }) => userId)).toEqual([luz.userId]);
    expect(row.createdAt.getFullYear()).toBeGreaterThan(2020);
  });
});

describe('sessions', () => {
  async function cookieOf(sessionId: string): Promise<string> {
    return `${COOKIE.plain}=${await encode({ token: { sid: sessionId }, secret: env().AUTH_SECRET })}`;
  }
  async function session() {
    const sessionId = newId();
    await done(test.db, startSession, { userId: SYSTEM_USER }, { userId: luz.userId, sessionId });
    return { sessionId, cookie: await cookieOf(sessionId) };
  }
  const command = (cookie: string, headers: Record<string, string>) =>
    runCommand(
      new Request('http://test/api/command', {
        method: 'POST',
        headers: { cookie, ...headers },
        body: JSON.stringify({ id: newId(), name: 'investigation.create', input: { title: 'x' } }),
      }),
    );

  it('ACC-6: CSRF: a cookie alone does nothing when the request comes from another site, or does not say', async () => {
    const { cookie } = await session();
    expect((await command(cookie, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await command(cookie, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await command(cookie, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await command(cookie, { origin: 'https://evil.example', host: 'test' })).status).toBe(403);
    expect((await command(cookie, { origin: 'null', host: 'test' })).status).toBe(403);
    expect((await command(cookie, {})).status).toBe(403);
  });

  it('a stolen cookie is worth nothing after the session was ended', async () => {
    const { sessionId, cookie } = await session();
    await done(test.db, endSession, luz, { sessionId });
    expect((await command(cookie, { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  });

  it('session fixation: an id that nobody signed in with, or signed with another secret, is nobody', async () => {
    expect((await command(await cookieOf(newId()), { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
    const { sessionId } = await session();
    const forged = await encode({ token: { sid: sessionId }, secret: 'another secret that is long enough' });
    expect((await command(`${COOKIE.plain}=${forged}`, { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  });
});

describe('logs', () => {
  it('carry no secrets', () => {
    const text =
      'Bearer abc.def rdt_0123456789abcdef postgres://u:pw@host/db {"password":"hunter22","code":"123456"} eyJhbGciOiJkaXIi.x.y';
    const clean = redact(text);
    for (const secret of ['abc.def', 'rdt_0123', 'u:pw', 'hunter22', '123456', 'eyJ'])
      expect(clean).not.toContain(secret);
    expect(loggablePath('/reset/abcdef?x=1')).toBe('/reset/[removed]');
    expect(loggablePath('/invite/abcdef')).toBe('/invite/[removed]');
    expect(loggablePath('/sources/1?q=secret')).toBe('/sources/1');
  });
});
