import type { CommandContext } from '../platform/command.ts';

/** Ends a person's sessions on every process within a second (ACC-3); `except` keeps the one that asks. */
export async function revokeSessions(ctx: CommandContext, userId: string, except?: string): Promise<void> {
  await ctx.tx.session.updateMany({
    where: { userId, revokedAt: null, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: ctx.now },
  });
  await ctx.tx.user.update({ where: { id: userId }, data: { accessEpoch: { increment: 1 } } });
  await ctx.accessChanged(userId);
}
