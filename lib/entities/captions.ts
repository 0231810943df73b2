import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import type { Viewer } from './visibility.ts';
import { captionSql } from './visibility.ts';

/**
 * What this viewer calls these entities. `Entity.name` alone is not for the screen: it may come from a confidential case
 * that the viewer cannot read, while another case brought the entity to them under another name (ENT-7).
 */
export async function captionsFor(
  db: Reader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT e.id, ${captionSql(viewer)} AS name FROM "Entity" e WHERE e.id = ANY (${wanted}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * What everybody who reads this case may call the entity: what a trail of the case can say. Null where they know it by
 * no name.
 */
export async function captionInCase(tx: Reader, entityId: string, investigationId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT n.name FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
    LEFT JOIN "Investigation" i ON i.id = n."originId"
    WHERE e.id = ${entityId}::uuid
      AND (n."originId" IS NULL OR n."originId" = ${investigationId}::uuid OR NOT i.confidential)
    ORDER BY (n.name = e.name) DESC, n.kind, n.id LIMIT 1`);
  return row?.name ?? null;
}
