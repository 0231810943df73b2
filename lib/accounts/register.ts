import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, success } from '../platform/errors.ts';
import { newId, SYSTEM_USER } from '../platform/ids.ts';
import { take } from '../platform/limits.ts';
import { logUnforeseen } from '../platform/log.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { invite } from './commands.ts';
import { canMailLinks, mailAbout } from './mails.ts';
import { invitationSecret } from './secrets.ts';
import { readSettings } from './settings.ts';

/**
 * Open registration, where an admin has switched it on: an invitation goes to the address, so that it is proved before
 * there is an account. The answer says nothing about whether there is one already.
 */
export async function register(
  db: Database,
  email: string,
  address: string,
  locale: Locale,
): Promise<Result<{ readonly mailed: true }>> {
  const { openRegistration } = await readSettings(db.prisma);
  if (!openRegistration || !canMailLinks()) return failure('not_found', 'One joins by invitation here.');
  const limited = (await take(db, 'resetAddress', address)) ?? (await take(db, 'resetAccount', email));
  if (limited) return { ok: false, error: limited };
  setImmediate(() => void sendInvitation(db, email, locale).catch(logUnforeseen));
  return success({ mailed: true });
}

async function sendInvitation(db: Database, email: string, locale: Locale): Promise<void> {
  const id = newId();
  const made = await execute(db, invite, { userId: SYSTEM_USER }, { id, email });
  if (made.ok) await mailAbout('invitation', email, `/invite/${invitationSecret(id)}`, { locale });
}
