import { createDocument } from '../notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '../notes/schema-version.ts';
import type { CommandContext } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import type { ClaimKind } from './rules.ts';

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
      stateSince: now,
    },
  });
  emit({ stream: investigationId, type: 'claim.created', subject: { type: 'claim', id }, data: { number, statement } });
  return id;
}
