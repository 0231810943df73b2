import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import { itemsOf, namedIn, namedOf } from './items.ts';
import { explainNames, MERGE } from './names/compare.rules.ts';
import { canBeSame } from './naming.ts';
import { isA, schemaLabel } from './rules.ts';
import type { DuplicateView, MergePreview } from './schema.ts';
import { duplicatePage, duplicatesInput, mergePreview, mergePreviewInput } from './schema.ts';
import { viewOf } from './queries.ts';
import type { Viewer } from './visibility.ts';
import { requireVisibleEntity, visibleOrigin } from './visibility.ts';

interface PairRow {
  readonly aId: string;
  readonly bId: string;
  readonly aName: string;
  readonly bName: string;
}

/** Entities that may be the same, likest first; only pairs of names that the viewer may both see (ENT-7). */
export const listDuplicates = query({
  name: 'entity.duplicates',
  input: duplicatesInput,
  output: duplicatePage,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('investigation.read', investigationId) : on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId, investigationId, limit }) => {
    const only = entityId ? (await requireVisibleEntity(db, viewer, entityId)).id : undefined;
    const rows = await pairRows(db, viewer, { only, investigationId, limit });
    const ids = [...new Set(rows.flatMap(({ aId, bId }) => [aId, bId]))];
    const items = await itemsOf(db, viewer, await namedOf(db, viewer, ids), investigationId);
    const byId = new Map(items.map((item) => [item.id, item]));
    const views = rows.flatMap((row): DuplicateView[] => {
      const [a, b] = [byId.get(row.aId), byId.get(row.bId)];
      if (!a || !b) return [];
      const schema = isA(a.schema, b.schema) ? a.schema : b.schema;
      const { score, reasons } = explainNames(row.aName, row.bName, schema);
      return [
        {
          a,
          b,
          score: Math.round(score * 100) / 100,
          names: { a: row.aName, b: row.bName },
          reasons: [...reasons],
          proposed: score >= MERGE,
        },
      ];
    });
    return { items: views, next: null };
  },
});

interface Which {
  readonly only: string | undefined;
  readonly investigationId: string | undefined;
  readonly limit: number;
}

function pairRows(db: Reader, viewer: Viewer, { only, investigationId, limit }: Which): Promise<PairRow[]> {
  const here = investigationId
    ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Entity" e WHERE e.id IN (x."entityId", y."entityId") ${namedIn(viewer, investigationId)})`
    : Prisma.empty;
  const about = only ? Prisma.sql`AND ${only}::uuid IN (x."entityId", y."entityId")` : Prisma.empty;
  return db.$queryRaw<PairRow[]>`
    WITH decided AS (SELECT redthread_root("aId") AS one, redthread_root("bId") AS other FROM "NotSame")
    SELECT DISTINCT ON (p.score, p."aId", p."bId") p."aId", p."bId", p."aName", p."bName" FROM (
      SELECT DISTINCT ON (LEAST(x."entityId", y."entityId"), GREATEST(x."entityId", y."entityId"))
        x."entityId" AS "aId", y."entityId" AS "bId", x.name AS "aName", y.name AS "bName", d.score
      FROM "DuplicatePair" d
      JOIN "EntityName" x ON x.id = d."aNameId" JOIN "EntityName" y ON y.id = d."bNameId"
      WHERE x."entityId" <> y."entityId"
        AND ${visibleOrigin(viewer, Prisma.sql`x."originId"`)} AND ${visibleOrigin(viewer, Prisma.sql`y."originId"`)}
        AND NOT EXISTS (SELECT 1 FROM decided z
          WHERE (z.one = x."entityId" AND z.other = y."entityId") OR (z.one = y."entityId" AND z.other = x."entityId"))
        ${about} ${here}
      ORDER BY LEAST(x."entityId", y."entityId"), GREATEST(x."entityId", y."entityId"), d.score DESC) p
    ORDER BY p.score DESC, p."aId", p."bId" LIMIT ${limit}`;
}

/** The two side by side before they are merged, with what speaks for and against (ENT-4). */
export const previewMerge = query({
  name: 'entity.merge_preview',
  input: mergePreviewInput,
  output: mergePreview,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId, into }): Promise<MergePreview> => {
    const [from, to] = [await viewOf(db, viewer, entityId), await viewOf(db, viewer, into)];
    let best = explainNames(from.name, to.name, to.schema);
    for (const a of from.names)
      for (const b of to.names) {
        const one = explainNames(a.name, b.name, to.schema);
        if (one.score > best.score) best = one;
      }
    return {
      from,
      into: to,
      schemas: [...new Set([to.schema, from.schema])],
      score: Math.round(best.score * 100) / 100,
      reasons: [...best.reasons],
      complaint: complaintOf(from, to),
    };
  },
});

function complaintOf(a: { id: string; schema: string }, b: { id: string; schema: string }): string | null {
  if (a.id === b.id) return 'These are one and the same entity already.';
  if (!canBeSame(a.schema, b.schema))
    return `A ${schemaLabel(a.schema).toLowerCase()} and a ${schemaLabel(b.schema).toLowerCase()} cannot be the same.`;
  return null;
}
