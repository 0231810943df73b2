import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import {
  createAccount,
  createToken,
  invite,
  acceptInvitation,
  startSession,
  suspendAccount,
  updateAccount,
} from '@/lib/accounts/commands.ts';
import { getMe, listAccounts } from '@/lib/accounts/queries.ts';
import { hashPassword, invitationSecret, newApiToken, passwordFits } from '@/lib/accounts/secrets.ts';
import { callerFromHeaders, COOKIE, sessionCookie } from '@/lib/accounts/session.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import { execute } from '@/lib/platform/command.ts';
import { env, environmentComplaint } from '@/lib/platform/env.ts';
import { newId, SYSTEM_USER } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';

const test = testDatabase();
const system = { userId: SYSTEM_USER };

describe('accounts', () => {
  it('ACC-2: passwords are argon2id; a wrong one and a missing account are told apart by nobody', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(await passwordFits(stored, 'correct horse battery')).toBe(true);
    expect(await passwordFits(stored, 'wrong horse')).toBe(false);
    expect(await passwordFits(null, 'correct horse battery')).toBe(false);
  });

  it('ACC-2: an invitation works once, also when it is used twice at once', async () => {
    const amal = await person(test.db, 'Amal', 'moderator');
    const { id } = await done(test.db, invite, amal, { email: `new-${newId()}@example.org` });
    const tokenHash = sha256(invitationSecret(id));
    const use = () => execute(test.db, acceptInvitation, system, { tokenHash, name: 'New', passwordHash: 'x' });
    const results = await Promise.all([use(), use()]);
    expect(results.map((result) => (result.ok ? 'in' : result.error.code)).sort()).toEqual(['conflict', 'in']);
  });

  it('ACC-2: an expired invitation is refused in words', async () => {
    const amal = await person(test.db, 'Amal', 'moderator');
    const longAgo = () => new Date(Date.now() - 40 * 86_400_000);
    const made = await execute(test.db, invite, amal, { email: `late-${newId()}@example.org` }, { now: longAgo });
    if (!made.ok) throw new Error(made.error.detail);
    const result = await execute(test.db, acceptInvitation, system, {
      tokenHash: sha256(invitationSecret(made.value.id)),
      name: 'Late',
      passwordHash: 'x',
    });
    expect(result).toMatchObject({
      error: { code: 'conflict', detail: expect.stringMatching(/no longer valid/) as string },
    });
  });

  it('ACC-3: a suspension ends commands, queries and sessions at once', async () => {
    const [amal, mo] = [await person(test.db, 'Amal', 'moderator'), await person(test.db, 'Mo')];
    const sessionId = newId();
    await done(test.db, startSession, system, { userId: mo.userId, sessionId });
    const inSession = { ...mo, sessionId };
    expect(await ask(test.db, getMe, inSession, {})).toMatchObject({ ok: true });
    await done(test.db, suspendAccount, amal, { accountId: mo.userId, reason: 'test' });
    expect(await ask(test.db, getMe, inSession, {})).toMatchObject({ ok: false });
    expect(await execute(test.db, createInvestigation, mo, { title: 'late' })).toMatchObject({
      error: { code: 'suspended' },
    });
    expect(await execute(test.db, startSession, system, { userId: mo.userId, sessionId: newId() })).toMatchObject({
      error: { code: 'suspended' },
    });
  });

  it('ACC-3: of commands that race with a suspension, each is either whole and before it or refused', async () => {
    const [amal, mo] = [await person(test.db, 'Amal', 'moderator'), await person(test.db, 'Mo')];
    const [suspended, ...rest] = await Promise.all([
      execute(test.db, suspendAccount, amal, { accountId: mo.userId, reason: 'race' }),
      ...Array.from({ length: 12 }, (_, n) => execute(test.db, createInvestigation, mo, { title: `Race ${n}` })),
    ]);
    expect(suspended.ok).toBe(true);
    const made = rest.filter((result) => result.ok).length;
    expect(await test.db.prisma.investigation.count({ where: { createdById: mo.userId } })).toBe(made);
    expect(rest.every((result) => result.ok || result.error.code === 'suspended')).toBe(true);
  });

  it('ACC-4: nobody raises their own role, moderators make no moderators, and the last admin stays', async () => {
    await test.db.prisma.user.updateMany({
      where: { role: 'admin', id: { not: SYSTEM_USER } },
      data: { role: 'member' },
    });
    const [ada, eve] = [await person(test.db, 'Ada', 'admin'), await person(test.db, 'Eve', 'admin')];
    const [amal, mo] = [await person(test.db, 'Amal', 'moderator'), await person(test.db, 'Mo')];
    expect(await execute(test.db, updateAccount, amal, { accountId: amal.userId, role: 'admin' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await execute(test.db, updateAccount, amal, { accountId: mo.userId, role: 'moderator' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await execute(test.db, suspendAccount, amal, { accountId: ada.userId, reason: 'coup' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    const each = await Promise.all([
      execute(test.db, updateAccount, ada, { accountId: eve.userId, role: 'member' }),
      execute(test.db, updateAccount, eve, { accountId: ada.userId, role: 'member' }),
    ]);
    expect(each.filter((result) => result.ok)).toHaveLength(1);
    expect(await test.db.prisma.user.count({ where: { role: 'admin', state: 'active' } })).toBe(1);
  });

  it('ACC-7: a token is kept as a hash, ends, and does only what its scopes say', async () => {
    const luz = await person(test.db, 'Luz', 'moderator');
    const { secret, hash } = newApiToken();
    await done(test.db, createToken, luz, { userId: luz.userId, name: 'reader', tokenHash: hash, scopes: ['read'] });
    const caller = await callerFromHeaders(new Headers({ authorization: `Bearer ${secret}` }));
    if (!caller) throw new Error('the token is not known');
    expect(JSON.stringify(await test.db.prisma.apiToken.findMany())).not.toContain(secret);
    expect(await ask(test.db, getMe, caller, {})).toMatchObject({ ok: true });
    expect(await ask(test.db, listAccounts, caller, {})).toMatchObject({ error: { code: 'scope_missing' } });
    expect(await execute(test.db, createInvestigation, caller, { title: 'x' })).toMatchObject({
      error: { code: 'scope_missing' },
    });
    await test.db.prisma.apiToken.updateMany({ where: { tokenHash: hash }, data: { expiresAt: new Date(0) } });
    expect(await callerFromHeaders(new Headers({ authorization: `Bearer ${secret}` }))).toBeNull();
  });

  it('ACC-2: a session slides for 30 days without use, and ends after 90 however much it is used', async () => {
    const { userId } = await person(test.db, 'Luz');
    const sessionId = newId();
    await done(test.db, startSession, system, { userId, sessionId });
    const token = await encode({ token: { sid: sessionId }, secret: env().AUTH_SECRET });
    const who = () => callerFromHeaders(new Headers({ cookie: `${COOKIE.plain}=${token}` }));
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const set = (data: { createdAt?: Date; lastSeenAt?: Date; expiresAt?: Date }) =>
      test.db.prisma.session.update({ where: { id: sessionId }, data });
    expect(await who()).toEqual({ userId, sessionId });
    const { expiresAt } = await set({ lastSeenAt: ago(20), expiresAt: ago(-10) });
    expect(await who()).toEqual({ userId, sessionId });
    // Used: it is good for thirty days from now.
    const slid = await test.db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(slid.expiresAt.getTime() - expiresAt.getTime()).toBeGreaterThan(19 * 86_400_000);
    await set({ createdAt: ago(89) });
    expect(await who()).toEqual({ userId, sessionId });
    await set({ createdAt: ago(91) });
    expect(await who()).toBeNull();
    await set({ createdAt: ago(40), expiresAt: ago(1) });
    expect(await who()).toBeNull();
  });

  it('reads its own cookie whole and in pieces, and nothing else', () => {
    expect(sessionCookie('a=b; next-auth.session-token=xyz')).toBe('xyz');
    expect(sessionCookie('next-auth.session-token.0=ab; next-auth.session-token.1=cd')).toBe('abcd');
    expect(sessionCookie('session-token=xyz; %%%')).toBeNull();
    // Over https only the name that a browser lets this very host set (a sibling host could plant the other).
    expect(sessionCookie('next-auth.session-token=planted', true)).toBeNull();
    expect(sessionCookie('__Host-redthread.session=own; next-auth.session-token=planted', true)).toBe('own');
  });

  it('ACC-2: an address has one account, however it is written', async () => {
    await done(test.db, createAccount, system, { email: 'One@Example.org', name: 'One' });
    expect(await execute(test.db, createAccount, system, { email: ' one@example.ORG ', name: 'Two' })).toMatchObject({
      error: { code: 'conflict' },
    });
  });

  it('RUN-2: a start without or with a weak secret is refused with one clear line', () => {
    expect(environmentComplaint({ DATABASE_URL: 'postgresql://x', NODE_ENV: 'production' })).toMatch(/AUTH_SECRET/);
    expect(
      environmentComplaint({ DATABASE_URL: 'postgresql://x', AUTH_SECRET: 'short', NODE_ENV: 'production' }),
    ).toMatch(/32 characters/);
    expect(
      environmentComplaint({ DATABASE_URL: 'postgresql://x', AUTH_SECRET: 'x'.repeat(32), NODE_ENV: 'production' }),
    ).toMatch(/repeats itself/);
    expect(
      environmentComplaint({
        DATABASE_URL: 'postgresql://x',
        AUTH_SECRET: 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldA==',
        NODE_ENV: 'production',
        // As a compose file passes what nobody filled in.
        SMTP_URL: '',
        AUTH_SECRET_PREVIOUS: '',
      }),
    ).toBeUndefined();
    expect(environmentComplaint({ DATABASE_URL: 'postgresql://x', AUTH_SECRET: '', NODE_ENV: 'production' })).toMatch(
      /AUTH_SECRET is missing/,
    );
  });
});
