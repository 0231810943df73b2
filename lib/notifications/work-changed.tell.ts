import { z } from 'zod';
import type { Teller, Telling } from './tell.ts';

/** Whom it tells that somebody else changed their work (CLM-13). What changed is read from the same event (work-changed.ts). */

const updated = z.object({ statement: z.string(), before: z.object({ statement: z.string() }) });
const moved = z.object({ move: z.string(), reason: z.string().optional() });
const fields = z.object({ sourceId: z.string().nullish() });

/** Those whose words a statement is: who made the claim, has it, or proposed on it. */
const ownersOf: Teller = async ({ tx, event }) => {
  const claim = await tx.claim.findUnique({
    where: { id: event.subjectId },
    select: { createdById: true, assigneeId: true, proposals: { select: { proposedById: true } } },
  });
  if (!claim) return [];
  const owners = new Set([claim.createdById, claim.assigneeId, ...claim.proposals.map((one) => one.proposedById)]);
  return told([...owners], event.subjectId);
};

const told = (userIds: readonly (string | null)[], claimId: string): Telling[] =>
  userIds.flatMap((userId) => (userId ? [{ userId, reason: 'work_changed' as const, claimId }] : []));

export const statementChanged: Teller = (about) => {
  if (about.event.type === 'claim.merged') return ownersOf(about);
  const data = updated.safeParse(about.event.data);
  return data.success && data.data.statement !== data.data.before.statement ? ownersOf(about) : [];
};

/** A proposal that was sent back to checking with a reason. */
export const sentBack: Teller = async ({ tx, event }) => {
  const data = moved.safeParse(event.data);
  if (!data.success || data.data.move !== 'checking' || !data.data.reason) return [];
  const proposal = await tx.proposal.findFirst({ where: { claimId: event.subjectId }, orderBy: { at: 'desc' } });
  return proposal ? told([...new Set([proposal.proposedById, ...proposal.rationaleAuthorIds])], event.subjectId) : [];
};

/** Signed in another rating than one had proposed or given: all reviews are shown by then (CLM-6). */
export const otherVerdict: Teller = async ({ tx, event }) => {
  const decision = await tx.decision.findUnique({
    where: { id: event.subjectId },
    include: { proposal: { include: { reviews: true } } },
  });
  if (!decision) return [];
  const { proposal, rating, claimId } = decision;
  return told(
    [
      ...(proposal.rating === rating ? [] : [proposal.proposedById]),
      ...proposal.reviews.filter((review) => review.rating !== rating).map((review) => review.reviewerId),
    ],
    claimId,
  );
};

/** A rationale that one wrote in was proposed next in other words. */
export const rationaleChanged: Teller = async ({ tx, event }) => {
  const now = await tx.proposal.findUnique({ where: { id: event.subjectId } });
  if (!now) return [];
  const before = await tx.proposal.findFirst({
    where: { claimId: now.claimId, at: { lt: now.at } },
    orderBy: { at: 'desc' },
  });
  return before && before.rationale !== now.rationale ? told(before.rationaleAuthorIds, now.claimId) : [];
};

/** A mark that somebody else took away has no address any more: the line leads to its source. */
export const markTakenAway: Teller = async ({ tx, event }) => {
  const { sourceId } = fields.catch({}).parse(event.data);
  const mark = await tx.annotation.findUnique({ where: { id: event.subjectId }, select: { authorId: true } });
  return mark ? [{ userId: mark.authorId, reason: 'work_changed', sourceId }] : [];
};
