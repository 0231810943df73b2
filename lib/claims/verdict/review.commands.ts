import { lockDocument } from '../../notes/document.ts';
import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { factsOf, STALE } from './facts.ts';
import { lockClaim, roleIn } from '../lock.ts';
import { requireRating } from '../scale/scale.ts';
import { reviewInput } from '../schema.ts';
import { reviewBlock } from './transitions.rules.ts';
import { refuseBlocked } from './commands.ts';

/**
 * One person's rating of what is proposed. A blind one is for its author alone, also in the trail; the last that was asked
 * for shows them all at once (CLM-6). The claim's own row is not touched, so that nothing tells when somebody reviewed.
 */
export const reviewClaim = command({
  name: 'claim.review',
  input: reviewInput,
  allow: (input) => on.claim('claim.review', input.claimId),
  run: async (ctx, { claimId, rating, rationale, revision }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    await lockDocument(tx, claim.rationaleDocumentId);
    const { facts, proposal } = await factsOf(tx, claimId, actor.id, roleIn(ctx));
    const block = reviewBlock(facts);
    if (block) refuseBlocked(block);
    if (!proposal) refuse('conflict', 'Nothing is proposed yet.');
    if (revision !== claim.revision) refuse('stale', STALE);
    await requireRating(tx, rating, 'A review says why in its own words.');
    const id = newId();
    await tx.review.create({
      data: { id, proposalId: proposal.id, reviewerId: actor.id, revision, rating, rationale, at: now },
    });
    emit({
      stream: claim.investigationId,
      type: 'review.created',
      subject: { type: 'review', id },
      data: { claimId, rating, revision },
      ...(proposal.blind ? { visibleTo: actor.id } : {}),
    });
    if (proposal.blind && proposal.reviews.length + 1 >= proposal.reviewsNeeded) {
      await tx.proposal.update({ where: { id: proposal.id }, data: { revealedAt: now } });
      const all = [...proposal.reviews, { id, reviewerId: actor.id, rating }];
      emit({
        stream: claim.investigationId,
        type: 'reviews.revealed',
        subject: { type: 'proposal', id: proposal.id },
        data: {
          claimId,
          rating: proposal.rating,
          proposedById: proposal.proposedById,
          reviews: all.map((review) => ({ id: review.id, reviewerId: review.reviewerId, rating: review.rating })),
          disputed: all.some((review) => review.rating !== proposal.rating),
        },
      });
    }
    return { id, claimId };
  },
});
