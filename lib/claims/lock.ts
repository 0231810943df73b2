import type { CommandContext } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { effectiveCaseRole } from '../platform/policy.rules.ts';
import { isUnderVerdict } from './rules.ts';

/** The claim, held still: two changes of one claim happen one after the other. */
export async function lockClaim(tx: CommandContext['tx'], id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Claim" WHERE id = ${id}::uuid FOR UPDATE`;
  return found(await tx.claim.findUnique({ where: { id } }));
}

/** Several at once, always in the order of their ids, so that two acts on the same claims never wait for each other. */
export async function lockClaims(tx: CommandContext['tx'], ids: readonly string[]) {
  const locked = [];
  for (const id of [...new Set(ids)].sort()) locked.push(await lockClaim(tx, id));
  return locked;
}

/** What a proposal is about has changed: a new revision (CLM-5). */
export async function bumpRevision({ tx, now }: CommandContext, id: string): Promise<number> {
  const { revision } = await tx.claim.update({
    where: { id },
    data: { revision: { increment: 1 }, updatedAt: now },
    select: { revision: true },
  });
  return revision;
}

export function refuseUnderVerdict(
  claim: { readonly state: Parameters<typeof isUnderVerdict>[0] },
  what: string,
): void {
  if (isUnderVerdict(claim.state))
    refuse('conflict', `A verdict stands on this ${what}. Reopen the claim before you change it.`);
}

export async function requireMember(
  { tx }: CommandContext,
  investigationId: string,
  userId: string,
  path = 'assigneeId',
): Promise<void> {
  const member = await tx.membership.findUnique({ where: { investigationId_userId: { investigationId, userId } } });
  if (!member)
    refuse('invalid_input', 'Only somebody in the case can have a claim.', [{ path, message: 'Not in this case.' }]);
}

export const roleIn = (ctx: CommandContext) => (ctx.facts.case ? effectiveCaseRole(ctx.actor, ctx.facts.case) : null);
