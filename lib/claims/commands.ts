import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { requireVisibleEntity } from '../entities/visibility.ts';
import { STALE } from './verdict/facts.ts';
import { lockClaim, lockClaims, refuseUnderVerdict, requireMember } from './lock.ts';
import { markPassage } from './evidence/mark.ts';
import { openClaim } from './open.ts';
import { setClaimTags } from './tagging.ts';
import { createClaimInput, createClaimsInput, updateClaimInput, updateClaimsInput } from './schema.ts';

export const createClaim = command({
  name: 'claim.create',
  input: createClaimInput,
  allow: (input) => on.investigation('claim.create', input.investigationId),
  run: async (ctx, { priority, assigneeId, dueAt, mentions, tags, speakerId, ...input }) => {
    const { checkWorthiness, checkReasons, allegation, attribution } = input;
    if (assigneeId) await requireMember(ctx, input.investigationId, assigneeId);
    if (speakerId) await requireVisibleEntity(ctx.tx, ctx.actor, speakerId);
    const id = await openClaim(ctx, input);
    await ctx.tx.claim.update({
      where: { id },
      data: {
        priority,
        assigneeId: assigneeId ?? null,
        dueAt: dueAt ? new Date(dueAt) : null,
        speakerId: speakerId ?? null,
        checkWorthiness: checkWorthiness ?? null,
        ...(checkReasons ? { checkReasons } : {}),
        ...(allegation ? { allegation } : {}),
        ...(attribution ? { attribution } : {}),
      },
    });
    if (tags) await setClaimTags(ctx, { id, investigationId: input.investigationId }, tags);
    for (const passage of mentions)
      await markPassage(ctx, input.investigationId, { ...passage, kind: 'claim', claimId: id });
    return { id };
  },
});

/** Many claims from a pasted list, in its order; a line that the case has already, word for word, is passed over. */
export const createClaims = command({
  name: 'claim.create_many',
  input: createClaimsInput,
  allow: (input) => on.investigation('claim.create', input.investigationId),
  run: async (ctx, { investigationId, statements, priority, assigneeId }) => {
    if (assigneeId) await requireMember(ctx, investigationId, assigneeId);
    const there = await ctx.tx.claim.findMany({
      where: { investigationId, statement: { in: statements } },
      select: { statement: true },
    });
    const known = new Set(there.map((claim) => claim.statement));
    const ids: string[] = [];
    const passedOver: string[] = [];
    for (const statement of statements) {
      if (known.has(statement)) {
        passedOver.push(statement);
        continue;
      }
      known.add(statement);
      const id = await openClaim(ctx, { investigationId, statement });
      ids.push(id);
    }
    await ctx.tx.claim.updateMany({ where: { id: { in: ids } }, data: { priority, assigneeId: assigneeId ?? null } });
    return { ids, passedOver };
  },
});

export const updateClaim = command({
  name: 'claim.update',
  input: updateClaimInput,
  allow: (input) => on.claim('claim.update', input.claimId),
  run: async (ctx, { claimId: id, revision, statement, reason, assigneeId, dueAt, speakerId, tags, ...rest }) => {
    const { tx, now, emit } = ctx;
    const before = await lockClaim(tx, id);
    if (revision !== undefined && revision !== before.revision) refuse('stale', STALE);
    const changesStatement = statement !== undefined && statement !== before.statement;
    if (changesStatement) refuseUnderVerdict(before, 'statement');
    if (assigneeId) await requireMember(ctx, before.investigationId, assigneeId);
    if (speakerId) await requireVisibleEntity(ctx.tx, ctx.actor, speakerId);
    const after = await tx.claim.update({
      where: { id },
      data: {
        ...rest,
        ...(statement === undefined ? {} : { statement }),
        ...(assigneeId === undefined ? {} : { assigneeId }),
        ...(speakerId === undefined ? {} : { speakerId }),
        ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) }),
        ...(changesStatement ? { revision: { increment: 1 } } : {}),
        updatedAt: now,
      },
    });
    if (tags) await setClaimTags(ctx, before, tags);
    emit({
      stream: before.investigationId,
      type: 'claim.updated',
      subject: { type: 'claim', id },
      data: {
        statement: after.statement,
        revision: after.revision,
        ...rest,
        ...(tags ? { tags } : {}),
        ...(reason ? { reason } : {}),
        ...(assigneeId === undefined ? {} : { assigneeId }),
        ...(speakerId === undefined ? {} : { speakerId }),
        ...(dueAt === undefined ? {} : { dueAt }),
        before: {
          statement: before.statement,
          assigneeId: before.assigneeId,
          priority: before.priority,
          kind: before.kind,
        },
      },
    });
    return { id, revision: after.revision };
  },
});

/** One act on many claims of a case: all of it or nothing (CLM-9). */
export const updateClaims = command({
  name: 'claim.update_many',
  input: updateClaimsInput,
  allow: (input) => on.investigation('claim.update', input.investigationId),
  run: async (ctx, { claimIds, investigationId, priority, assigneeId, dueAt }) => {
    const { tx, now, emit } = ctx;
    if (assigneeId) await requireMember(ctx, investigationId, assigneeId);
    const claims = await lockClaims(tx, claimIds);
    if (claims.some((claim) => claim.investigationId !== investigationId))
      refuse('not_found', 'One of these claims is not in this case.');
    await tx.claim.updateMany({
      where: { id: { in: claims.map((claim) => claim.id) } },
      data: {
        ...(priority ? { priority } : {}),
        ...(assigneeId === undefined ? {} : { assigneeId }),
        ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) }),
        updatedAt: now,
      },
    });
    for (const before of claims)
      emit({
        stream: investigationId,
        type: 'claim.updated',
        subject: { type: 'claim', id: before.id },
        data: {
          statement: before.statement,
          revision: before.revision,
          ...(priority ? { priority } : {}),
          ...(assigneeId === undefined ? {} : { assigneeId }),
          ...(dueAt === undefined ? {} : { dueAt }),
          before: { statement: before.statement, assigneeId: before.assigneeId, priority: before.priority },
        },
      });
    return { ids: claims.map((claim) => claim.id) };
  },
});
