import { changesUnder } from '../claims/basis/changes.ts';
import { readableBy } from '../investigations/queries.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { captionsFor } from './captions.ts';
import { edgeOf, schemaLabel, supportOf } from './rules.ts';
import type { ClaimLine, RelationshipView } from './schema.ts';
import type { Viewer } from './visibility.ts';
import { wordsMoved } from './words-moved.ts';

export const claimShown = {
  id: true,
  investigationId: true,
  number: true,
  statement: true,
  state: true,
  decisions: { orderBy: { at: 'desc' }, take: 1, select: { rating: true } },
} satisfies Prisma.ClaimSelect;
type ClaimRow = Prisma.ClaimGetPayload<{ select: typeof claimShown }>;

/** A verdict speaks only while the claim stands decided; a reopened claim has none. */
export const claimLine = ({ decisions, ...claim }: ClaimRow): ClaimLine => ({
  ...claim,
  rating: claim.state === 'verified' || claim.state === 'published' ? (decisions[0]?.rating ?? null) : null,
});

const stub = { select: { id: true, schema: true } } as const;
export const relationshipShown = {
  from: stub,
  to: stub,
  claims: { select: { claim: { select: claimShown } }, orderBy: { claimId: 'asc' } },
  words: { orderBy: { id: 'asc' } },
} satisfies Prisma.RelationshipInclude;
type RelationshipRow = Prisma.RelationshipGetPayload<{ include: typeof relationshipShown }>;

/** Relationships of cases that the viewer may read, each end under the name by which they know it. */
export async function relationshipLines(
  db: Reader,
  viewer: Viewer,
  rows: readonly RelationshipRow[],
): Promise<RelationshipView[]> {
  const captions = await captionsFor(
    db,
    viewer,
    rows.flatMap(({ fromId, toId }) => [fromId, toId]),
  );
  const versions = await db.sourceVersion.findMany({
    where: { id: { in: rows.flatMap((row) => row.words.map(({ versionId }) => versionId)) } },
    select: { id: true, number: true, source: { select: { id: true, title: true } } },
  });
  const versionOf = new Map(versions.map((version) => [version.id, version]));
  const changed = await changesUnder(
    db,
    rows.flatMap((row) => row.claims.map(({ claim }) => claim.id)),
  );
  const moved = await wordsMoved(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const claims = row.claims.map(({ claim }) => claimLine(claim));
    const edge = edgeOf(row.schema);
    const end = (one: { id: string; schema: string }) => ({ ...one, name: captions.get(one.id) ?? '' });
    return {
      id: row.id,
      investigationId: row.investigationId,
      schema: row.schema,
      label: schemaLabel(row.schema),
      quotes: row.words.flatMap(({ versionId, start, end: stop, exact, fromAnnotationId, toAnnotationId }) => {
        const version = versionOf.get(versionId);
        if (!version) return [];
        return [
          {
            sourceId: version.source.id,
            sourceTitle: version.source.title,
            version: version.number,
            start,
            end: stop,
            exact,
            annotationId: fromAnnotationId ?? toAnnotationId,
          },
        ];
      }),
      words: edge?.words ?? 'linked to',
      directed: edge?.directed ?? false,
      from: end(row.from),
      to: end(row.to),
      fromId: row.fromId,
      toId: row.toId,
      role: row.role,
      startDate: row.startDate,
      endDate: row.endDate,
      claimIds: claims.map((claim) => claim.id),
      claims,
      support: supportOf(claims),
      stale: claims.some(({ id }) => changed.has(id)),
      wordsMoved: moved.has(row.id),
      createdById: row.createdById,
      createdAt: row.createdAt.toISOString(),
    };
  });
}

/** Relationship has no relation to its case in the schema: the cases are found first. */
export async function readableCaseIds(db: Reader, viewer: Viewer): Promise<string[]> {
  const rows = await db.investigation.findMany({ where: readableBy(viewer), select: { id: true } });
  return rows.map((row) => row.id);
}
