import { sha256 } from '../platform/canonical.ts';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, success } from '../platform/errors.ts';
import { newId, SYSTEM_USER } from '../platform/ids.ts';
import { take } from '../platform/limits.ts';
import { logUnforeseen } from '../platform/log.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { makeLink, useLink } from './links.commands.ts';
import { canMailLinks, mailAbout } from './mails.ts';
import { GUESSABLE, isGuessable } from './password-strength.ts';
import { hashPassword, linkSecret } from './secrets.ts';

const system = { userId: SYSTEM_USER };

/**
 * Asks for a reset. The answer is the same, and as quick, whether there is such an account or not: what is done about it
 * is done after the answer.
 */
export async function requestReset(
  db: Database,
  email: string,
  address: string,
  locale: Locale,
): Promise<Result<{ readonly mailed: boolean }>> {
  const limited = (await take(db, 'resetAddress', address)) ?? (await take(db, 'resetAccount', email));
  if (limited) return { ok: false, error: limited };
  if (!canMailLinks()) return success({ mailed: false });
  setImmediate(() => void sendReset(db, email, locale).catch(logUnforeseen));
  return success({ mailed: true });
}

async function sendReset(db: Database, email: string, locale: Locale): Promise<void> {
  const person = await db.prisma.user.findUnique({ where: { email } });
  if (person?.state !== 'active') return;
  const id = newId();
  const made = await execute(db, makeLink, system, { id, userId: person.id, kind: 'reset' });
  if (made.ok) await mailAbout('reset', person.email, `/reset/${linkSecret(id)}`, { locale, name: person.name });
}

/** Sends the proof to the new address and a word to the old one, whose owner may not be the one who asked. */
export async function requestMailChange(
  db: Database,
  person: { readonly id: string; readonly email: string; readonly name: string },
  email: string,
  locale: Locale,
): Promise<Result<{ readonly mailed: boolean }>> {
  if (!canMailLinks()) return failure('conflict', 'No mail server is set here. Ask a moderator to change the address.');
  const limited = await take(db, 'resetAccount', `mail ${person.id}`);
  if (limited) return { ok: false, error: limited };
  const id = newId();
  const made = await execute(db, makeLink, system, { id, userId: person.id, kind: 'email', email });
  if (!made.ok) return made;
  setImmediate(() => {
    void mailAbout('newAddress', email, `/confirm-mail/${linkSecret(id)}`, { locale, name: person.name });
    void mailAbout('addressChanged', person.email, '/account', { locale, name: person.name });
  });
  return success({ mailed: true });
}

/** Sets the password that a mailed link allows. */
export async function resetPassword(
  db: Database,
  given: { readonly token: string; readonly password: string },
  address: string,
): Promise<Result<{ readonly done: true }>> {
  const limited = await take(db, 'acceptAddress', address);
  if (limited) return { ok: false, error: limited };
  const tokenHash = sha256(given.token);
  const link = await db.prisma.mailLink.findUnique({ where: { tokenHash }, include: { user: true } });
  if (link?.kind !== 'reset')
    return failure('not_found', 'This link was used already or is too old. Ask for a new one.');
  if (isGuessable(given.password, [link.user.name, link.user.email])) return failure('invalid_input', GUESSABLE);
  const used = await execute(db, useLink, system, { tokenHash, passwordHash: await hashPassword(given.password) });
  return used.ok ? success({ done: true }) : used;
}

/** Proves a new address. */
export async function confirmMail(
  db: Database,
  token: string,
  address: string,
): Promise<Result<{ readonly done: true }>> {
  const limited = await take(db, 'acceptAddress', address);
  if (limited) return { ok: false, error: limited };
  const tokenHash = sha256(token);
  const link = await db.prisma.mailLink.findUnique({ where: { tokenHash } });
  if (link?.kind !== 'email')
    return failure('not_found', 'This link was used already or is too old. Ask for a new one.');
  const used = await execute(db, useLink, system, { tokenHash });
  return used.ok ? success({ done: true }) : used;
}
