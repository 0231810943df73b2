import { appendText } from '../../notes/append-text.ts';
import { documentJson, lockDocument } from '../../notes/document.ts';
import { on } from '../../platform/access.ts';
import type { CommandContext } from '../../platform/command.ts';
import { command } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import type { Block } from './blocks.rules.ts';
import { blockWords, isAboutThePerson } from './blocks.rules.ts';
import { keepBasis } from '../basis/basis.ts';
import { factsOf, STALE } from './facts.ts';
import { lockClaim, roleIn } from '../lock.ts';
import { endPublication, publish } from './publication.ts';
import type { SetAsideReason } from '../rules.ts';
import { setAsideReasons } from '../rules.ts';
import { requireRating } from '../scale/scale.ts';
import { transitionInput } from '../schema.ts';
import { evidenceSnapshot } from './snapshot.ts';
import { blockedBy, needsOf, targetOf, transitionFor } from './transitions.rules.ts';

const asSetAsideReason = (text: string | undefined): SetAsideReason | undefined =>
  setAsideReasons.find((reason) => reason === text);

export function refuseBlocked(block: Block): never {
  if (block.code === 'stale') refuse('stale', blockWords(block));
  refuse(isAboutThePerson(block) ? 'forbidden' : 'conflict', blockWords(block));
}

type Current = Awaited<ReturnType<typeof factsOf>>;

/**
 * Moves a claim along the table of transitions. Claim and rationale are locked first, so that nothing can change between
 * the look and the signature (CLM-4, CLM-5).
 */
