import type { Reader } from '../platform/db.ts';

/**
 * Of these relationships those whose words (ENT-10) are other ones in the newest version of their source, or gone: the passage
 * does not stand there any more, or one of the two names in it has lost its place (CLM-17).
 */
export async function wordsMoved(db: Reader, relationshipIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (relationshipIds.length === 0) return new Set();
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT w."relationshipId" AS id
    FROM "RelationshipWords" w
    JOIN "SourceVersion" v ON v.id = w."versionId"
    CROSS JOIN LATERAL (
      SELECT n.id, n.number, n.text FROM "SourceVersion" n WHERE n."sourceId" = v."sourceId"
      ORDER BY n.number DESC LIMIT 1) AS newest
    WHERE w."relationshipId" = ANY (${[...relationshipIds]}::uuid[]) AND newest.number > v.number
      AND (position(w.exact IN newest.text) = 0 OR EXISTS (
        SELECT 1 FROM "Anchor" a WHERE a."versionId" = newest.id AND a.start IS NULL
          AND a."annotationId" IN (w."fromAnnotationId", w."toAnnotationId")))`;
  return new Set(rows.map(({ id }) => id));
}
