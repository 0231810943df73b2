import type { RawReader, Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import type { Viewer } from './visibility.ts';
import { captionSql } from './visibility.ts';

/**
 * What this viewer calls these entities. `Entity.name` alone is not for the screen: it may come from a confidential case
 * that the viewer cannot read, while another case brought the entity to them under another name (ENT-7).
 */
export async function captionsFor(
  db: RawReader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT e.id, ${captionSql(viewer)} AS name FROM "Entity" e WHERE e.id = ANY (${wanted}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A name on "EntityName" n, from "Investigation" i, that everybody who reads case `home` may be told. */
const sayable = (home: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(n."originId" IS NULL OR n."originId" = ${home} OR NOT i.confidential)`;

/**
 * What everybody who reads this case may call the entity: what a trail of the case can say. Null where they know it by
 * no name.
 */
export async function captionInCase(tx: Reader, entityId: string, investigationId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT n.name FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
    LEFT JOIN "Investigation" i ON i.id = n."originId"
    WHERE e.id = ${entityId}::uuid AND ${sayable(Prisma.sql`${investigationId}::uuid`)}
    ORDER BY (n.name = e.name) DESC, n.kind, n.id LIMIT 1`);
  return row?.name ?? null;
}

interface NamesInCase {
  /** What it is called now first. */
  readonly sayable: readonly string[];
  /** Names that a confidential case alone knows. */
  readonly barred: readonly string[];
}
const nameless: NamesInCase = { sayable: [], barred: [] };

/** The same for many entities and cases in one question; an entity that was merged answers by the one that took it in. */
export async function captionsInCases(
  tx: Reader,
  pairs: readonly { readonly entityId: string; readonly investigationId: string }[],
): Promise<(entityId: string, investigationId: string) => NamesInCase> {
  const key = (entityId: string, investigationId: string) => `${entityId} ${investigationId}`;
  const rows =
    pairs.length === 0
      ? []
      : await tx.$queryRaw<{ asked: string; home: string; sayable: string[] | null; barred: string[] | null }[]>`
    WITH RECURSIVE up AS (
      SELECT DISTINCT w.entity AS asked, w.home, w.entity AS id
      FROM unnest(${pairs.map((pair) => pair.entityId)}::uuid[], ${pairs.map((pair) => pair.investigationId)}::uuid[])
        AS w(entity, home)
      UNION ALL
      SELECT u.asked, u.home, e."mergedIntoId" FROM up u JOIN "Entity" e ON e.id = u.id
      WHERE e."mergedIntoId" IS NOT NULL)
    SELECT u.asked, u.home,
      array_agg(n.name ORDER BY (n.name = e.name) DESC, n.kind, n.id) FILTER (WHERE ${sayable(Prisma.sql`u.home`)}) AS sayable,
      array_agg(n.name) FILTER (WHERE NOT ${sayable(Prisma.sql`u.home`)}) AS barred
    FROM up u JOIN "Entity" e ON e.id = u.id AND e."mergedIntoId" IS NULL
    JOIN "EntityName" n ON n."entityId" = e.id LEFT JOIN "Investigation" i ON i.id = n."originId"
    GROUP BY u.asked, u.home`;
  const found = new Map(
    rows.map(({ asked, home, ...names }) => [
      key(asked, home),
      {
        sayable: names.sayable ?? [],
        barred: (names.barred ?? []).filter((name) => !names.sayable?.includes(name)),
      },
    ]),
  );
  return (entityId, investigationId) => found.get(key(entityId, investigationId)) ?? nameless;
}
