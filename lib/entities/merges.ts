import type { Reader } from '../platform/db.ts';
import { captionSqlOf } from './visibility.ts';
import type { Viewer } from './visibility.ts';
import { knewMerged } from './visibility.ts';

interface MergeLine {
  readonly id: string;
  readonly fromId: string;
  readonly name: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** What stands merged into this entity and can be taken back, as far as the viewer knew what was merged (ENT-7). */
export async function standingMerges(db: Reader, viewer: Viewer, entityId: string): Promise<readonly MergeLine[]> {
  const rows = await db.$queryRaw<(Omit<MergeLine, 'at' | 'name'> & { at: Date; name: string | null })[]>`
    WITH RECURSIVE inside AS (
      SELECT id FROM "Entity" WHERE "mergedIntoId" = ${entityId}::uuid
      UNION ALL SELECT e.id FROM inside s JOIN "Entity" e ON e."mergedIntoId" = s.id)
    SELECT m.id, m."fromId", m.reason, u.name AS by, m.at, ${captionSqlOf(viewer)} AS name
    FROM inside s JOIN "EntityMerge" m ON m."fromId" = s.id AND m."endedAt" IS NULL JOIN "User" u ON u.id = m."byId"
    WHERE ${knewMerged(viewer)} ORDER BY m.at DESC`;
  return rows.map(({ at, name, ...row }) => ({ ...row, name: name ?? '', at: at.toISOString() }));
}
