import type { Prisma, Reader } from '../../platform/db.ts';

interface Shown {
  readonly blind: boolean;
  readonly revealedAt: Date | null;
}

/**
 * Whether the reviews of a proposal are still hidden from everybody but their authors (CLM-6). Whatever shows or counts
 * reviews, proposed ratings or presence asks this first. Closed before all were in, they stay hidden.
 */
export const isHidden = (proposal: Shown): boolean => proposal.blind && proposal.revealedAt === null;

/** The same as a condition: proposals whose ratings may be shown. */
export const isShown = { OR: [{ blind: false }, { revealedAt: { not: null } }] } satisfies Prisma.ProposalWhereInput;

/** Whether people are reviewing a claim without seeing each other now: then nobody is shown who has it open. */
export async function isBlindNow(
  reader: Reader,
  claim: { id: string } | { rationaleDocumentId: string },
): Promise<boolean> {
  const open = await reader.proposal.findFirst({
    where: { claim, closedAt: null, blind: true, revealedAt: null },
    select: { id: true },
  });
  return open !== null;
}
