import { z } from 'zod';
import { sha256 } from '../platform/canonical.ts';
import { execute } from '../platform/command.ts';
import { database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, success } from '../platform/errors.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import { giveBack, take } from '../platform/limits.ts';
import { line } from '../platform/text.schema.ts';
import { acceptInvitation } from './commands.ts';
import { GUESSABLE, isGuessable } from './password-strength.ts';
import { password } from './schema.ts';
import { hashPassword } from './secrets.ts';

const tokenText = z.string().min(20).max(200);

/** Whom a link invites; a sentence when it no longer does. */
export async function invitationBehind(
  token: string,
): Promise<Result<{ readonly email: string; readonly name: string | null }>> {
  const given = tokenText.safeParse(token);
  const db = await database();
  const row = given.success
    ? await db.prisma.invitation.findUnique({ where: { tokenHash: sha256(given.data) } })
    : null;
  if (!row) return failure('not_found', 'This link is not an invitation. Ask for a new one.');
  if (row.acceptedAt) return failure('conflict', 'This invitation was already used. Sign in instead.');
  if (row.revokedAt || row.expiresAt <= new Date())
    return failure('conflict', 'This invitation is no longer valid. Ask for a new one.');
  return success({ email: row.email, name: row.name });
}

export const acceptance = z.object({ token: tokenText, name: line(120), password });

/** Makes the account. The password is hashed before it comes near a command, whose input is hashed into its row. */
export async function accept(input: unknown, address: string): Promise<Result<{ readonly email: string }>> {
  const given = acceptance.safeParse(input);
  if (!given.success) return failure('invalid_input', given.error.issues[0]?.message);
  const db = await database();
  const tokenHash = sha256(given.data.token);
  const limited = await take(db, 'acceptAddress', address);
  if (limited) return { ok: false, error: limited };
  const invitation = await db.prisma.invitation.findUnique({ where: { tokenHash }, select: { email: true } });
  if (isGuessable(given.data.password, [given.data.name, invitation?.email ?? '']))
    return failure('invalid_input', GUESSABLE, [{ path: 'password', message: GUESSABLE }]);
  const passwordHash = await hashPassword(given.data.password);
  const made = await execute(
    db,
    acceptInvitation,
    { userId: SYSTEM_USER },
    { tokenHash, name: given.data.name, passwordHash },
  );
  if (!made.ok) return made;
  await giveBack(db, 'acceptAddress', address);
  return success({ email: made.value.email });
}
