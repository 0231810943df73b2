import type { CommandContext } from '../platform/command.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import type { Viewer } from './visibility.ts';
import { readableCase } from './visibility.ts';

/** Whether the whole newsroom may see a name of it. */
export const isPublic = async (tx: Reader, entityId: string): Promise<boolean> =>
  (await publicOf(tx, [entityId])).has(entityId);

/** Those of which the whole newsroom may see a name. */
export async function publicOf(tx: Reader, entityIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT n."entityId" AS id FROM "EntityName" n LEFT JOIN "Investigation" i ON i.id = n."originId"
    WHERE n."entityId" = ANY (${[...entityIds]}::uuid[]) AND (n."originId" IS NULL OR NOT i.confidential)`;
  return new Set(rows.map(({ id }) => id));
}

/** A condition on "Investigation" i: it gave the entity a name, or names it for all its people. */
export const knowsEntity = (entityId: string): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT 1 FROM "EntityName" n WHERE n."entityId" = ${entityId}::uuid AND n."originId" = i.id)
  OR EXISTS (SELECT 1 FROM "Annotation" a WHERE a."entityId" = ${entityId}::uuid AND a."investigationId" = i.id
    AND a.visibility = 'case' AND a."deletedAt" IS NULL)
  OR EXISTS (SELECT 1 FROM "Relationship" r WHERE r."investigationId" = i.id AND r."deletedAt" IS NULL
    AND (r."fromId" = ${entityId}::uuid OR r."toId" = ${entityId}::uuid))
  OR EXISTS (SELECT 1 FROM "Claim" c WHERE c."investigationId" = i.id AND c."speakerId" = ${entityId}::uuid))`;

/**
 * The case that a change comes from: the one that is named; else none, for what the newsroom shares. What only
 * confidential cases know stays in one of them that the actor reads: a name added in passing must not bring it out.
 */
export async function homeOf(
  tx: Reader,
  viewer: Viewer,
  entityId: string,
  given: string | undefined,
): Promise<string | null> {
  if (given) return given;
  if (await isPublic(tx, entityId)) return null;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM "Investigation" i WHERE ${readableCase(viewer)} AND ${knowsEntity(entityId)} ORDER BY i.id LIMIT 1`;
  if (!row) refuse('conflict', 'Say in which case you know this (investigationId).');
  return row.id;
}

/** What happens in a confidential case is told in that case alone (ENT-7). */
export async function streamOf(tx: Reader, originId: string | null): Promise<string> {
  if (!originId) return WORKSPACE_STREAM;
  const origin = await tx.investigation.findUnique({ where: { id: originId }, select: { confidential: true } });
  return origin?.confidential ? originId : WORKSPACE_STREAM;
}

/** Cases in which people read the entity's name: their screens follow when it is called otherwise. */
export async function casesNaming(tx: Reader, entityId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "investigationId" AS id FROM "Annotation"
      WHERE "entityId" = ${entityId}::uuid AND visibility = 'case' AND "deletedAt" IS NULL
    UNION SELECT "investigationId" FROM "Relationship"
      WHERE ("fromId" = ${entityId}::uuid OR "toId" = ${entityId}::uuid) AND "deletedAt" IS NULL
    UNION SELECT "investigationId" FROM "Claim" WHERE "speakerId" = ${entityId}::uuid
    UNION SELECT c."investigationId" FROM "ReplyRequest" r JOIN "Claim" c ON c.id = r."claimId"
      WHERE r."entityId" = ${entityId}::uuid
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

/**
 * The rows of these entities, locked until the command ends, lowest id first, so that two merges never wait for each
 * other. FOR UPDATE, as that is what a link to an entity waits for.
 */
export async function lockEntities({ tx }: CommandContext, ids: readonly string[]) {
  await tx.$queryRaw`SELECT 1 FROM "Entity" WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.entity.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}
