import { countsOf } from '../entities/items.ts';
import type { Viewer } from '../entities/visibility.ts';
import { captionSql, visibleEntity } from '../entities/visibility.ts';
import type { Reader } from '../platform/db.ts';
import { readableLinks } from './edges.ts';
import type { NetworkScope } from './rules.ts';
import { scopeKey } from './rules.ts';
import type { NetworkNode } from './schema.ts';
import { keptPlaces } from './schema.ts';

/** In the order of ids; who is hidden from the viewer is not among them. */
export async function nodesOf(
  db: Reader,
  viewer: Viewer,
  ids: readonly string[],
  scope: NetworkScope,
): Promise<NetworkNode[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string; schema: string; name: string }[]>`
    SELECT e.id, e.schema, ${captionSql(viewer)} AS name FROM "Entity" e
    WHERE e.id = ANY (${[...ids]}::uuid[]) AND ${visibleEntity(viewer)} ORDER BY e.id`;
  const shown = rows.map(({ id }) => id);
  const counts = await countsOf(db, viewer, shown, scope.investigationId);
  const degrees = await degreesOf(db, viewer, shown);
  const kept = await db.networkLayout.findUnique({
    where: { userId_scope: { userId: viewer.id, scope: scopeKey(scope) } },
  });
  const places = keptPlaces.catch({}).parse(kept?.places ?? {});
  return rows.map((row) => {
    const count = counts.get(row.id);
    const [x, y, pinned] = places[row.id] ?? [];
    return {
      ...row,
      mentions: (scope.investigationId ? count?.here : count?.mentions) ?? 0,
      relationships: degrees.get(row.id) ?? 0,
      place: x === undefined || y === undefined ? null : { x, y, pinned: pinned === true },
    };
  });
}

async function degreesOf(db: Reader, viewer: Viewer, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ id: string; degree: number }[]>`
    SELECT w.id, count(*)::int AS degree FROM unnest(${[...ids]}::uuid[]) w(id)
    CROSS JOIN LATERAL (
      SELECT r.id FROM ${readableLinks(viewer)} WHERE r."fromId" = w.id
      UNION ALL
      SELECT r.id FROM ${readableLinks(viewer)} WHERE r."toId" = w.id) k
    GROUP BY w.id`;
  return new Map(rows.map(({ id, degree }) => [id, degree]));
}