export const transitionClaim = command({
  name: 'claim.transition',
  input: transitionInput,
  allow: (input) => on.claim('claim.move', input.claimId),
  run: async (ctx, input) => {
    const { tx, actor, now, emit } = ctx;
    const { claimId: id, to: move, revision, reason, rating, conclusion } = input;
    const claim = await lockClaim(tx, id);
    await lockDocument(tx, claim.rationaleDocumentId);
    if (claim.revision !== revision) refuse('stale', STALE);
    const transition = transitionFor(claim.state, move);
    if (!transition)
      refuse('conflict', `A claim that is ${claim.state.replace('_', ' ')} cannot go to ${move.replace('_', ' ')}.`);
    if (move === 'in_review' && input.rationale) await writeRationale(ctx, claim.rationaleDocumentId, input.rationale);
    const current = await factsOf(tx, id, actor.id, roleIn(ctx));
    if (transition.applies && !transition.applies(current.facts))
      refuse('conflict', 'There is nothing public that could be taken down.');
    const block = blockedBy(transition, current.facts);
    if (block) refuseBlocked(block);
    const setAsideReason = asSetAsideReason(reason);
    for (const need of needsOf(transition, current.facts)) {
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
    if (move === 'in_review' && rating) await propose(ctx, current, rating, conclusion);
    const decisionId = move === 'verified' ? await sign(ctx, current, { rating, conclusion, reason }) : null;
    const publicationId = move === 'published' ? await publish(ctx, claim, reason) : null;
    if (move === 'unpublished' && reason) await endPublication(ctx, claim, reason);
    // A verdict stands on the rationale as it was signed: it takes no more edits until somebody reopens the claim.
    if (move === 'verified' || move === 'reopened') {
      await tx.liveDocument.update({ where: { id: claim.rationaleDocumentId }, data: { frozen: move === 'verified' } });
    }
    const to = targetOf(transition, claim.state);
    if (current.proposal && to !== 'in_review')
      await tx.proposal.update({ where: { id: current.proposal.id }, data: { closedAt: now } });
    const after = await tx.claim.update({
      where: { id },
      data: {
        state: to,
        setAsideReason: to === 'set_aside' ? (move === 'set_aside' ? setAsideReason : claim.setAsideReason) : null,
        ...(to === claim.state ? {} : { stateSince: now }),
        // Whoever starts checking has it, unless somebody was named before.
        ...(move === 'checking' && claim.state === 'new' ? { assigneeId: claim.assigneeId ?? actor.id } : {}),
        // What was signed was about the old revision: no earlier decision fits a claim that is checked again.
        ...(move === 'reopened' ? { revision: { increment: 1 } } : {}),
        updatedAt: now,
      },
    });
    // A blind proposal's rating is nobody else's to know yet, not from the trail either (CLM-6).
    const shownRating = current.policy.blind && move === 'in_review' ? undefined : rating;
    emit({
      stream: claim.investigationId,
      type: 'claim.moved',
      subject: { type: 'claim', id },
      data: {
        from: claim.state,
        to,
        move,
        statement: claim.statement,
        ...(reason ? { reason } : {}),
        ...(shownRating ? { rating: shownRating } : {}),
      },
    });
    return { id, state: to, revision: after.revision, decisionId, publicationId };
  },
});

async function propose(ctx: CommandContext, current: Current, rating: string, conclusion: string | undefined) {
  const { tx, actor, now, newId, emit } = ctx;
  const { claim, policy } = current;
  await requireRating(tx, rating, conclusion);
  const id = newId();
  await tx.proposal.create({
    data: {
      id,
      claimId: claim.id,
      revision: claim.revision,
      rating,
      conclusion: conclusion ?? null,
      statement: claim.statement,
      rationale: current.rationale,
      rationaleDoc: documentJson(current.document.state),
      rationaleSeq: current.document.seq,
      rationaleAuthorIds: current.authors,
      evidence: evidenceSnapshot(claim.evidence),
      reviewsNeeded: policy.reviews,
      blind: policy.blind,
      proposedById: actor.id,
      at: now,
    },
  });
  emit({
    stream: claim.investigationId,
    type: 'proposal.created',
    subject: { type: 'proposal', id },
    data: {
      claimId: claim.id,
      revision: claim.revision,
      blind: policy.blind,
      reviewsNeeded: policy.reviews,
      ...(policy.blind ? {} : { rating }),
    },
  });
}

interface Signature {
  readonly rating: string | undefined;
  readonly conclusion: string | undefined;
  readonly reason: string | undefined;
}

/** Signs what was proposed or, where the reviews disagree, a rating that somebody else gave (CLM-6). */
async function sign(ctx: CommandContext, { claim, facts, proposal }: Current, given: Signature): Promise<string> {
  const { tx, actor, now, newId, emit } = ctx;
  if (!proposal) refuse('conflict', 'Nothing is proposed yet.');
  const rating = given.rating ?? proposal.rating;
  if (rating !== proposal.rating) {
    const theirs = proposal.reviews.some((review) => review.rating === rating && review.reviewerId !== actor.id);
    if (!facts.proposal?.disputed || !theirs)
      refuse('invalid_input', 'Sign off the rating that was proposed, or one that another reviewer gave.', [
        { path: 'rating', message: 'Nobody else gave this rating.' },
      ]);
  }
  const conclusion = given.conclusion ?? (rating === proposal.rating ? proposal.conclusion : null);
  await requireRating(tx, rating, conclusion ?? undefined);
  const id = newId();
  await tx.decision.create({
    data: {
      id,
      claimId: claim.id,
      proposalId: proposal.id,
      revision: claim.revision,
      rating,
      conclusion,
      proposedById: proposal.proposedById,
      rationaleAuthorIds: proposal.rationaleAuthorIds,
      signedOffById: actor.id,
      reason: given.reason ?? null,
      at: now,
    },
  });
  await keepBasis(ctx, { id, claimId: claim.id, proposal }, 'signed');
  emit({
    stream: claim.investigationId,
    type: 'decision.signed',
    subject: { type: 'decision', id },
    data: {
      claimId: claim.id,
      rating,
      revision: claim.revision,
      proposedById: proposal.proposedById,
      ...(rating === proposal.rating ? {} : { proposedRating: proposal.rating }),
      ...(given.reason ? { reason: given.reason } : {}),
    },
  });
  return id;
}

/** A rationale that came with the request (the API): taken as it is when nothing was written together yet. */
async function writeRationale(ctx: CommandContext, documentId: string, text: string): Promise<void> {
  const written = await appendText(ctx.tx, documentId, text, ctx.actor.id, ctx.now);
  if (!written) refuse('conflict', 'A rationale is already being written. Change it there, and leave it out here.');
}
