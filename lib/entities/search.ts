import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { fold } from './names.rules.ts';
import { visibleEntity } from './visibility.ts';

/** How many of the nearest names are compared part by part. */
const CANDIDATES = 120;

/**
 * The entities with a name near to `q`, nearest first: alike as a whole (%), containing something alike (<%), or beginning
 * so. The operators, not the functions, so that the trigram index is used. Whoever the viewer may not see is left out
 * before the cut, so that hidden ones neither show nor push others out (ENT-7).
 */
export function candidateSql(
  viewer: Pick<ActorFacts, 'id' | 'role'>,
  q: string,
  where: Prisma.Sql = Prisma.empty,
  limit = CANDIDATES,
): Prisma.Sql {
  const folded = fold(q);
  const begins = `${folded.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`
    WITH near AS MATERIALIZED (
      SELECT n."entityId" AS id,
        max(greatest(similarity(n.folded, ${folded}), word_similarity(${folded}, n.folded))) AS likeness
      FROM "EntityName" n
      WHERE n.folded % ${folded} OR ${folded} <% n.folded OR n.folded LIKE ${begins}
      GROUP BY n."entityId")
    SELECT e.id FROM near JOIN "Entity" e ON e.id = near.id
    WHERE ${visibleEntity(viewer)} ${where}
    ORDER BY near.likeness DESC, e.id DESC LIMIT ${limit}`;
}

export async function candidates(
  db: Reader,
  viewer: Pick<ActorFacts, 'id' | 'role'>,
  q: string,
  where: Prisma.Sql,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(candidateSql(viewer, q, where));
  return rows.map((row) => row.id);
}
