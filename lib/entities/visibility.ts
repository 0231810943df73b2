import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import type { EntityStub } from './schema.ts';

type Viewer = Pick<ActorFacts, 'id' | 'role'>;

/** A condition on "Investigation" i, the same as `readableBy`: SQL, because an entity's visibility is asked in SQL. */
export const readableCase = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT 1 FROM "Membership" m WHERE m."investigationId" = i.id AND m."userId" = ${viewer.id}::uuid)
  ${viewer.role === 'member' ? Prisma.empty : Prisma.sql`OR NOT i.confidential`})`;

/** The mentions (annotation a in case i) that count for this viewer: live, of cases they may read, not another's private ones. */
export const readableMention = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  a."deletedAt" IS NULL AND (a.visibility = 'case' OR a."authorId" = ${viewer.id}::uuid) AND ${readableCase(viewer)})`;

/**
 * Whether "Entity" e shows itself to this viewer (ENT-7): it does unless it was born in a confidential case that they may
 * not read; and then only once a case that they may read has come to name it (a mark, a relationship, a speaker).
 */
export const visibleEntity = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  e."originId" IS NULL
  OR EXISTS (SELECT 1 FROM "Investigation" i WHERE i.id = e."originId" AND (NOT i.confidential OR ${readableCase(viewer)}))
  OR EXISTS (
    SELECT 1 FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
    WHERE a."entityId" = e.id AND a.visibility = 'case' AND a."deletedAt" IS NULL AND ${readableCase(viewer)})
  OR EXISTS (
    SELECT 1 FROM "Relationship" r JOIN "Investigation" i ON i.id = r."investigationId"
    WHERE (r."fromId" = e.id OR r."toId" = e.id) AND r."deletedAt" IS NULL AND ${readableCase(viewer)})
  OR EXISTS (
    SELECT 1 FROM "Claim" c JOIN "Investigation" i ON i.id = c."investigationId"
    WHERE c."speakerId" = e.id AND ${readableCase(viewer)}))`;

/** The entity, or the same refusal whether it is hidden or does not exist. */
export async function requireVisibleEntity(tx: Reader, viewer: Viewer, id: string): Promise<EntityStub> {
  const [entity] = await tx.$queryRaw<EntityStub[]>`
    SELECT e.id, e.schema, e.name FROM "Entity" e WHERE e.id = ${id}::uuid AND ${visibleEntity(viewer)}`;
  if (!entity) refuse('not_found', 'There is no such entity, or not for you.');
  return entity;
}
