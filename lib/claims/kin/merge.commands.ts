import { aboutMark } from '../../annotations/marks.ts';
import { on } from '../../platform/access.ts';
import type { CommandContext } from '../../platform/command.ts';
import { command } from '../../platform/command.ts';
import { found, refuse } from '../../platform/errors.ts';
import { factsOf } from '../verdict/facts.ts';
import { lockClaims, roleIn } from '../lock.ts';
import { mergeClaimsInput, unmergeClaimsInput } from '../schema.ts';
import { blockedBy, transitionFor } from '../verdict/transitions.rules.ts';
import { refuseBlocked } from '../verdict/commands.ts';

interface Numbered {
  readonly id: string;
  readonly number: number;
}

/** Gives marks to another claim, each with its line in its own history; a private one's is its author's alone. */
async function moveMarks({ tx, emit, now }: CommandContext, ids: readonly string[], from: Numbered, into: Numbered) {
  const marks = await tx.annotation.findMany({ where: { id: { in: [...ids] }, claimId: from.id } });
  await tx.annotation.updateMany({
    where: { id: { in: marks.map((mark) => mark.id) } },
    data: { claimId: into.id, updatedAt: now, revision: { increment: 1 } },
  });
  for (const mark of marks)
    emit(
      aboutMark(mark, 'annotation.updated', {
        claim: { before: `Claim ${from.number}`, after: `Claim ${into.number}` },
      }),
    );
  return marks.map((mark) => mark.id);
}

/**
 * Takes one claim into another (CLM-14): the mentions go along, the wording and the evidence stay findable under the old
 * number, which is set aside as a duplicate. Neither claim's verdict is touched: one under a verdict takes others in, and is
 * not itself taken.
 */
export const mergeClaims = command({
  name: 'claim.merge',
  input: mergeClaimsInput,
  allow: (input) => on.claim('claim.move', input.claimId),
  run: async (ctx, { id = ctx.newId(), claimId, intoId, reason }) => {
    const { tx, actor, now, emit } = ctx;
    if (claimId === intoId)
      refuse('invalid_input', 'Choose another claim.', [{ path: 'intoId', message: 'It is this one.' }]);
    const investigationId = found(ctx.facts.investigationId);
    const claims = await lockClaims(tx, [claimId, intoId]);
    const from = found(claims.find((claim) => claim.id === claimId));
    const into = found(claims.find((claim) => claim.id === intoId));
    if (into.investigationId !== investigationId) refuse('not_found', 'There is no such claim in this case.');
    if (into.mergedIntoId)
      refuse('conflict', `Claim ${into.number} was itself merged. Choose the claim that it went into.`);
    if (await tx.claim.findFirst({ where: { mergedIntoId: claimId } }))
      refuse(
        'conflict',
        `Others were merged into claim ${from.number}. Merge the other way round, or undo those first.`,
      );
    const { facts, proposal } = await factsOf(tx, claimId, actor.id, roleIn(ctx));
    const transition = transitionFor(from.state, 'set_aside');
    if (!transition)
      refuse(
        'conflict',
        `Claim ${from.number} has a verdict or is set aside. Merge the other way round, or reopen it first.`,
      );
    const block = blockedBy(transition, facts);
    if (block) refuseBlocked(block);
    const marks = await tx.annotation.findMany({ where: { claimId }, select: { id: true } });
    const annotationIds = await moveMarks(
      ctx,
      marks.map((mark) => mark.id),
      from,
      into,
    );
    await tx.claimMerge.create({
      data: { id, fromId: claimId, intoId, annotationIds, reason, mergedById: actor.id, at: now },
    });
    if (proposal) await tx.proposal.update({ where: { id: proposal.id }, data: { closedAt: now } });
    await tx.claim.update({
      where: { id: claimId },
      data: { state: 'set_aside', setAsideReason: 'duplicate', mergedIntoId: intoId, stateSince: now, updatedAt: now },
    });
    await tx.claim.update({ where: { id: intoId }, data: { updatedAt: now } });
    emit({
      stream: investigationId,
      type: 'claim.merged',
      subject: { type: 'claim', id: claimId },
      data: {
        claimId,
        intoId,
        statement: from.statement,
        into: into.statement,
        reason,
        mentions: annotationIds.length,
      },
    });
    return { id, claimId, intoId };
  },
});

/** Undoes a merge, also after a month: the mentions that went along come back, and the claim is checked again. */
export const unmergeClaims = command({
  name: 'claim.unmerge',
  input: unmergeClaimsInput,
  allow: (input) => on.claim('claim.move', input.claimId),
  run: async (ctx, { claimId }) => {
    const { tx, actor, now, emit } = ctx;
    const merge = await tx.claimMerge.findFirst({ where: { fromId: claimId, undoneAt: null } });
    if (!merge) refuse('conflict', 'This claim was not merged into another, or that was undone already.');
    const claims = await lockClaims(tx, [claimId, merge.intoId]);
    const { count } = await tx.claimMerge.updateMany({
      where: { id: merge.id, undoneAt: null },
      data: { undoneAt: now, undoneById: actor.id },
    });
    if (count === 0) refuse('conflict', 'That was undone already.');
    const from = found(claims.find((claim) => claim.id === claimId));
    const into = found(claims.find((claim) => claim.id === merge.intoId));
    // Only those that still belong there: what was linked elsewhere since stays where it is.
    await moveMarks(ctx, merge.annotationIds, into, from);
    await tx.claim.update({
      where: { id: claimId },
      data: { state: 'checking', setAsideReason: null, mergedIntoId: null, stateSince: now, updatedAt: now },
    });
    emit({
      stream: from.investigationId,
      type: 'claim.unmerged',
      subject: { type: 'claim', id: claimId },
      data: { claimId, intoId: into.id, statement: from.statement },
    });
    return { claimId, intoId: into.id };
  },
});
