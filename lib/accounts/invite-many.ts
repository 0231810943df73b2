import { execute } from '../platform/command.ts';
import type { Caller } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { success } from '../platform/errors.ts';
import { take } from '../platform/limits.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { inviteMany } from './invite-many.commands.ts';
import { canMailLinks, mailAbout } from './mails.ts';
import type { InviteLines } from './schema.ts';
import { inviteLines } from './schema.ts';
import { invitationSecret } from './secrets.ts';

/** Invites, then mails the links where a mail server is set; each line says what became of it, with the link to hand on. */
export async function invitePeople(
  db: Database,
  caller: Caller,
  input: unknown,
  locale: Locale,
): Promise<Result<InviteLines>> {
  const limited = await take(db, 'invitation', caller.userId);
  if (limited) return { ok: false, error: limited };
  const done = await execute(db, inviteMany, caller, input);
  if (!done.ok) return done;
  const mails = canMailLinks();
  const lines = await Promise.all(
    done.value.lines.map(async ({ email, result, id }) => {
      const link = id ? `/invite/${invitationSecret(id)}` : null;
      const mailed = mails && link !== null && (await mailAbout('invitation', email, link, { locale }));
      return { email, result, link, mailed };
    }),
  );
  return success(inviteLines.parse({ lines }));
}
