import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import type { EntityStub } from './schema.ts';

export type Viewer = Pick<ActorFacts, 'id' | 'role'>;

/** A condition on "Investigation" i, the same as `readableBy`: SQL, because an entity's visibility is asked in SQL. */
export const readableCase = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT 1 FROM "Membership" m WHERE m."investigationId" = i.id AND m."userId" = ${viewer.id}::uuid)
  ${viewer.role === 'member' ? Prisma.empty : Prisma.sql`OR NOT i.confidential`})`;

/** The mentions (annotation a in case i) that count for this viewer: live, of cases they may read, not another's private ones. */
export const readableMention = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  a."deletedAt" IS NULL AND (a.visibility = 'case' OR a."authorId" = ${viewer.id}::uuid) AND ${readableCase(viewer)})`;

/**
 * Whether a name or value from this case shows itself: what comes from no case or from an open one is shared with the
 * whole newsroom, what comes from a confidential one with its readers (ENT-7).
 */
export const visibleOrigin = (viewer: Viewer, originId: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  ${originId} IS NULL OR EXISTS (
    SELECT 1 FROM "Investigation" i WHERE i.id = ${originId} AND (NOT i.confidential OR ${readableCase(viewer)})))`;

/** A condition on "EntityName" n. */
export const visibleName = (viewer: Viewer): Prisma.Sql => visibleOrigin(viewer, Prisma.sql`n."originId"`);

/**
 * Whether "Entity" e shows itself to this viewer (ENT-7): by a name that they may see, or because a case that they may
 * read has come to name it (a mark, a relationship, a speaker). What is merged away shows itself as the survivor.
 */
export const visibleEntity = (viewer: Viewer): Prisma.Sql => Prisma.sql`(e."mergedIntoId" IS NULL AND (
  EXISTS (SELECT 1 FROM "EntityName" n WHERE n."entityId" = e.id AND ${visibleName(viewer)})
  OR EXISTS (
    SELECT 1 FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
    WHERE a."entityId" = e.id AND a.visibility = 'case' AND a."deletedAt" IS NULL AND ${readableCase(viewer)})
  OR EXISTS (
    SELECT 1 FROM "Relationship" r JOIN "Investigation" i ON i.id = r."investigationId"
    WHERE (r."fromId" = e.id OR r."toId" = e.id) AND r."deletedAt" IS NULL AND ${readableCase(viewer)})
  OR EXISTS (
    SELECT 1 FROM "Claim" c JOIN "Investigation" i ON i.id = c."investigationId"
    WHERE c."speakerId" = e.id AND ${readableCase(viewer)})))`;

/**
 * What the viewer calls "Entity" e: its main name if they may see that name, else another that they may see, else the
 * words of a mark that they may read. Empty where they know it by no words at all.
 */
export const captionSql = (viewer: Viewer): Prisma.Sql => Prisma.sql`COALESCE(
  (SELECT n.name FROM "EntityName" n WHERE n."entityId" = e.id AND ${visibleName(viewer)}
   ORDER BY (n.name = e.name) DESC, n.kind, n.id LIMIT 1),
  (SELECT k.exact FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
   JOIN "Anchor" k ON k."annotationId" = a.id
   WHERE a."entityId" = e.id AND a.visibility = 'case' AND ${readableMention(viewer)} ORDER BY a.id, k.ordinal LIMIT 1),
  '')`;

/**
 * A mark, name or value that went along in a merge and that the viewer may see: only then do they know the old address,
 * and only then does it lead anywhere. m is the merge.
 */
export const knewMerged = (viewer: Viewer): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM "MergedRow" w WHERE w."mergeId" = m.id AND (
    EXISTS (SELECT 1 FROM "EntityName" n WHERE w.kind = 'name' AND n.id = w."rowId" AND ${visibleName(viewer)})
    OR EXISTS (SELECT 1 FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
      WHERE w.kind = 'mention' AND a.id = w."rowId" AND a.visibility = 'case' AND ${readableMention(viewer)})
    OR EXISTS (SELECT 1 FROM "Relationship" r JOIN "Investigation" i ON i.id = r."investigationId"
      WHERE w.kind IN ('from', 'to', 'loop') AND r.id = w."rowId" AND ${readableCase(viewer)})
    OR EXISTS (SELECT 1 FROM "Claim" c JOIN "Investigation" i ON i.id = c."investigationId"
      WHERE w.kind = 'speaker' AND c.id = w."rowId" AND ${readableCase(viewer)})))`;

/** What the viewer called it before the merge m: a name of it that they may see. */
export const captionSqlOf = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  SELECT n.name FROM "MergedRow" w JOIN "EntityName" n ON n.id = w."rowId"
  WHERE w."mergeId" = m.id AND w.kind = 'name' AND ${visibleName(viewer)} ORDER BY n.kind, n.id LIMIT 1)`;

/** Whether an address o leads this viewer on to "Entity" e, which it is today: only who knew what was merged follows it. */
export const followed = (viewer: Viewer): Prisma.Sql => Prisma.sql`(o.id = e.id OR EXISTS (
  SELECT 1 FROM "EntityMerge" m WHERE m."fromId" = o.id AND m."endedAt" IS NULL AND ${knewMerged(viewer)}))`;

const HIDDEN = 'There is no such entity, or not for you.';

/**
 * The entity under its present address: one that was merged answers as the one that took it in. The same refusal
 * whether it is hidden or does not exist, by the same way through the database.
 */
export async function requireVisibleEntity(tx: Reader, viewer: Viewer, id: string): Promise<EntityStub> {
  const [entity] = await tx.$queryRaw<EntityStub[]>`
    WITH RECURSIVE chain AS (
      SELECT id, "mergedIntoId" FROM "Entity" WHERE id = ${id}::uuid
      UNION ALL
      SELECT o.id, o."mergedIntoId" FROM chain c JOIN "Entity" o ON o.id = c."mergedIntoId"
      WHERE c.id <> ${id}::uuid OR EXISTS (
        SELECT 1 FROM "EntityMerge" m WHERE m."fromId" = ${id}::uuid AND m."endedAt" IS NULL AND ${knewMerged(viewer)}))
    SELECT e.id, e.schema, ${captionSql(viewer)} AS name FROM chain c JOIN "Entity" e ON e.id = c.id
    WHERE c."mergedIntoId" IS NULL AND ${visibleEntity(viewer)}`;
  if (!entity) refuse('not_found', HIDDEN);
  return entity;
}
