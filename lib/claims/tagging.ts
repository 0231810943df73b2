import { tagsNamed } from '../annotations/tagging.ts';
import type { CommandContext } from '../platform/command.ts';

/** The claim's tags become these, from the same vocabulary as the marks'. */
export async function setClaimTags(
  ctx: CommandContext,
  claim: { readonly id: string; readonly investigationId: string },
  names: readonly string[],
): Promise<void> {
  const tags = await tagsNamed(ctx, names, { stream: claim.investigationId, visibleTo: undefined });
  await ctx.tx.claimTag.deleteMany({ where: { claimId: claim.id } });
  await ctx.tx.claimTag.createMany({ data: tags.map((tag) => ({ claimId: claim.id, tagId: tag.id })) });
}
