import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { found, refuse } from '../../platform/errors.ts';
import { lockClaims } from '../lock.ts';
import { closesCircle } from './links.rules.ts';
import { linkClaimsInput, unlinkClaimsInput } from '../schema.ts';

/** Says what one claim has to do with another of the same case (CLM-1). Circles are refused. */
export const linkClaims = command({
  name: 'claim.link',
  input: linkClaimsInput,
  allow: (input) => on.claim('claim.update', input.claimId),
  run: async (ctx, { id = ctx.newId(), claimId, kind, toId }) => {
    const { tx, actor, now, emit } = ctx;
    if (claimId === toId)
      refuse('invalid_input', 'A claim has no link to itself.', [{ path: 'toId', message: 'Choose another claim.' }]);
    const other = await tx.claim.findUnique({ where: { id: toId }, select: { investigationId: true } });
    const investigationId = found(ctx.facts.investigationId);
    if (other?.investigationId !== investigationId) refuse('not_found', 'There is no such claim in this case.');
    await lockClaims(tx, [claimId, toId]);
    // One lock for all links of a case: two halves of a circle, drawn at once, meet here.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('claim links ' || ${investigationId}, 0))`;
    // "Contradicts" has no direction: kept once, from the lesser id.
    const [fromId, endId] = kind === 'contradicts' && toId < claimId ? [toId, claimId] : [claimId, toId];
    const links = await tx.claimLink.findMany({ where: { investigationId, kind, removedAt: null } });
    if (links.some((link) => link.fromId === fromId && link.toId === endId))
      refuse('conflict', 'These claims are linked so already.');
    if (kind !== 'contradicts' && closesCircle(links, fromId, endId))
      refuse('conflict', 'That would make a circle: the other claim already leads here by links of this kind.');
    await tx.claimLink.create({
      data: { id, investigationId, kind, fromId, toId: endId, createdById: actor.id, createdAt: now },
    });
    emit({
      stream: investigationId,
      type: 'claim.linked',
      subject: { type: 'claim_link', id },
      data: { claimId, kind, fromId, toId: endId },
    });
    return { id, claimId };
  },
});

export const unlinkClaims = command({
  name: 'claim.unlink',
  input: unlinkClaimsInput,
  allow: (input) => on.claim('claim.update', input.claimId),
  run: async ({ tx, actor, now, emit, facts }, { claimId, linkId: id }) => {
    const { count } = await tx.claimLink.updateMany({
      where: { id, removedAt: null, OR: [{ fromId: claimId }, { toId: claimId }] },
      data: { removedAt: now, removedById: actor.id },
    });
    if (count === 0) refuse('not_found', 'There is no such link.');
    emit({
      stream: found(facts.investigationId),
      type: 'claim.unlinked',
      subject: { type: 'claim_link', id },
      data: { claimId },
    });
    return { id, claimId };
  },
});
