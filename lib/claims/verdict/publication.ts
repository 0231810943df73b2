import type { CommandContext } from '../../platform/command.ts';
import { found } from '../../platform/errors.ts';
import { keepBasis } from '../basis/basis.ts';

interface PublishedClaim {
  readonly id: string;
  readonly investigationId: string;
}

/**
 * The latest decision made public: a row and an event. A publication of an earlier decision that still stands ends with
 * it, and `correction` says what was wrong (CLM-10).
 */
export async function publish(
  ctx: CommandContext,
  claim: PublishedClaim,
  correction: string | undefined,
): Promise<string> {
  const { tx, actor, now, newId, emit } = ctx;
  const decision = found(
    await tx.decision.findFirst({
      where: { claimId: claim.id },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      include: { proposal: { select: { evidence: true } } },
    }),
  );
  await tx.publication.updateMany({
    where: { claimId: claim.id, endedAt: null },
    data: { endedAt: now, endedById: actor.id },
  });
  const id = newId();
  await tx.publication.create({
    data: {
      id,
      claimId: claim.id,
      decisionId: decision.id,
      correction: correction ?? null,
      publishedById: actor.id,
      at: now,
    },
  });
  await keepBasis(ctx, decision, 'now', correction);
  emit({
    stream: claim.investigationId,
    type: 'publication.created',
    subject: { type: 'publication', id },
    data: {
      claimId: claim.id,
      decisionId: decision.id,
      rating: decision.rating,
      ...(correction ? { correction } : {}),
    },
  });
  return id;
}

/** Takes the public page down; the row stays as its tombstone. */
export async function endPublication(
  { tx, actor, now, emit }: CommandContext,
  claim: PublishedClaim,
  reason: string,
): Promise<void> {
  const standing = found(await tx.publication.findFirst({ where: { claimId: claim.id, endedAt: null } }));
  await tx.publication.update({
    where: { id: standing.id },
    data: { endedAt: now, endedById: actor.id, withdrawal: reason },
  });
  emit({
    stream: claim.investigationId,
    type: 'publication.withdrawn',
    subject: { type: 'publication', id: standing.id },
    data: { claimId: claim.id, reason },
  });
}
