import type { CommandContext } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import type { AccountRole } from '../platform/permissions.rules.ts';

/** Only an admin hands out, or takes away, the power over other people. */
export function refuseAboveOneself(actor: CommandContext['actor'], ...roles: readonly AccountRole[]): void {
  if (actor.role !== 'admin' && roles.some((role) => role !== 'member'))
    refuse('forbidden', 'Only an admin decides about moderators and admins.');
}

/** Locks the account that is changed; with it all admins, where the change could take the last one away. */
export async function lockAccount(tx: CommandContext['tx'], id: string) {
  await tx.$queryRaw`SELECT id FROM "User" WHERE id = ${id}::uuid OR (role = 'admin' AND state = 'active') ORDER BY id FOR UPDATE`;
  const account = await tx.user.findUnique({ where: { id } });
  if (!account || account.state === 'closed') refuse('not_found', 'There is no such account.');
  return account;
}

export async function refuseWithoutAdmin(tx: CommandContext['tx'], leaving: string): Promise<void> {
  const others = await tx.user.count({ where: { role: 'admin', state: 'active', id: { not: leaving } } });
  if (others === 0) refuse('conflict', 'This is the last admin. Make somebody else an admin first.');
}
