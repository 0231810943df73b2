import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept } from '@/lib/accounts/accept.ts';
import { createAccount, invite, startSession, suspendAccount } from '@/lib/accounts/commands.ts';
import { personBehind } from '@/lib/accounts/oidc.ts';
import { isGuessable } from '@/lib/accounts/password-strength.ts';
import { getMe, listAccounts } from '@/lib/accounts/queries.ts';
import { confirmMail, requestMailChange, requestReset, resetPassword } from '@/lib/accounts/reset.ts';
import { removeFactor } from '@/lib/accounts/secure.commands.ts';
import { beginSecondFactor, choosePassword, confirmSecondFactor, prove } from '@/lib/accounts/secure.ts';
import { listSessions } from '@/lib/accounts/secure.queries.ts';
import { hashPassword, invitationSecret } from '@/lib/accounts/secrets.ts';
import { updateSettings } from '@/lib/accounts/settings.commands.ts';
import { signInWithPassword } from '@/lib/accounts/sign-in.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId, SYSTEM_USER } from '@/lib/platform/ids.ts';
import { createMailer, useMailer } from '@/lib/platform/mail.ts';
import { ask } from '@/lib/platform/query.ts';
import { openSecret } from '@/lib/platform/secret-box.ts';
import { testDatabase } from '../support/database.ts';
import type { MailServer } from '../support/mail-server.ts';
import { startMailServer } from '../support/mail-server.ts';
import { answer, done, person } from '../support/people.ts';

process.env.PUBLIC_URL = 'https://desk.example.org';
const test = testDatabase();
const system = { userId: SYSTEM_USER };
const site = { id: 'desk.example.org', origin: 'https://desk.example.org' };
const GOOD = 'lantern quarry violet tugboat';
let mails: MailServer;

beforeAll(async () => {
  mails = await startMailServer();
  useMailer(createMailer({ url: mails.url, from: 'Redthread <desk@example.org>' }));
});
afterAll(() => mails.close());

/** An account with a password, and how it signs in from an address. */
async function account(role: 'member' | 'moderator' | 'admin' = 'member') {
  const email = `p-${newId()}@example.org`;
  const passwordHash = await hashPassword(GOOD);
  const { id } = await done(test.db, createAccount, system, { email, name: 'Pat', role, passwordHash });
  const signIn = (password = GOOD, code = '', address = '198.51.100.1') =>
    signInWithPassword({ email, password, code }, { address, userAgent: 'test' });
  const enter = async (): Promise<Caller> => {
    const result = await signIn();
    if (!result.ok) throw new Error(result.error.code);
    return { userId: id, sessionId: result.value.sessionId };
  };
  return { id, email, signIn, enter };
}

const codeNow = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret), period: 30 }).generate({ timestamp: Date.now() + ahead * 30_000 });

async function mailTo(address: string, after = 0): Promise<string> {
  await expect
    .poll(() => mails.received.filter(({ to }) => to.includes(address)).length, { timeout: 15_000 })
    .toBeGreaterThan(after);
  // Quoted-printable: soft line ends and equals signs.
  return (mails.received.filter(({ to }) => to.includes(address)).at(-1)?.raw ?? '')
    .replace(/=\r?\n/gu, '')
    .replace(/=3D/gu, '=');
}

async function addFactor(caller: Caller) {
  const begun = await beginSecondFactor(test.db, caller);
  if (!begun.ok) throw new Error(begun.error.detail);
  const confirmed = await confirmSecondFactor(test.db, caller, codeNow(begun.value.secret, -1));
  if (!confirmed.ok) throw new Error(confirmed.error.detail);
  return { secret: begun.value.secret, codes: confirmed.value.codes };
}

