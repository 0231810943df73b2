import { createDocument } from '../notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '../notes/schema-version.ts';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { STALE } from './facts.ts';
import type { ClaimKind } from './rules.ts';
import { addEvidenceInput, createClaimInput, evidenceRef, updateClaimInput } from './schema.ts';

export interface ClaimToOpen {
  readonly id?: string | undefined;
  readonly investigationId: string;
  readonly statement: string;
  readonly kind?: ClaimKind | undefined;
}

/** Opens a claim inside another command (marking a passage as one); answers its id. The caller has been authorised. */
export async function openClaim(
  ctx: CommandContext,
  { id = ctx.newId(), investigationId, statement, kind }: ClaimToOpen,
): Promise<string> {
  const { tx, actor, now, newId, emit } = ctx;
  if (await tx.claim.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
  const { claimCount: number } = await tx.investigation.update({
    where: { id: investigationId },
    data: { claimCount: { increment: 1 } },
    select: { claimCount: true },
  });
  const rationaleDocumentId = newId();
  await createDocument(tx, {
    id: rationaleDocumentId,
    kind: 'rationale',
    investigationId,
    schemaVersion: NOTE_SCHEMA_VERSION,
    actorId: actor.id,
    now,
  });
  await tx.claim.create({
    data: {
      id,
      investigationId,
      number,
      statement,
      kind: kind ?? null,
      rationaleDocumentId,
      createdById: actor.id,
      createdAt: now,
      updatedAt: now,
    },
  });
  emit({ stream: investigationId, type: 'claim.created', subject: { type: 'claim', id }, data: { number, statement } });
  return id;
}

export const createClaim = command({
  name: 'claim.create',
  input: createClaimInput,
  allow: (input) => on.investigation('claim.create', input.investigationId),
  run: async (ctx, { priority, assigneeId, dueAt, ...input }) => {
    const id = await openClaim(ctx, input);
    if (assigneeId) await requireMember(ctx, input.investigationId, assigneeId);
    await ctx.tx.claim.update({
      where: { id },
      data: { priority, assigneeId: assigneeId ?? null, dueAt: dueAt ? new Date(dueAt) : null },
    });
    return { id };
  },
});

async function requireMember({ tx }: CommandContext, investigationId: string, userId: string): Promise<void> {
  const member = await tx.membership.findUnique({ where: { investigationId_userId: { investigationId, userId } } });
  if (!member)
    refuse('invalid_input', 'Only somebody in the case can have a claim.', [
      { path: 'assigneeId', message: 'Not in this case.' },
    ]);
}

/** The claim, held still: two changes of one claim happen one after the other. */
export async function lockClaim(tx: CommandContext['tx'], id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Claim" WHERE id = ${id}::uuid FOR UPDATE`;
  return found(await tx.claim.findUnique({ where: { id } }));
}

export const updateClaim = command({
  name: 'claim.update',
  input: updateClaimInput,
  allow: (input) => on.claim('claim.update', input.claimId),
  run: async (ctx, { claimId: id, revision, statement, assigneeId, dueAt, ...rest }) => {
    const { tx, now, emit } = ctx;
    const before = await lockClaim(tx, id);
    if (revision !== undefined && revision !== before.revision) refuse('stale', STALE);
    const changesStatement = statement !== undefined && statement !== before.statement;
    if (changesStatement && (before.state === 'verified' || before.state === 'published')) {
      refuse('conflict', 'A verdict stands on this statement. Reopen the claim before you change it.');
    }
    if (assigneeId) await requireMember(ctx, before.investigationId, assigneeId);
    const after = await tx.claim.update({
      where: { id },
      data: {
        ...rest,
        ...(statement === undefined ? {} : { statement }),
        ...(assigneeId === undefined ? {} : { assigneeId }),
        ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) }),
        ...(changesStatement ? { revision: { increment: 1 } } : {}),
        updatedAt: now,
      },
    });
    emit({
      stream: before.investigationId,
      type: 'claim.updated',
      subject: { type: 'claim', id },
      data: {
        statement: after.statement,
        revision: after.revision,
        ...rest,
        ...(assigneeId === undefined ? {} : { assigneeId }),
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

/** Evidence belongs to what a proposal is about: adding or removing it makes a new revision (CLM-5). */
async function bumpRevision({ tx, now }: CommandContext, id: string): Promise<number> {
  const { revision } = await tx.claim.update({
    where: { id },
    data: { revision: { increment: 1 }, updatedAt: now },
    select: { revision: true },
  });
  return revision;
}

function refuseOnVerdict(state: string): void {
  if (state === 'verified' || state === 'published')
    refuse('conflict', 'A verdict stands on this evidence. Reopen the claim before you change it.');
}

export const addEvidence = command({
  name: 'claim.add_evidence',
  input: addEvidenceInput,
  allow: (input) => on.claim('claim.evidence', input.claimId),
  run: async (ctx, { id = ctx.newId(), claimId, annotationId, accessedAt, ...input }) => {
    const { tx, actor, now, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    refuseOnVerdict(claim.state);
    if (annotationId) {
      const mark = await tx.annotation.findUnique({ where: { id: annotationId } });
      const usable = mark && mark.deletedAt === null && mark.investigationId === claim.investigationId;
      if (!usable || (mark.visibility === 'private' && mark.authorId !== actor.id))
        refuse('not_found', 'There is no such mark in this case.');
      if (mark.visibility === 'private')
        refuse('conflict', 'This mark is private. Share it with the case before it becomes evidence.');
    }
    await tx.evidence.create({
      data: {
        id,
        claimId,
        stance: input.stance,
        annotationId: annotationId ?? null,
        url: input.url ?? null,
        archiveUrl: input.archiveUrl ?? null,
        accessedAt: accessedAt ? new Date(accessedAt) : input.url ? now : null,
        quote: input.quote ?? null,
        note: input.note,
        independent: input.independent ?? null,
        addedById: actor.id,
        createdAt: now,
      },
    });
    const revision = await bumpRevision(ctx, claimId);
    emit({
      stream: claim.investigationId,
      type: 'evidence.added',
      subject: { type: 'evidence', id },
      data: {
        claimId,
        stance: input.stance,
        revision,
        ...(annotationId ? { annotationId } : {}),
        ...(input.url ? { url: input.url } : {}),
      },
    });
    return { id, claimId, revision };
  },
});

export const removeEvidence = command({
  name: 'claim.remove_evidence',
  input: evidenceRef,
  allow: (input) => on.evidence('claim.evidence', input.evidenceId),
  run: async (ctx, { evidenceId: id }) => {
    const { tx, actor, now, emit } = ctx;
    const { claimId } = await tx.evidence.findUniqueOrThrow({ where: { id }, select: { claimId: true } });
    const claim = await lockClaim(tx, claimId);
    refuseOnVerdict(claim.state);
    const { count } = await tx.evidence.updateMany({
      where: { id, removedAt: null },
      data: { removedAt: now, removedById: actor.id },
    });
    if (count === 0) refuse('conflict', 'This evidence was already taken away.');
    const revision = await bumpRevision(ctx, claimId);
    emit({
      stream: claim.investigationId,
      type: 'evidence.removed',
      subject: { type: 'evidence', id },
      data: { claimId, revision },
    });
    return { id, claimId, revision };
  },
});
