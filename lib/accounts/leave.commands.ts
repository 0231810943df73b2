import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { lockAccount, refuseAboveOneself, refuseWithoutAdmin } from './guard.ts';
import { closeAccountInput, closeOwnInput } from './leave.schema.ts';
import { revokeSessions } from './revoke.ts';

/**
 * A person leaves (ACC-8): nobody can sign in any more, what they wrote stays and keeps its author, under the name or under
 * a pseudonym. The trail is not rewritten: it names ids, and earlier names only where a change of name was recorded.
 */
async function close(ctx: CommandContext, id: string, reason: string, pseudonym: string | undefined): Promise<void> {
  const { tx, now, emit } = ctx;
  const before = await lockAccount(tx, id);
  if (before.role === 'admin') await refuseWithoutAdmin(tx, id);
  const alone = await tx.$queryRaw<{ title: string }[]>`
    SELECT i.title FROM "Membership" m JOIN "Investigation" i ON i.id = m."investigationId"
    WHERE m."userId" = ${id}::uuid AND m.role = 'lead' AND NOT EXISTS (
      SELECT 1 FROM "Membership" o JOIN "User" u ON u.id = o."userId"
      WHERE o."investigationId" = m."investigationId" AND o.role = 'lead' AND o."userId" <> m."userId" AND u.state = 'active')
    LIMIT 1`;
  if (alone.length > 0) refuse('conflict', 'A case would be left without a lead. Make somebody else its lead first.');
  await revokeSessions(ctx, id);
  await tx.apiToken.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: now } });
  await tx.secondFactor.deleteMany({ where: { userId: id } });
  await tx.recoveryCode.deleteMany({ where: { userId: id } });
  await tx.passkey.deleteMany({ where: { userId: id } });
  await tx.externalIdentity.deleteMany({ where: { userId: id } });
  await tx.membership.deleteMany({ where: { userId: id } });
  await tx.user.update({
    where: { id },
    data: {
      state: 'closed',
      closedAt: now,
      role: 'member',
      passwordHash: null,
      suspendedReason: null,
      suspendedUntil: null,
      // The address is free for a new account, and is not kept.
      email: `closed-${id}@redthread.invalid`,
      ...(pseudonym ? { name: pseudonym } : {}),
    },
  });
  emit({
    stream: WORKSPACE_STREAM,
    type: 'account.closed',
    subject: { type: 'account', id },
    data: { reason, pseudonym: pseudonym !== undefined },
  });
}

export const closeAccount = command({
  name: 'account.close',
  input: closeAccountInput,
  allow: (input) => on.person('account.close', input.accountId),
  run: async (ctx, { accountId, reason, pseudonym }) => {
    if (accountId === ctx.actor.id) refuse('conflict', 'Close your own account from its page.');
    refuseAboveOneself(ctx.actor, (await lockAccount(ctx.tx, accountId)).role);
    await close(ctx, accountId, reason, pseudonym);
    return { id: accountId };
  },
});

export const closeOwn = command({
  name: 'me.close',
  input: closeOwnInput,
  allow: () => on.workspace('me.secure'),
  run: async (ctx, { pseudonym }) => {
    await close(ctx, ctx.actor.id, 'left', pseudonym);
    return { id: ctx.actor.id };
  },
});
