import { execute } from '../platform/command.ts';
import type { Caller } from '../platform/access.ts';
import { loadActor } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, success } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { take } from '../platform/limits.ts';
import { openSecret, sealSecret } from '../platform/secret-box.ts';
import { renderSVG } from 'uqr';
import type { z } from 'zod';
import { hashRecoveryCode, newRecoveryCodes, newTotpSecret, stepOfCode, totpAddress } from './one-time.ts';
import type { Site } from './passkeys.ts';
import { authenticated, registered } from './passkeys.ts';
import { GUESSABLE, isGuessable } from './password-strength.ts';
import { factorPurpose, hasFactor, markProved, takeCode } from './prove.ts';
import { addPasskey, beginFactor, confirmFactor, renewRecoveryCodes, setPassword } from './secure.commands.ts';
import type { addPasskeyInput, proveInput } from './secure.schema.ts';
import { hashPassword, passwordFits } from './secrets.ts';

// What a signed-in person does about how they sign in. Secrets are made and checked here and reach a command only
// sealed or hashed, because a command's input and answer are kept.

/** Shows once more who sits here: with the password (and code, where there is one), or a passkey. */
export async function prove(
  db: Database,
  caller: Caller,
  given: z.infer<typeof proveInput>,
  site: Site,
): Promise<Result<{ readonly proved: true }>> {
  if (!caller.sessionId) return failure('forbidden', 'This is for people, not for tokens.');
  if (given.passkey) {
    const answered = await authenticated(db, site, given.passkey, caller.userId);
    if (!answered.ok) return answered;
  } else {
    const limited = await take(db, 'secondFactor', `prove ${caller.userId}`);
    if (limited) return { ok: false, error: limited };
    const person = await db.prisma.user.findUnique({ where: { id: caller.userId } });
    if (!(await passwordFits(person?.passwordHash ?? null, given.password ?? '')))
      return failure('signed_out', 'This is not your password.');
    if (await hasFactor(db, caller.userId)) {
      if (!given.code) return failure('second_factor');
      const refusal = await takeCode(db, caller.userId, given.code);
      if (refusal) return { ok: false, error: refusal };
    }
  }
  await markProved(db, caller.userId, caller.sessionId);
  return success({ proved: true });
}

export async function beginSecondFactor(
  db: Database,
  caller: Caller,
): Promise<Result<{ readonly secret: string; readonly picture: string }>> {
  const actor = await loadActor(db.prisma, caller, false);
  const secret = newTotpSecret();
  const begun = await execute(db, beginFactor, caller, { sealed: sealSecret(secret, factorPurpose(caller.userId)) });
  return begun.ok ? success({ secret, picture: renderSVG(totpAddress(secret, actor.email)) }) : begun;
}

/** With the first right code the factor holds; the recovery codes are shown this once. */
export async function confirmSecondFactor(
  db: Database,
  caller: Caller,
  code: string,
): Promise<Result<{ readonly codes: readonly string[] }>> {
  const row = await db.prisma.secondFactor.findUnique({ where: { userId: caller.userId } });
  if (!row || row.confirmedAt) return failure('conflict', 'There is nothing to confirm. Begin again.');
  const limited = await take(db, 'secondFactor', `confirm ${caller.userId}`);
  if (limited) return { ok: false, error: limited };
  const step = stepOfCode(openSecret(row.secret, factorPurpose(caller.userId)), code, new Date());
  if (step === null) return failure('second_factor', 'This code does not fit. Is the clock of your phone right?');
  const codes = newRecoveryCodes();
  const hashes = codes.map((one) => hashRecoveryCode(caller.userId, one));
  const confirmed = await execute(db, confirmFactor, caller, { step, hashes });
  return confirmed.ok ? success({ codes }) : confirmed;
}

export async function newCodes(db: Database, caller: Caller): Promise<Result<{ readonly codes: readonly string[] }>> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((one) => hashRecoveryCode(caller.userId, one));
  const renewed = await execute(db, renewRecoveryCodes, caller, { hashes });
  return renewed.ok ? success({ codes }) : renewed;
}

export async function choosePassword(
  db: Database,
  caller: Caller,
  password: string,
): Promise<Result<{ readonly done: true }>> {
  const actor = await loadActor(db.prisma, caller, false);
  if (isGuessable(password, [actor.name, actor.email])) return failure('invalid_input', GUESSABLE);
  const set = await execute(db, setPassword, caller, { passwordHash: await hashPassword(password) });
  return set.ok ? success({ done: true }) : set;
}

export async function savePasskey(
  db: Database,
  caller: Caller,
  { name, ...given }: z.infer<typeof addPasskeyInput>,
  site: Site,
): Promise<Result<{ readonly id: string }>> {
  const key = await registered(db, site, caller.userId, given);
  return key.ok ? execute(db, addPasskey, caller, { id: newId(), name, ...key.value }) : key;
}
