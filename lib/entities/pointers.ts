import type { CommandContext } from '../platform/command.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import type { ImportInput } from './exchange.schema.ts';
import { isA, pointersOf } from './rules.ts';
import { allProperties } from './schemata.rules.ts';
import type { EntityView } from './schema.ts';
import type { Viewer } from './visibility.ts';
import { captionSql, followed, visibleEntity, visibleOrigin } from './visibility.ts';

export interface PointerRow {
  readonly id: string;
  /** Who has the property today. */
  readonly entityId: string;
  readonly schema: string;
  readonly property: string;
  /** Who is pointed to today, as the viewer knows them. */
  readonly toId: string;
  readonly toSchema: string;
  readonly toName: string;
  readonly originId: string | null;
  readonly importedFrom: string | null;
  readonly byId: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * What of these points to others, and what of those merged into them does. Seen by who may see the case that says so and
 * who is pointed to; for anybody else it is not there (ENT-7). A merge moves nothing here: both ends are followed when
 * they are read, so that a split gives back exactly what was.
 */
export async function visiblePointersOf(
  db: Reader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<readonly PointerRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<PointerRow[]>`
    WITH RECURSIVE inside AS (
      SELECT id AS root, schema, id FROM "Entity" WHERE id = ANY (${[...ids]}::uuid[])
      UNION ALL SELECT s.root, s.schema, x.id FROM inside s JOIN "Entity" x ON x."mergedIntoId" = s.id)
    SELECT p.id, s.root AS "entityId", s.schema, p.property, e.id AS "toId", e.schema AS "toSchema",
      ${captionSql(viewer)} AS "toName", p."originId", p."importedFrom", p."byId", u.name AS by, p.at
    FROM inside s JOIN "EntityPointer" p ON p."entityId" = s.id JOIN "User" u ON u.id = p."byId"
    JOIN "Entity" o ON o.id = p."targetId" JOIN "Entity" e ON e.id = redthread_root(o.id)
    WHERE ${visibleOrigin(viewer, Prisma.sql`p."originId"`)} AND ${followed(viewer)} AND ${visibleEntity(viewer)}
    ORDER BY p.at, p.id`;
  const said = new Set<string>();
  return rows.filter(({ entityId, schema, property, toId, toSchema }) => {
    const range = pointersOf(schema)[property];
    const key = `${entityId} ${property} ${toId}`;
    // After a merge two may say the same, or one of itself; or it may be of a kind that has no such property.
    if (said.has(key) || toId === entityId || range === undefined || !isA(toSchema, range)) return false;
    said.add(key);
    return true;
  });
}

/** As an entity's page shows them. */
export async function pointsTo(db: Reader, viewer: Viewer, entityId: string): Promise<EntityView['pointsTo']> {
  const rows = await visiblePointersOf(db, viewer, [entityId]);
  return rows.map(({ id, schema, property, toId, toSchema, toName, originId, importedFrom, byId, by, at }) => ({
    id,
    property,
    label: allProperties(schema)[property]?.label ?? property,
    target: { id: toId, schema: toSchema, name: toName },
    investigationId: originId,
    importedFrom,
    byId,
    by,
    at: at.toISOString(),
  }));
}

/** Where properties point: property -> addresses, which may be those of what comes later in the file. */
export type Pointers = ReadonlyMap<string, ReadonlySet<string>>;

interface Pointing {
  readonly id: string;
  readonly pointers: Pointers;
  readonly originId: string | null;
}

const keyOf = (entityId: string, property: string, targetId: string): string => `${entityId} ${property} ${targetId}`;

/** Which of them the actor cannot see said already, whether or not what they point to is here yet. */
export async function newPointers(
  { tx, actor }: CommandContext,
  all: readonly Pick<Pointing, 'id' | 'pointers'>[],
): Promise<ReadonlyMap<string, Map<string, Set<string>>>> {
  const some = all.filter(({ pointers }) => pointers.size > 0);
  if (some.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ entityId: string; property: string; targetId: string }[]>`
    WITH RECURSIVE inside AS (
      SELECT id AS root, id FROM "Entity" WHERE id = ANY (${some.map(({ id }) => id)}::uuid[])
      UNION ALL SELECT s.root, x.id FROM inside s JOIN "Entity" x ON x."mergedIntoId" = s.id)
    SELECT s.root AS "entityId", p.property, COALESCE(redthread_root(p."targetId"), p."targetId") AS "targetId"
    FROM inside s JOIN "EntityPointer" p ON p."entityId" = s.id WHERE ${visibleOrigin(actor, Prisma.sql`p."originId"`)}`;
  const has = new Set(rows.map((row) => keyOf(row.entityId, row.property, row.targetId)));
  return new Map(
    some.map(({ id, pointers }) => {
      const left = [...pointers].map(([property, targets]): [string, Set<string>] => [
        property,
        new Set([...targets].filter((target) => !has.has(keyOf(id, property, target)))),
      ]);
      return [id, new Map(left.filter(([, targets]) => targets.size > 0))];
    }),
  );
}

/** Pointers of many entities in one statement. */
export async function insertPointers(
  { tx, actor, now, newId }: CommandContext,
  { importedFrom }: ImportInput,
  all: readonly Pointing[],
): Promise<void> {
  const rows = all.flatMap(({ id: entityId, pointers, originId }) =>
    [...pointers].flatMap(([property, targets]) =>
      [...targets].map((targetId) => ({ id: newId(), entityId, property, targetId, originId, importedFrom })),
    ),
  );
  if (rows.length > 0)
    await tx.entityPointer.createMany({ data: rows.map((row) => ({ ...row, byId: actor.id, at: now })) });
}
