import { lockDocument } from '../notes/document.ts';
import { appendText } from '../notes/append-text.ts';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { effectiveCaseRole } from '../platform/policy.rules.ts';
import { lockClaim } from './commands.ts';
import { factsOf, STALE } from './facts.ts';
import type { SetAsideReason } from './rules.ts';
import { blockedBy, setAsideReasons, transitionFor } from './rules.ts';
import { reviewInput, transitionInput } from './schema.ts';

const roleIn = (ctx: CommandContext) => (ctx.facts.case ? effectiveCaseRole(ctx.actor, ctx.facts.case) : null);

const asSetAsideReason = (text: string | undefined): SetAsideReason | undefined =>
  setAsideReasons.find((reason) => reason === text);

/**
 * Moves a claim along the table of transitions. Claim and rationale are locked first, so that nothing can change between
 * the look and the signature (CLM-4, CLM-5).
 */
export const transitionClaim = command({
  name: 'claim.transition',
  input: transitionInput,
  allow: (input) => on.claim('claim.move', input.claimId),
  run: async (ctx, { claimId: id, to: move, revision, reason, rating, rationale }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const claim = await lockClaim(tx, id);
    await lockDocument(tx, claim.rationaleDocumentId);
    if (claim.revision !== revision) refuse('stale', STALE);
    const transition = transitionFor(claim.state, move);
    if (!transition)
      refuse('conflict', `A claim that is ${claim.state.replace('_', ' ')} cannot go to ${move.replace('_', ' ')}.`);
    if (move === 'in_review' && rationale) await writeRationale(ctx, claim.rationaleDocumentId, rationale);
    const current = await factsOf(tx, id, actor.id, roleIn(ctx));
    const blocked = blockedBy(transition, current.facts);
    if (blocked) {
      if (current.facts.proposal?.stale && move === 'verified') refuse('stale', blocked);
      refuse(
        /^This takes|^You |^Only an editor|An editor or a lead decides/.test(blocked) ? 'forbidden' : 'conflict',
        blocked,
      );
    }
    const setAsideReason = asSetAsideReason(reason);
    for (const need of transition.needs) {
      if (need === 'rating' && !rating)
        refuse('invalid_input', 'Choose a rating.', [{ path: 'rating', message: 'Choose a rating.' }]);
      if (need === 'reason' && !reason)
        refuse('invalid_input', 'Say why, in a sentence.', [{ path: 'reason', message: 'Say why.' }]);
      if (need === 'setAsideReason' && !setAsideReason) {
        refuse('invalid_input', `Give the reason: ${setAsideReasons.join(', ')}.`, [
          { path: 'reason', message: 'Choose a reason.' },
        ]);
      }
    }
    const { proposal } = current;
    let decisionId: string | null = null;
    if (move === 'in_review' && rating) {
      const proposalId = newId();
      await tx.proposal.create({
        data: {
          id: proposalId,
          claimId: id,
          revision,
          rating,
          statement: claim.statement,
          rationale: current.rationale,
          rationaleSeq: current.document.seq,
          rationaleAuthorIds: current.authors,
          proposedById: actor.id,
          at: now,
        },
      });
      emit({
        stream: claim.investigationId,
        type: 'proposal.created',
        subject: { type: 'proposal', id: proposalId },
        data: { claimId: id, rating, revision },
      });
    }
    if (move === 'verified' && proposal) {
      if (current.facts.proposal?.disputed && !reason)
        refuse('invalid_input', 'The reviews disagree: say why you decide so.', [
          { path: 'reason', message: 'Say why.' },
        ]);
      decisionId = newId();
      await tx.decision.create({
        data: {
          id: decisionId,
          claimId: id,
          proposalId: proposal.id,
          revision,
          rating: proposal.rating,
          proposedById: proposal.proposedById,
          rationaleAuthorIds: proposal.rationaleAuthorIds,
          signedOffById: actor.id,
          reason: reason ?? null,
          at: now,
        },
      });
      emit({
        stream: claim.investigationId,
        type: 'decision.signed',
        subject: { type: 'decision', id: decisionId },
        data: { claimId: id, rating: proposal.rating, revision, proposedById: proposal.proposedById },
      });
    }
    // A verdict stands on the rationale as it was signed: it takes no more edits until somebody reopens the claim.
    if (move === 'verified' || move === 'reopened') {
      await tx.liveDocument.update({ where: { id: claim.rationaleDocumentId }, data: { frozen: move === 'verified' } });
    }
    if (proposal && move !== 'in_review')
      await tx.proposal.update({ where: { id: proposal.id }, data: { closedAt: now } });
    await tx.claim.update({
      where: { id },
      data: {
        state: transition.to,
        setAsideReason: transition.to === 'set_aside' ? (setAsideReason ?? null) : null,
        // Whoever starts checking has it, unless somebody was named before.
        ...(move === 'checking' && claim.state === 'new' ? { assigneeId: claim.assigneeId ?? actor.id } : {}),
        updatedAt: now,
      },
    });
    emit({
      stream: claim.investigationId,
      type: 'claim.moved',
      subject: { type: 'claim', id },
      data: {
        from: claim.state,
        to: transition.to,
        move,
        statement: claim.statement,
        ...(reason ? { reason } : {}),
        ...(rating ? { rating } : {}),
      },
    });
    return { id, state: transition.to, revision, decisionId };
  },
});

/** A rationale that came with the request (the API): taken as it is when nothing was written together yet. */
async function writeRationale(ctx: CommandContext, documentId: string, text: string): Promise<void> {
  const written = await appendText(ctx.tx, documentId, text, ctx.actor.id, ctx.now);
  if (!written) refuse('conflict', 'A rationale is already being written. Change it there, and leave it out here.');
}

export const reviewClaim = command({
  name: 'claim.review',
  input: reviewInput,
  allow: (input) => on.claim('claim.review', input.claimId),
  run: async (ctx, { claimId, rating, rationale, revision }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    await lockDocument(tx, claim.rationaleDocumentId);
    const { facts, proposal } = await factsOf(tx, claimId, actor.id, roleIn(ctx));
    if (!proposal || claim.state !== 'in_review') refuse('conflict', 'Nothing is proposed that could be reviewed.');
    if (revision !== claim.revision || facts.proposal?.stale) refuse('stale', STALE);
    if (facts.proposal?.isMine) refuse('forbidden', 'You proposed this rating. Somebody else reviews it.');
    if (facts.proposal?.wroteRationale) refuse('forbidden', 'You wrote in the rationale. Somebody else reviews it.');
    if (proposal.reviews.some((review) => review.reviewerId === actor.id))
      refuse('conflict', 'You have already reviewed this proposal.');
    const id = newId();
    await tx.review.create({
      data: { id, proposalId: proposal.id, reviewerId: actor.id, revision, rating, rationale, at: now },
    });
    emit({
      stream: claim.investigationId,
      type: 'review.created',
      subject: { type: 'review', id },
      data: { claimId, rating, revision },
    });
    return { id, claimId };
  },
});
