import { z } from 'zod';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { uuid, WORKSPACE_STREAM } from '../platform/ids.ts';
import { query } from '../platform/query.ts';
import { longText } from '../platform/text.schema.ts';
import { tagColor, tagColors, tagSlug } from './rules.ts';
import { tagName } from './schema.ts';
import { vocabularyPage } from './vocabulary.schema.ts';

const color = z.enum(tagColors, { error: `A colour is one of: ${tagColors.join(', ')}.` });

export const defineTagInput = z.object({
  name: tagName,
  color: color.optional(),
  description: longText(300).default(''),
});
export const mergeTagInput = z.object({ tagId: uuid, intoId: uuid });
export const changeTagInput = z.object({
  tagId: uuid,
  name: tagName.optional(),
  color: color.optional(),
  description: longText(300).optional(),
  retired: z.boolean().optional(),
});

/** The house's own tags (ANN-1): for everybody, so nothing in them may tell of a confidential case. */
export const listVocabulary = query({
  name: 'tag.vocabulary',
  input: z.object({}),
  output: vocabularyPage,
  allow: () => on.workspace('tag.list'),
  run: async ({ db }) => {
    const rows = await db.tag.findMany({ where: { vocabulary: true }, orderBy: { slug: 'asc' } });
    const known = z.enum(tagColors).catch('tag');
    return {
      items: rows.map(({ id, name, color: kept, description, retiredAt }) => ({
        id,
        name,
        color: known.parse(kept),
        description,
        retired: retiredAt !== null,
      })),
      next: null,
    };
  },
});

/** Adds a tag to the vocabulary. One that was free until now becomes part of it: the marks that carry it keep it. */
export const defineTag = command({
  name: 'tag.define',
  input: defineTagInput,
  allow: () => on.workspace('tag.manage'),
  run: async ({ tx, actor, now, newId, emit }, { name, color: chosen, description }) => {
    const slug = tagSlug(name);
    const change = {
      name,
      description,
      vocabulary: true,
      retiredAt: null,
      mergedIntoId: null,
      ...(chosen ? { color: chosen } : {}),
    };
    const tag = await tx.tag.upsert({
      where: { slug },
      create: { id: newId(), slug, createdById: actor.id, createdAt: now, ...change, color: chosen ?? tagColor(slug) },
      update: change,
    });
    emit({
      stream: WORKSPACE_STREAM,
      type: 'tag.defined',
      subject: { type: 'tag', id: tag.id },
      data: { name, color: tag.color, description },
    });
    return { id: tag.id };
  },
});

export const changeTag = command({
  name: 'tag.change',
  input: changeTagInput,
  allow: () => on.workspace('tag.manage'),
  run: async ({ tx, now, emit }, { tagId, name, color: chosen, description, retired }) => {
    const before = found(await tx.tag.findFirst({ where: { id: tagId, vocabulary: true } }), 'There is no such tag.');
    const slug = name === undefined ? before.slug : tagSlug(name);
    if (slug !== before.slug && (await tx.tag.findUnique({ where: { slug } })))
      refuse('conflict', 'There is a tag of this name already.');
    const after = await tx.tag.update({
      where: { id: tagId },
      data: {
        slug,
        ...(name === undefined ? {} : { name }),
        ...(chosen === undefined ? {} : { color: chosen }),
        ...(description === undefined ? {} : { description }),
        ...(retired === undefined ? {} : { retiredAt: retired ? now : null }),
      },
    });
    emit({
      stream: WORKSPACE_STREAM,
      type: 'tag.changed',
      subject: { type: 'tag', id: tagId },
      data: {
        name: after.name,
        color: after.color,
        retired: after.retiredAt !== null,
        before: { name: before.name, color: before.color },
      },
    });
    return { id: tagId };
  },
});

/**
 * One tag becomes part of another: every mark and claim that carries it carries the other, whatever case it is in, and
 * whoever writes the old name gives the new one.
 */
export const mergeTag = command({
  name: 'tag.merge',
  input: mergeTagInput,
  allow: () => on.workspace('tag.manage'),
  run: async ({ tx, now, emit }, { tagId, intoId }) => {
    if (tagId === intoId) refuse('invalid_input', 'A tag cannot be merged into itself.');
    // Whoever is tagging holds these rows until their mark carries the tag; in one order, against deadlocks.
    await tx.$queryRaw`SELECT 1 FROM "Tag" WHERE id IN (${tagId}::uuid, ${intoId}::uuid) ORDER BY slug FOR UPDATE`;
    const from = found(await tx.tag.findFirst({ where: { id: tagId, vocabulary: true } }), 'There is no such tag.');
    const into = found(
      await tx.tag.findFirst({ where: { id: intoId, vocabulary: true, retiredAt: null } }),
      'Choose a tag of the house that is in use.',
    );
    await tx.$executeRaw`
      INSERT INTO "AnnotationTag" ("annotationId", "tagId")
      SELECT "annotationId", ${intoId}::uuid FROM "AnnotationTag" WHERE "tagId" = ${tagId}::uuid ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`
      INSERT INTO "ClaimTag" ("claimId", "tagId")
      SELECT "claimId", ${intoId}::uuid FROM "ClaimTag" WHERE "tagId" = ${tagId}::uuid ON CONFLICT DO NOTHING`;
    await tx.annotationTag.deleteMany({ where: { tagId } });
    await tx.claimTag.deleteMany({ where: { tagId } });
    // What was merged into it before goes along.
    await tx.tag.updateMany({
      where: { OR: [{ id: tagId }, { mergedIntoId: tagId }] },
      data: { mergedIntoId: intoId, vocabulary: false, retiredAt: now },
    });
    emit({
      stream: WORKSPACE_STREAM,
      type: 'tag.merged',
      subject: { type: 'tag', id: tagId },
      data: { name: from.name, intoId, into: into.name },
    });
    return { id: intoId };
  },
});
