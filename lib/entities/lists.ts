import type { RawReader } from '../platform/db.ts';
import { plannedOnce, Prisma } from '../platform/db.ts';
import type { Listing } from './lists.rules.ts';
import { listingOf } from './lists.rules.ts';
import type { Viewer } from './visibility.ts';
import { visibleOrigin } from './visibility.ts';

/** That an entity stands on a list which somebody took in: its name, and what it says of them. */
export interface OnList {
  readonly list: string;
  readonly as: Listing;
}

/** On which lists these stand, as far as the viewer may know of it: a list in a confidential case is told to its readers (ENT-7). */
export async function listsOf(
  db: RawReader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly OnList[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ entityId: string; list: string; topic: string }[]>(
    plannedOnce(Prisma.sql`
    SELECT DISTINCT v."entityId", v."importedFrom" AS list, v.value AS topic
    FROM "EntityValue" v
    WHERE v."entityId" = ANY (${[...ids]}::uuid[]) AND v.property = 'topics' AND v."importedFrom" IS NOT NULL
      AND ${visibleOrigin(viewer, Prisma.sql`v."originId"`)}
    ORDER BY list, topic`),
  );
  const found = new Map<string, OnList[]>();
  for (const { entityId, list, topic } of rows) {
    const as = listingOf(topic);
    const own = found.get(entityId) ?? [];
    if (as && !own.some((one) => one.list === list && one.as === as)) found.set(entityId, [...own, { list, as }]);
  }
  return found;
}
