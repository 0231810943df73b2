import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { lockEntities } from './home.ts';
import { endsComplaint } from './rules.ts';
import type { RelationshipWordsInput } from './schema.ts';
import { createRelationshipInput, relationshipRef, updateRelationshipInput } from './schema.ts';
import { requireVisibleEntity } from './visibility.ts';

export const createRelationship = command({
  name: 'relationship.create',
  input: createRelationshipInput,
  allow: ({ investigationId }) => on.investigation('relationship.create', investigationId),
  run: async (ctx, { id = ctx.newId(), claimIds, startDate, endDate, quote, ...link }) => {
    const { tx, actor, now, emit } = ctx;
    if (await tx.relationship.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
    const from = await requireVisibleEntity(tx, actor, link.fromId);
    const to = await requireVisibleEntity(tx, actor, link.toId);
    if (from.id === to.id) refuse('invalid_input', 'A relationship needs two different ends.');
    // A merge of either waits, so that this cannot become a loop between here and the insert.
    const locked = await lockEntities(ctx, [from.id, to.id]);
    if ([...locked.values()].some(({ mergedIntoId }) => mergedIntoId))
      refuse('stale', 'One of the two was merged just now. Look again, then repeat.');
    const complaint = endsComplaint(link.schema, from.schema, to.schema);
    if (complaint) refuse('invalid_input', complaint);
    const claims = await claimsOfCase(ctx, link.investigationId, claimIds);
    await tx.relationship.create({
      data: {
        ...link,
        fromId: from.id,
        toId: to.id,
        id,
        startDate: startDate ?? null,
        endDate: endDate ?? null,
        createdById: actor.id,
        createdAt: now,
        claims: { create: claims.map((claimId) => ({ claimId })) },
      },
    });
    if (quote) await keepWords(ctx, id, link.investigationId, quote);
    emit({
      stream: link.investigationId,
      type: 'relationship.created',
      subject: { type: 'relationship', id },
      data: { schema: link.schema, fromId: from.id, toId: to.id, role: link.role, claimIds: claims },
    });
    return { id };
  },
});

async function claimsOfCase({ tx }: CommandContext, investigationId: string, claimIds: readonly string[]) {
  const claims = [...new Set(claimIds)];
  const known = await tx.claim.count({ where: { id: { in: claims }, investigationId } });
  if (known < claims.length) refuse('not_found', 'A claim that should carry this is not in this case.');
  return claims;
}

/** The passage is cut from the sealed text itself: what a relationship quotes stands there word for word (ENT-10). */
async function keepWords(
  { tx, newId, actor }: CommandContext,
  relationshipId: string,
  investigationId: string,
  { fromAnnotationId, toAnnotationId, versionId, sourceId, version: number, start, end }: RelationshipWordsInput,
): Promise<void> {
  const version = found(
    await tx.sourceVersion.findFirst({
      where: {
        ...(versionId ? { id: versionId } : { sourceId: sourceId ?? '', number: number ?? 0 }),
        source: { investigationId },
      },
      select: { id: true, text: true },
    }),
    'The words of a relationship stand in a source of the same case.',
  );
  if (end > version.text.length) refuse('invalid_input', 'These words end after the text.');
  const marks = [fromAnnotationId, toAnnotationId].filter((one) => one !== undefined);
  const known = await tx.annotation.count({
    where: {
      id: { in: marks },
      investigationId,
      deletedAt: null,
      OR: [{ visibility: 'case' }, { authorId: actor.id }],
    },
  });
  if (known < new Set(marks).size) refuse('not_found', 'A mark that should be an end of this is not there.');
  await tx.relationshipWords.create({
    data: {
      id: newId(),
      relationshipId,
      fromAnnotationId: fromAnnotationId ?? null,
      toAnnotationId: toAnnotationId ?? null,
      versionId: version.id,
      start,
      end,
      exact: version.text.slice(start, end),
    },
  });
}

export const updateRelationship = command({
  name: 'relationship.update',
  input: updateRelationshipInput,
  allow: ({ relationshipId }) => on.relationship('relationship.create', relationshipId),
  run: async (ctx, { relationshipId: id, claimIds, quote, ...changes }) => {
    const { tx, emit } = ctx;
    await tx.$queryRaw`SELECT 1 FROM "Relationship" WHERE id = ${id}::uuid FOR UPDATE`;
    const before = found(
      await tx.relationship.findFirst({
        where: { id, deletedAt: null },
        include: { from: { select: { schema: true } }, to: { select: { schema: true } } },
      }),
    );
    const schema = changes.schema ?? before.schema;
    const complaint = endsComplaint(schema, before.from.schema, before.to.schema);
    if (complaint) refuse('invalid_input', complaint);
    const startDate = changes.startDate === undefined ? before.startDate : changes.startDate;
    const endDate = changes.endDate === undefined ? before.endDate : changes.endDate;
    if (startDate && endDate && startDate > endDate.padEnd(10, '~'))
      refuse('invalid_input', 'The end comes before the start.');
    await tx.relationship.update({
      where: { id },
      data: { schema, startDate, endDate, role: changes.role ?? before.role },
    });
    if (claimIds) {
      const claims = await claimsOfCase(ctx, before.investigationId, claimIds);
      await tx.relationshipClaim.deleteMany({ where: { relationshipId: id } });
      await tx.relationshipClaim.createMany({ data: claims.map((claimId) => ({ relationshipId: id, claimId })) });
    }
    if (quote) await keepWords(ctx, id, before.investigationId, quote);
    emit({
      stream: before.investigationId,
      type: 'relationship.updated',
      subject: { type: 'relationship', id },
      data: { schema, startDate, endDate, ...(claimIds ? { claimIds: [...claimIds] } : {}) },
    });
    return { id };
  },
});

export const removeRelationship = command({
  name: 'relationship.remove',
  input: relationshipRef,
  allow: ({ relationshipId }) => on.relationship('relationship.create', relationshipId),
  run: async ({ tx, now, emit }, { relationshipId: id }) => {
    const { count } = await tx.relationship.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: now } });
    if (count === 0) refuse('not_found', 'This relationship was already removed.');
    const { investigationId } = await tx.relationship.findUniqueOrThrow({ where: { id } });
    emit({ stream: investigationId, type: 'relationship.removed', subject: { type: 'relationship', id } });
    return { id };
  },
});
