import { createHash } from 'node:crypto';
import { z } from 'zod';
import { on } from '../../platform/access.ts';
import type { CommandContext } from '../../platform/command.ts';
import { command } from '../../platform/command.ts';
import { found, refuse } from '../../platform/errors.ts';
import { bumpRevision, lockClaim, refuseUnderVerdict } from '../lock.ts';
import { markPassage } from './mark.ts';
import { addEvidenceInput, evidenceRef, orderEvidenceInput, updateEvidenceInput } from './schema.ts';

const MAX_FILE = 10_000_000;

export const addEvidence = command({
  name: 'claim.add_evidence',
  input: addEvidenceInput,
  allow: (input) => on.claim('claim.evidence', input.claimId),
  run: async (ctx, { id = ctx.newId(), claimId, passage, accessedAt, saidAt, file, ...input }) => {
    const { tx, actor, now, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    refuseUnderVerdict(claim, 'evidence');
    if (await tx.evidence.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
    if (input.annotationId) await requireSharedMark(ctx, claim.investigationId, input.annotationId);
    if (input.sameOriginAsId) await requireSibling(ctx, claimId, input.sameOriginAsId);
    const annotationId =
      input.annotationId ??
      (passage ? await markPassage(ctx, claim.investigationId, { ...passage, kind: 'highlight' }) : null);
    const { evidenceCount: number } = await tx.claim.update({
      where: { id: claimId },
      data: { evidenceCount: { increment: 1 } },
      select: { evidenceCount: true },
    });
    await tx.evidence.create({
      data: {
        id,
        claimId,
        number,
        position: number,
        stance: input.stance,
        annotationId,
        url: input.url ?? null,
        archiveUrl: input.archiveUrl ?? null,
        accessedAt: accessedAt ? new Date(accessedAt) : input.url ? now : null,
        quote: input.quote ?? null,
        note: input.note,
        independent: input.independent ?? null,
        strength: input.strength ?? null,
        saidBy: input.saidBy ?? null,
        saidAt: saidAt ? new Date(saidAt) : null,
        // A statement whose use nobody has agreed on is kept as the most careful kind.
        basis: input.saidBy ? (input.basis ?? 'off_record') : null,
        sameOriginAsId: input.sameOriginAsId ?? null,
        fileId: file ? await keepFile(ctx, file) : null,
        fileName: file?.name ?? null,
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
        number,
        stance: input.stance,
        revision,
        ...(annotationId ? { annotationId } : {}),
        ...(input.url ? { url: input.url } : {}),
      },
    });
    return { id, claimId, revision };
  },
});

/** The bytes as they are, with their hash; they never change (SRC-2). */
async function keepFile({ tx, actor, now, newId }: CommandContext, file: { mediaType: string; base64: string }) {
  const bytes = Buffer.from(file.base64, 'base64');
  if (bytes.length === 0) refuse('invalid_input', 'This file is empty.', [{ path: 'file', message: 'Empty.' }]);
  if (bytes.length > MAX_FILE) refuse('too_large', 'A file has at most 10 MB. Give its address instead.');
  const id = newId();
  await tx.rawInput.create({
    data: {
      id,
      bytes: Uint8Array.from(bytes),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mediaType: file.mediaType,
      givenById: actor.id,
      at: now,
    },
  });
  return id;
}

async function requireSharedMark({ tx, actor }: CommandContext, investigationId: string, id: string): Promise<void> {
  const mark = await tx.annotation.findUnique({ where: { id } });
  const usable = mark && mark.deletedAt === null && mark.investigationId === investigationId;
  if (!usable || (mark.visibility === 'private' && mark.authorId !== actor.id))
    refuse('not_found', 'There is no such mark in this case.');
  if (mark.visibility === 'private')
    refuse('conflict', 'This mark is private. Share it with the case before it becomes evidence.');
}

async function requireSibling({ tx }: CommandContext, claimId: string, id: string): Promise<void> {
  const other = await tx.evidence.findFirst({ where: { id, claimId, removedAt: null } });
  if (!other)
    refuse('invalid_input', 'That is no evidence of this claim.', [
      { path: 'sameOriginAsId', message: 'Choose another piece of this claim.' },
    ]);
}

export async function lockEvidence(ctx: CommandContext, id: string) {
  const { claimId } = found(await ctx.tx.evidence.findUnique({ where: { id }, select: { claimId: true } }));
  const claim = await lockClaim(ctx.tx, claimId);
  const evidence = found(await ctx.tx.evidence.findUnique({ where: { id } }));
  if (evidence.removedAt) refuse('conflict', 'This evidence was already taken away.');
  return { claim, evidence };
}

export const updateEvidence = command({
  name: 'claim.update_evidence',
  input: updateEvidenceInput,
  allow: (input) => on.evidence('claim.evidence', input.evidenceId),
  run: async (ctx, { evidenceId: id, ...changes }) => {
    const { claim, evidence } = await lockEvidence(ctx, id);
    refuseUnderVerdict(claim, 'evidence');
    if (changes.sameOriginAsId === id)
      refuse('invalid_input', 'Choose another piece.', [{ path: 'sameOriginAsId', message: 'It is this one.' }]);
    if (changes.sameOriginAsId) await requireSibling(ctx, claim.id, changes.sameOriginAsId);
    if (changes.basis && !evidence.saidBy)
      refuse('invalid_input', 'Only what a person said is on or off the record.', [
        { path: 'basis', message: 'No statement.' },
      ]);
    const after = await ctx.tx.evidence.update({ where: { id }, data: changes });
    if (!after.annotationId && !after.url && !after.fileId && !after.note)
      refuse('invalid_input', 'Evidence leads somewhere: leave the note, or take it away.', [
        { path: 'note', message: 'Write something.' },
      ]);
    const revision = await bumpRevision(ctx, claim.id);
    ctx.emit({
      stream: claim.investigationId,
      type: 'evidence.updated',
      subject: { type: 'evidence', id },
      data: {
        claimId: claim.id,
        revision,
        ...changes,
        before: { stance: evidence.stance, strength: evidence.strength, note: evidence.note },
      },
    });
    return { id, claimId: claim.id, revision };
  },
});

/** The order in which evidence is shown says nothing about the claim: no new revision, but not under a verdict either. */
export const orderEvidence = command({
  name: 'claim.order_evidence',
  input: orderEvidenceInput,
  allow: (input) => on.claim('claim.evidence', input.claimId),
  run: async (ctx, { claimId, evidenceIds }) => {
    const claim = await lockClaim(ctx.tx, claimId);
    refuseUnderVerdict(claim, 'evidence');
    const there = await ctx.tx.evidence.findMany({ where: { claimId, removedAt: null }, select: { id: true } });
    const wanted = new Set(evidenceIds);
    if (wanted.size !== there.length || there.some((item) => !wanted.has(item.id)))
      refuse('stale', 'The evidence changed meanwhile. Look again, then put it in order.');
    for (const [index, id] of evidenceIds.entries())
      await ctx.tx.evidence.update({ where: { id }, data: { position: index + 1 } });
    ctx.emit({
      stream: claim.investigationId,
      type: 'evidence.ordered',
      subject: { type: 'claim', id: claimId },
      data: { claimId, evidenceIds },
    });
    return { claimId };
  },
});

export const removeEvidence = command({
  name: 'claim.remove_evidence',
  input: evidenceRef,
  allow: (input) => on.evidence('claim.evidence', input.evidenceId),
  run: async (ctx, { evidenceId: id }) => {
    const { claim } = await lockEvidence(ctx, id);
    refuseUnderVerdict(claim, 'evidence');
    await ctx.tx.evidence.update({ where: { id }, data: { removedAt: ctx.now, removedById: ctx.actor.id } });
    const revision = await bumpRevision(ctx, claim.id);
    ctx.emit({
      stream: claim.investigationId,
      type: 'evidence.removed',
      subject: { type: 'evidence', id },
      data: { claimId: claim.id, revision },
    });
    return { id, claimId: claim.id, revision };
  },
});

/** Brings back what was taken away: the undo of `claim.remove_evidence`. */
export const restoreEvidence = command({
  name: 'claim.restore_evidence',
  input: evidenceRef,
  allow: (input) => on.evidence('claim.evidence', input.evidenceId),
  run: async (ctx, { evidenceId: id }) => {
    const { claimId } = found(await ctx.tx.evidence.findUnique({ where: { id }, select: { claimId: true } }));
    const claim = await lockClaim(ctx.tx, claimId);
    refuseUnderVerdict(claim, 'evidence');
    const { count } = await ctx.tx.evidence.updateMany({
      where: { id, removedAt: { not: null } },
      data: { removedAt: null, removedById: null },
    });
    if (count === 0) refuse('conflict', 'This evidence is there.');
    const revision = await bumpRevision(ctx, claimId);
    ctx.emit({
      stream: claim.investigationId,
      type: 'evidence.restored',
      subject: { type: 'evidence', id },
      data: { claimId, revision },
    });
    return { id, claimId, revision };
  },
});

/** The lead's key: lets an off-record statement out to public pages and exports, or shuts it in again (CLM-3). */
export const releaseEvidence = command({
  name: 'claim.release_evidence',
  input: evidenceRef.extend({ released: z.boolean() }),
  allow: (input) => on.evidence('evidence.release', input.evidenceId),
  run: async (ctx, { evidenceId: id, released }) => {
    const { claim, evidence } = await lockEvidence(ctx, id);
    if (evidence.basis !== 'off_record') refuse('conflict', 'Only an off-record statement needs this.');
    await ctx.tx.evidence.update({
      where: { id },
      data: released ? { releasedAt: ctx.now, releasedById: ctx.actor.id } : { releasedAt: null, releasedById: null },
    });
    ctx.emit({
      stream: claim.investigationId,
      type: released ? 'evidence.released' : 'evidence.withheld',
      subject: { type: 'evidence', id },
      data: { claimId: claim.id },
    });
    return { id, claimId: claim.id, released };
  },
});