describe('ACC-2: passwords', () => {
  it('that anybody would try first are refused, by a list that comes with the program', () => {
    for (const bad of ['password123', 'qwertyuiop', '1234567890', 'iloveyou123', 'P@ssw0rd123', 'patpatpatpat'])
      expect(isGuessable(bad, ['Pat', 'pat@example.org']), bad).toBe(true);
    expect(isGuessable(GOOD, ['Pat'])).toBe(false);
    expect(isGuessable('redthread2026', [])).toBe(true);
    expect(isGuessable('a'.repeat(200), [])).toBe(true);
  });

  it('guessable ones make no account', async () => {
    const amal = await person(test.db, 'Amal', 'moderator');
    const { id } = await done(test.db, invite, amal, { email: `g-${newId()}@example.org` });
    const token = invitationSecret(id);
    expect(await accept({ token, name: 'Gil', password: 'password1234' }, 'x')).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await accept({ token, name: 'Gil', password: GOOD }, 'x')).toMatchObject({ ok: true });
  });

  it('neither answer nor work tells whether an account exists', async () => {
    const pat = await account();
    const wrong = await pat.signIn('not the password');
    const missing = await signInWithPassword(
      { email: `nobody-${newId()}@example.org`, password: 'not the password' },
      { address: '198.51.100.2', userAgent: undefined },
    );
    expect(wrong).toEqual(missing);
  });

  it('ACC-5: an attack from elsewhere locks the attacker out, not the owner where they have been before', async () => {
    const pat = await account();
    await pat.enter();
    for (let n = 0; n < 8; n += 1) await pat.signIn('wrong password', '', `203.0.113.${n}`);
    expect(await pat.signIn(GOOD, '', '203.0.113.99')).toMatchObject({ error: { code: 'rate_limited' } });
    expect(await pat.signIn()).toMatchObject({ ok: true });
  });

  it('changing it ends every other session and keeps this one', async () => {
    const pat = await account();
    const [here, there] = [await pat.enter(), await pat.enter()];
    expect((await answer(test.db, listSessions, here, {})).items).toHaveLength(2);
    expect(await choosePassword(test.db, here, 'password1234')).toMatchObject({ ok: false });
    expect(await choosePassword(test.db, here, `${GOOD} anew`)).toMatchObject({ ok: true });
    expect(await ask(test.db, getMe, here, {})).toMatchObject({ ok: true });
    expect(await ask(test.db, getMe, there, {})).toMatchObject({ error: { code: 'signed_out' } });
  });
});

describe('ACC-2: second factor', () => {
  it('is asked after the password, each code is good once, and the secret lies sealed', async () => {
    const pat = await account();
    const { secret } = await addFactor(await pat.enter());
    const row = await test.db.prisma.secondFactor.findUnique({ where: { userId: pat.id } });
    expect(row?.secret).not.toContain(secret);
    expect(openSecret(row?.secret ?? '', `totp:${pat.id}`)).toBe(secret);
    expect(() => openSecret(row?.secret ?? '', 'totp:somebody-else')).toThrow();
    expect(await pat.signIn()).toMatchObject({ error: { code: 'second_factor' } });
    expect(await pat.signIn(GOOD, '000000')).toMatchObject({ error: { code: 'second_factor' } });
    const code = codeNow(secret);
    const both = await Promise.all([pat.signIn(GOOD, code), pat.signIn(GOOD, code)]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await pat.signIn(GOOD, code)).toMatchObject({ error: { code: 'second_factor' } });
  });

  it('a lost phone: a recovery code opens the door once', async () => {
    const pat = await account();
    const { codes } = await addFactor(await pat.enter());
    expect(codes).toHaveLength(10);
    expect(JSON.stringify(await test.db.prisma.recoveryCode.findMany())).not.toContain(codes[0] ?? 'x');
    expect(await pat.signIn(GOOD, codes[0]?.toUpperCase())).toMatchObject({ ok: true });
    expect(await pat.signIn(GOOD, codes[0])).toMatchObject({ error: { code: 'second_factor' } });
  });

  it('guessing codes stops after a few', async () => {
    const pat = await account();
    await addFactor(await pat.enter());
    const results = [];
    for (let n = 0; n < 9; n += 1) results.push(await pat.signIn(GOOD, `00000${n}`));
    expect(results.at(-1)).toMatchObject({ error: { code: 'rate_limited' } });
  });

  it('where the workspace asks it of moderators, their role waits until they have one', async () => {
    const ada = await account('admin');
    const adasSession = await ada.enter();
    expect(await execute(test.db, updateSettings, adasSession, { secondFactor: 'moderators' })).toMatchObject({
      error: { code: 'conflict' },
    });
    await addFactor(adasSession);
    await done(test.db, updateSettings, adasSession, { secondFactor: 'moderators' });
    try {
      const mod = await (await account('moderator')).enter();
      expect(await ask(test.db, listAccounts, mod, {})).toMatchObject({ error: { code: 'forbidden' } });
      expect(await answer(test.db, getMe, mod, {})).toMatchObject({ role: 'member', owesSecondFactor: true });
      await addFactor(mod);
      expect(await ask(test.db, listAccounts, mod, {})).toMatchObject({ ok: true });
    } finally {
      await done(test.db, updateSettings, adasSession, { secondFactor: 'optional' });
    }
  });

  it('dangerous acts ask for a fresh proof', async () => {
    const pat = await account();
    const here = await pat.enter();
    await addFactor(here);
    await test.db.prisma.session.updateMany({
      where: { id: here.sessionId ?? '' },
      data: { provedAt: new Date(Date.now() - 3_600_000) },
    });
    expect(await execute(test.db, removeFactor, here, {})).toMatchObject({ error: { code: 'reauthenticate' } });
    expect(await prove(test.db, here, { password: 'wrong' }, site)).toMatchObject({ ok: false });
    expect(await prove(test.db, here, { password: GOOD }, site)).toMatchObject({ error: { code: 'second_factor' } });
    const secret = openSecret(
      (await test.db.prisma.secondFactor.findUniqueOrThrow({ where: { userId: pat.id } })).secret,
      `totp:${pat.id}`,
    );
    expect(await prove(test.db, here, { password: GOOD, code: codeNow(secret, 1) }, site)).toMatchObject({ ok: true });
    expect(await execute(test.db, removeFactor, here, {})).toMatchObject({ ok: true });
  });
});

