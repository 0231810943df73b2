import { openClaim } from '../claims/open.ts';
import { captionInCase } from '../entities/captions.ts';
import { addEntity } from '../entities/commands.ts';
import { requireVisibleEntity } from '../entities/visibility.ts';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { anchorsOn, carryMarks } from './carry.ts';
import { placeInDraft } from './draft-marks.ts';
import type { Changes, Mark } from './marks.ts';
import {
  aboutMark,
  listed,
  lockMark,
  quoteOf,
  refuseLastMention,
  refuseWhenCarrying,
  refuseWhenEvidence,
} from './marks.ts';
import { anchorRows, place, requireMember, sealedVersion, versionsAfter } from './placing.ts';
import { kindWords, needsText } from './rules.ts';
import type { CreateAnnotationInput, UpdateAnnotationInput } from './schema.ts';
import {
  annotationRef,
  createAnnotationInput,
  ONLY_QUESTIONS,
  resolveAnnotationInput,
  updateAnnotationInput,
} from './schema.ts';
import { tagsNamed } from './tagging.ts';

export const createAnnotation = command({
  name: 'annotation.create',
  input: createAnnotationInput,
  allow: (input) => on.source('annotation.create', input.sourceId),
  run: async (ctx, input) => {
    const { tx, actor, now, newId, emit } = ctx;
    const { id = newId(), sourceId, kind, text, visibility, assigneeId = null } = input;
    const investigationId = found(ctx.facts.investigationId);
    // A version that is being sealed waits for this mark, or this mark for the version (ANC-2): none is left behind.
    await tx.$queryRaw`SELECT 1 FROM "Source" WHERE id = ${sourceId}::uuid FOR SHARE`;
    const spot = await spotFor(tx, sourceId, input);
    const { places } = spot;
    const claimId = await claimOf(ctx, investigationId, input);
    const entityId = await entityOf(ctx, investigationId, input);
    if (assigneeId) await requireMember(tx, investigationId, assigneeId);
    const mark = {
      ...{ id, investigationId, sourceId, kind, text, visibility, claimId, entityId, assigneeId },
      authorId: actor.id,
    };
    const { count } = await tx.annotation.createMany({
      data: [{ ...mark, createdAt: now, updatedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) refuse('id_taken');
    await keepSpot(ctx, mark, spot);
    const tags = await setTags(ctx, mark, input.tags);
    const changes = {
      quote: { before: null, after: quoteOf(places) },
      ...(text ? { text: { before: null, after: text } } : {}),
      ...(tags.length > 0 ? { tags: { before: null, after: listed(tags) } } : {}),
    };
    const anchors = places.map(({ start, end, label }) => ({ start, end, label }));
    emit(
      aboutMark(mark, 'annotation.created', changes, {
        kind,
        version: spot.version?.number ?? null,
        anchors,
        claimId,
        entityId,
        visibility,
        ...(assigneeId ? { assigneeId } : {}),
      }),
    );
    return { id, claimId, entityId };
  },
});

/** Where a new mark goes: on a sealed version, or on the draft as it is now (SRC-4). */
async function spotFor(tx: CommandContext['tx'], sourceId: string, input: CreateAnnotationInput) {
  const source = await tx.source.findUniqueOrThrow({
    where: { id: sourceId },
    select: { state: true, draftDocumentId: true },
  });
  if (source.state === 'draft') {
    if (input.version !== undefined) refuse('invalid_input', 'This source is still a draft: it has no versions.');
    return { version: null, places: await placeInDraft(tx, source.draftDocumentId, input.target) };
  }
  const version = await sealedVersion(tx, sourceId, input.version);
  return { version, places: place(version, input.target) };
}

async function keepSpot(
  ctx: CommandContext,
  { id, sourceId }: { readonly id: string; readonly sourceId: string },
  { version, places }: Awaited<ReturnType<typeof spotFor>>,
): Promise<void> {
  const { tx, newId } = ctx;
  if (!version) {
    const data = places.map(({ exact, prefix, suffix, from, to }, ordinal) => ({
      ...{ id: newId(), annotationId: id, ordinal },
      ...{ exact, prefix, suffix, from, to },
    }));
    await tx.draftAnchor.createMany({ data });
    return;
  }
  const anchors = { state: 'exact' as const, score: 1, places };
  await tx.anchor.createMany({ data: anchorsOn(version, id, anchors, places, newId) });
  for (const later of await versionsAfter(tx, sourceId, version.number)) await carryMarks(ctx, sourceId, later, id);
}

async function claimOf(
  ctx: CommandContext,
  investigationId: string,
  { claimId, claim }: Pick<CreateAnnotationInput, 'claimId' | 'claim'>,
): Promise<string | null> {
  if (claim) return openClaim(ctx, { ...claim, investigationId });
  if (!claimId) return null;
  const existing = await ctx.tx.claim.findFirst({ where: { id: claimId, investigationId }, select: { id: true } });
  return found(existing, 'There is no such claim in this case.').id;
}

async function entityOf(
  ctx: CommandContext,
  originId: string,
  { entityId, entity }: Pick<CreateAnnotationInput, 'entityId' | 'entity'>,
): Promise<string | null> {
  if (entity) return addEntity(ctx, { ...entity, originId });
  return entityId ? (await requireVisibleEntity(ctx.tx, ctx.actor, entityId)).id : null;
}

async function setTags(
  ctx: CommandContext,
  mark: Pick<Mark, 'id' | 'investigationId' | 'visibility' | 'authorId'>,
  names: readonly string[],
): Promise<string[]> {
  const visibleTo = mark.visibility === 'private' ? mark.authorId : undefined;
  const tags = await tagsNamed(ctx, names, { stream: mark.investigationId, visibleTo });
  await ctx.tx.annotationTag.deleteMany({
    where: { annotationId: mark.id, tagId: { notIn: tags.map((tag) => tag.id) } },
  });
  await ctx.tx.annotationTag.createMany({
    data: tags.map((tag) => ({ annotationId: mark.id, tagId: tag.id })),
    skipDuplicates: true,
  });
  return tags.map((tag) => tag.name);
}

/** Anyone who may mark may close a thread and ask somebody; its words, tags, place and readers are the author's. */
const changesOnlyThread = (input: UpdateAnnotationInput): boolean =>
  (input.status !== undefined || input.assigneeId !== undefined) &&
  [input.text, input.tags, input.visibility, input.claimId, input.entityId, input.target].every(
    (field) => field === undefined,
  );

export const updateAnnotation = command({
  name: 'annotation.update',
  input: updateAnnotationInput,
  allow: (input) =>
    on.annotation(changesOnlyThread(input) ? 'annotation.resolve' : 'annotation.update', input.annotationId),
  run: async (ctx, input) => {
    const { tx, now, emit } = ctx;
    const mark = await lockMark(ctx, input.annotationId, { deleted: false });
    if (input.revision !== undefined && input.revision !== mark.revision) refuse('stale');
    const changes: Changes = {
      ...textChange(mark, input.text),
      ...(await tagChange(ctx, mark, input.tags)),
      ...(await claimChange(ctx, mark, input.claimId)),
      ...(await entityChange(ctx, mark, input.entityId)),
      ...(await placeChange(ctx, mark, input)),
      ...(await assigneeChange(ctx, mark, input.assigneeId)),
    };
    if (Object.keys(changes).length > 0) {
      await tx.annotation.update({
        where: { id: mark.id },
        data: {
          text: input.text ?? mark.text,
          claimId: input.claimId ?? mark.claimId,
          entityId: input.entityId ?? mark.entityId,
          assigneeId: input.assigneeId === undefined ? mark.assigneeId : input.assigneeId,
          revision: { increment: 1 },
          updatedAt: now,
        },
      });
      const asked = changes['assignee'] ? { assigneeId: input.assigneeId ?? null } : {};
      emit(aboutMark(mark, 'annotation.updated', changes, { ...asked, before: { assigneeId: mark.assigneeId } }));
    }
    if (input.visibility && input.visibility !== mark.visibility) await setVisibility(ctx, mark, input.visibility);
    if (input.status) await setStatus(ctx, { ...mark, visibility: input.visibility ?? mark.visibility }, input.status);
    return { id: mark.id };
  },
});

function textChange(mark: Mark, text: string | undefined): Changes {
  if (text === undefined || text === mark.text) return {};
  if (text === '' && needsText(mark.kind))
    refuse('invalid_input', `A ${kindWords[mark.kind]} needs words. Delete it if it has none.`);
  return { text: { before: mark.text || null, after: text || null } };
}

async function tagChange(ctx: CommandContext, mark: Mark, names: readonly string[] | undefined): Promise<Changes> {
  if (names === undefined) return {};
  if (names.length === 0 && mark.kind === 'tag') refuse('invalid_input', 'Keep at least one tag, or delete the mark.');
  const before = listed(mark.tags.map(({ tag }) => tag.name));
  const after = listed(await setTags(ctx, mark, names));
  return before === after ? {} : { tags: { before, after } };
}

async function claimChange(ctx: CommandContext, mark: Mark, claimId: string | undefined): Promise<Changes> {
  if (claimId === undefined || claimId === mark.claimId) return {};
  if (mark.kind !== 'claim') refuse('invalid_input', 'Only a claim mark carries a claim.');
  await claimOf(ctx, mark.investigationId, { claimId });
  await refuseLastMention(ctx.tx, mark);
  const { statement } = await ctx.tx.claim.findUniqueOrThrow({ where: { id: claimId } });
  return { claim: { before: mark.claim?.statement ?? null, after: statement } };
}

async function entityChange(ctx: CommandContext, mark: Mark, entityId: string | undefined): Promise<Changes> {
  if (entityId === undefined || entityId === mark.entityId) return {};
  if (mark.kind !== 'entity') refuse('invalid_input', 'Only an entity mark names an entity.');
  await entityOf(ctx, mark.investigationId, { entityId });
  const said = (id: string | null) => (id ? captionInCase(ctx.tx, id, mark.investigationId) : Promise.resolve(null));
  return { entity: { before: await said(mark.entityId), after: await said(entityId) } };
}

/** Other words. What rests on the old ones as evidence has to be asked first. */
async function placeChange(
  ctx: CommandContext,
  mark: Mark,
  { target, version: number }: Pick<UpdateAnnotationInput, 'target' | 'version'>,
): Promise<Changes> {
  if (!target) return {};
  const version = await sealedVersion(ctx.tx, mark.sourceId, number);
  const places = place(version, target);
  const had = await ctx.tx.anchor.findMany({
    where: { annotationId: mark.id, versionId: version.id },
    orderBy: { ordinal: 'asc' },
  });
  const listOf = (ranges: readonly { readonly start: number | null; readonly end: number | null }[]) =>
    JSON.stringify(ranges.map(({ start, end }) => [start, end]));
  if (listOf(had) === listOf(places)) return {};
  await refuseWhenEvidence(ctx.tx, mark);
  await ctx.tx.anchor.deleteMany({ where: { annotationId: mark.id, versionId: version.id } });
  await ctx.tx.anchor.createMany({ data: anchorRows(ctx, mark.id, version.id, places) });
  return { quote: { before: quoteOf(had), after: quoteOf(places) } };
}

async function assigneeChange(
  ctx: CommandContext,
  mark: Mark,
  assigneeId: string | null | undefined,
): Promise<Changes> {
  if (assigneeId === undefined || assigneeId === mark.assigneeId) return {};
  if (mark.kind !== 'question') refuse('invalid_input', ONLY_QUESTIONS);
  if (assigneeId) await requireMember(ctx.tx, mark.investigationId, assigneeId);
  const people = await ctx.tx.user.findMany({
    where: { id: { in: [mark.assigneeId, assigneeId].flatMap((id) => id ?? []) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? null;
  return { assignee: { before: nameOf(mark.assigneeId), after: nameOf(assigneeId) } };
}

/**
 * Sharing tells everyone the mark as it is now; what it was while it was private stays private. Taking it back tells
 * everyone only that it is gone, which is what makes it leave their screens.
 */
async function setVisibility(ctx: CommandContext, mark: Mark, visibility: Mark['visibility']): Promise<void> {
  const { tx, now, emit } = ctx;
  if (visibility === 'private') {
    await refuseWhenCarrying(ctx, mark);
    const answered = await tx.reply.count({
      where: { annotationId: mark.id, deletedAt: null, authorId: { not: mark.authorId } },
    });
    if (answered > 0) refuse('conflict', 'Colleagues have answered here, so this mark stays visible to them.');
  }
  const changed = await tx.annotation.update({
    where: { id: mark.id },
    data: { visibility, revision: { increment: 1 }, updatedAt: now },
    include: { tags: { select: { tag: { select: { name: true } } } } },
  });
  const everyone = { ...mark, visibility: 'case' as const };
  if (visibility === 'private') {
    emit(aboutMark(everyone, 'annotation.unshared', {}));
    return;
  }
  const tags = listed(changed.tags.map(({ tag }) => tag.name));
  emit(
    aboutMark(
      everyone,
      'annotation.shared',
      {
        quote: { before: null, after: quoteOf(mark.anchors) },
        ...(changed.text ? { text: { before: null, after: changed.text } } : {}),
        ...(tags ? { tags: { before: null, after: tags } } : {}),
      },
      { kind: mark.kind },
    ),
  );
}

export const resolveAnnotation = command({
  name: 'annotation.resolve',
  input: resolveAnnotationInput,
  allow: (input) => on.annotation('annotation.resolve', input.annotationId),
  run: async (ctx, { annotationId, resolved }) => {
    const mark = await lockMark(ctx, annotationId, { deleted: false });
    await setStatus(ctx, mark, resolved ? 'resolved' : 'open');
    return { id: mark.id };
  },
});

async function setStatus({ tx, actor, now, emit }: CommandContext, mark: Mark, status: Mark['status']): Promise<void> {
  if (status === mark.status) return;
  await tx.annotation.update({
    where: { id: mark.id },
    data: {
      status,
      revision: { increment: 1 },
      updatedAt: now,
      resolvedAt: status === 'resolved' ? now : null,
      resolvedById: status === 'resolved' ? actor.id : null,
    },
  });
  const type = status === 'resolved' ? 'annotation.resolved' : 'annotation.reopened';
  emit(aboutMark(mark, type, { status: { before: mark.status, after: status } }));
}

export const deleteAnnotation = command({
  name: 'annotation.delete',
  input: annotationRef,
  allow: (input) => on.annotation('annotation.delete', input.annotationId),
  run: async (ctx, { annotationId }) => {
    const { tx, actor, now, emit } = ctx;
    const mark = await lockMark(ctx, annotationId, { deleted: false });
    await refuseWhenCarrying(ctx, mark);
    await tx.annotation.update({ where: { id: mark.id }, data: { deletedAt: now, deletedById: actor.id } });
    emit(aboutMark(mark, 'annotation.deleted', {}));
    return { id: mark.id };
  },
});

/** Takes a deletion back: the mark returns with its thread, as it was. */
export const restoreAnnotation = command({
  name: 'annotation.restore',
  input: annotationRef,
  allow: (input) => on.annotation('annotation.delete', input.annotationId),
  run: async (ctx, { annotationId }) => {
    const mark = await lockMark(ctx, annotationId, { deleted: true });
    if (!mark.deletedAt) return { id: mark.id };
    if (await ctx.tx.hiddenText.findUnique({ where: { subjectId: mark.id } }))
      refuse('forbidden', 'This was hidden by moderation. Ask them to bring it back.');
    await ctx.tx.annotation.update({ where: { id: mark.id }, data: { deletedAt: null, deletedById: null } });
    ctx.emit(aboutMark(mark, 'annotation.restored', {}));
    return { id: mark.id };
  },
});
