import { namedIn } from '../entities/items.ts';
import type { Viewer } from '../entities/visibility.ts';
import { requireVisibleEntity, visibleEntity } from '../entities/visibility.ts';
import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import { edgesOf, narrowed, readableLinks } from './edges.ts';
import { nodesOf } from './nodes.ts';
import type { NetworkScope } from './rules.ts';
import { MOST_EDGES, MOST_NODES } from './rules.ts';
import type { Narrow, NetworkView } from './schema.ts';
import { memoryInput, networkInput, networkView } from './schema.ts';

/** What is named in a case and how it is linked there. */
export const getNetwork = query({
  name: 'network.get',
  input: networkInput,
  output: networkView,
  allow: ({ investigationId }) => on.investigation('investigation.read', investigationId),
  run: async ({ db, viewer }, { investigationId, ...narrow }) => {
    const here = Prisma.sql`AND r."investigationId" = ${investigationId}::uuid`;
    const linked = await mostLinked(db, viewer, narrow, here);
    // Whoever is named and linked to nobody stands in the drawing too, as long as nothing narrower was asked.
    const alone = narrow.schema || narrow.since || narrow.until ? [] : await namedOnly(db, viewer, investigationId);
    const others = alone.filter((id) => !linked.known.has(id));
    return drawn(db, viewer, {
      scope: { investigationId },
      ids: [...linked.ids, ...others].slice(0, MOST_NODES),
      total: linked.total + others.length,
      narrow,
      where: here,
    });
  },
});

/** The neighbourhood of an entity, or the whole memory, as far as the viewer may see it. */
export const getMemory = query({
  name: 'network.memory',
  input: memoryInput,
  output: networkView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId, steps, ...narrow }) => {
    if (!entityId) {
      const { ids, total } = await mostLinked(db, viewer, narrow, Prisma.empty);
      return drawn(db, viewer, { scope: {}, ids, total, narrow, where: Prisma.empty });
    }
    const { id } = await requireVisibleEntity(db, viewer, entityId);
    const near = new Set([id]);
    for (let step = 0; step < steps && near.size <= MOST_NODES; step += 1)
      for (const other of await neighbours(db, viewer, [...near], narrow)) near.add(other);
    return drawn(db, viewer, {
      scope: { entityId: id },
      ids: [...near].slice(0, MOST_NODES),
      total: near.size,
      narrow,
      where: Prisma.empty,
    });
  },
});

interface Drawn {
  readonly scope: NetworkScope;
  readonly ids: readonly string[];
  readonly total: number;
  readonly narrow: Narrow;
  readonly where: Prisma.Sql;
}

/** These entities and the lines between them. */
async function drawn(db: Reader, viewer: Viewer, { scope, ids, total, narrow, where }: Drawn): Promise<NetworkView> {
  const lines = await db.$queryRaw<{ id: string; all: number }[]>`
    SELECT r.id, (count(*) OVER ())::int AS all FROM ${readableLinks(viewer)}
    WHERE r."fromId" = ANY (${[...ids]}::uuid[]) AND r."toId" = ANY (${[...ids]}::uuid[]) ${where} ${narrowed(narrow)}
    ORDER BY r.id LIMIT ${MOST_EDGES}`;
  // With everybody drawn, what is not drawn are lines; else also the lines of those who are not.
  const edges = total > ids.length ? await countLinks(db, viewer, narrow, where) : (lines[0]?.all ?? 0);
  return {
    nodes: await nodesOf(db, viewer, ids, scope),
    edges: await edgesOf(
      db,
      lines.map(({ id }) => id),
    ),
    total: { nodes: total, edges },
  };
}

async function countLinks(db: Reader, viewer: Viewer, narrow: Narrow, where: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ all: number }[]>`
    SELECT count(*)::int AS all FROM ${readableLinks(viewer)} WHERE true ${where} ${narrowed(narrow)}`;
  return row?.all ?? 0;
}

/** The ends of readable lines, most linked first; `known` are all of them. */
async function mostLinked(db: Reader, viewer: Viewer, narrow: Narrow, where: Prisma.Sql) {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH links AS (SELECT r."fromId", r."toId" FROM ${readableLinks(viewer)} WHERE true ${where} ${narrowed(narrow)})
    SELECT k.id FROM (SELECT "fromId" AS id FROM links UNION ALL SELECT "toId" FROM links) k
    GROUP BY k.id ORDER BY count(*) DESC, k.id`;
  const all = rows.map(({ id }) => id);
  return { ids: all.slice(0, MOST_NODES), total: all.length, known: new Set(all) };
}

async function namedOnly(db: Reader, viewer: Viewer, investigationId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "Entity" e WHERE ${visibleEntity(viewer)} ${namedIn(viewer, investigationId)} ORDER BY e.id`;
  return rows.map(({ id }) => id);
}

async function neighbours(db: Reader, viewer: Viewer, ids: readonly string[], narrow: Narrow): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r."toId" AS id FROM ${readableLinks(viewer)} WHERE r."fromId" = ANY (${[...ids]}::uuid[]) ${narrowed(narrow)}
    UNION
    SELECT r."fromId" FROM ${readableLinks(viewer)} WHERE r."toId" = ANY (${[...ids]}::uuid[]) ${narrowed(narrow)}
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}