describe('ACC-2: links by mail, through a real SMTP server', () => {
  it('a reset arrives, works once, and ends every session', async () => {
    const pat = await account();
    const before = await pat.enter();
    expect(await requestReset(test.db, pat.email, '198.51.100.7', 'en')).toEqual({ ok: true, value: { mailed: true } });
    const token = /https:\/\/desk\.example\.org\/reset\/([\w-]+)/u.exec(await mailTo(pat.email))?.[1] ?? '';
    const use = () => resetPassword(test.db, { token, password: `${GOOD} anew` }, '198.51.100.7');
    const both = await Promise.all([use(), use()]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await ask(test.db, getMe, before, {})).toMatchObject({ ok: false });
    expect(await pat.signIn()).toMatchObject({ ok: false });
    expect(await pat.signIn(`${GOOD} anew`)).toMatchObject({ ok: true });
  });

  it('asking for nobody answers the same and sends nothing', async () => {
    const nobody = `no-${newId()}@example.org`;
    expect(await requestReset(test.db, nobody, '198.51.100.8', 'en')).toEqual({
      ok: true,
      value: { mailed: true },
    });
    const pat = await account();
    await requestReset(test.db, pat.email, '198.51.100.8', 'es');
    expect(await mailTo(pat.email)).toMatch(/contrase/u);
    expect(mails.received.filter(({ to }) => to.includes(nobody))).toEqual([]);
  });

  it('ACC-5: asking again and again stops', async () => {
    const pat = await account();
    const results = [];
    for (let n = 0; n < 4; n += 1) results.push(await requestReset(test.db, pat.email, `198.51.100.${20 + n}`, 'en'));
    expect(results.at(-1)).toMatchObject({ error: { code: 'rate_limited' } });
  });

  it('an address changes when the new one has proved itself, and the old one is told', async () => {
    const pat = await account();
    const next = `new-${newId()}@example.org`;
    await requestMailChange(test.db, { id: pat.id, email: pat.email, name: 'Pat' }, next, 'en');
    const token = /confirm-mail\/([\w-]+)/u.exec(await mailTo(next))?.[1] ?? '';
    expect(await mailTo(pat.email)).toMatch(/being changed/u);
    expect(await resetPassword(test.db, { token, password: GOOD }, 'x')).toMatchObject({ ok: false });
    expect(await confirmMail(test.db, token, 'x')).toMatchObject({ ok: true });
    expect(await confirmMail(test.db, token, 'x')).toMatchObject({ ok: false });
    expect((await test.db.prisma.user.findUniqueOrThrow({ where: { id: pat.id } })).email).toBe(next);
  });
});

describe('ACC-2: a provider', () => {
  const issuer = 'https://id.example.org';
  it('lets in whom it has verified and we know or have invited, and nobody else', async () => {
    const pat = await account();
    expect(await personBehind(test.db, issuer, { sub: 'a', email: pat.email, email_verified: false })).toMatchObject({
      error: { code: 'forbidden' },
    });
    const known = await personBehind(test.db, issuer, { sub: 'a', email: pat.email, email_verified: true });
    expect(known).toEqual({ ok: true, value: { userId: pat.id } });
    // Afterwards the subject counts, whatever the address says.
    expect(await personBehind(test.db, issuer, { sub: 'a' })).toEqual(known);
    const email = `oidc-${newId()}@example.org`;
    expect(await personBehind(test.db, issuer, { sub: 'b', email, email_verified: true })).toMatchObject({ ok: false });
    await done(test.db, invite, await person(test.db, 'Amal', 'moderator'), { email });
    const joined = await personBehind(test.db, issuer, { sub: 'b', email, email_verified: true, name: 'Bo' });
    expect(joined.ok).toBe(true);
  });
});

describe('ACC-4: a suspension for a time', () => {
  it('ends by itself at the first sign-in after it, on record', async () => {
    const pat = await account();
    const amal = await person(test.db, 'Amal', 'moderator');
    const until = new Date(Date.now() + 60_000).toISOString();
    await done(test.db, suspendAccount, amal, { accountId: pat.id, reason: 'heat', until });
    expect(await pat.signIn()).toMatchObject({ error: { code: 'suspended' } });
    const later = () => new Date(Date.now() + 120_000);
    const sessionId = newId();
    expect(await execute(test.db, startSession, system, { userId: pat.id, sessionId }, { now: later })).toMatchObject({
      ok: true,
    });
    expect(await pat.signIn()).toMatchObject({ ok: true });
  });
});
