import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import type { Exchanged } from './exchange.schema.ts';
import { exchangedInput, exchangedList, exportInput, exportPage } from './exchange.schema.ts';
import { namedIn, namedOf } from './items.ts';
import { readableCaseIds } from './lines.ts';
import { encodeLink, encodeThing } from './model/ftm.rules.ts';
import type { Viewer } from './visibility.ts';
import { visibleEntity } from './visibility.ts';
import { visibleValuesOf } from './values.ts';

const LINKS = 'link:';

/** Entities first, then what links them, each in the order of ids: a broken stream goes on where it was (ENT-8, ENT-7). */
export const exportEntities = query({
  name: 'entity.export',
  input: exportInput,
  output: exportPage,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('investigation.read', investigationId) : on.workspace('entity.read'),
  run: async ({ db, viewer }, { investigationId, limit, after }) => {
    if (after?.startsWith(LINKS)) {
      const from = after.slice(LINKS.length);
      const rows = await db.relationship.findMany({
        where: {
          deletedAt: null,
          investigationId: { in: investigationId ? [investigationId] : await readableCaseIds(db, viewer) },
          ...(from ? { id: { gt: from } } : {}),
        },
        orderBy: { id: 'asc' },
        take: limit,
      });
      const last = rows.at(-1);
      return {
        items: rows.flatMap((row): Exchanged[] => mutable(encodeLink(row))),
        next: last && rows.length === limit ? LINKS + last.id : null,
      };
    }
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Entity" e WHERE ${visibleEntity(viewer)}
        ${investigationId ? namedIn(viewer, investigationId) : Prisma.empty}
        ${after ? Prisma.sql`AND e.id > ${after}::uuid` : Prisma.empty}
      ORDER BY e.id LIMIT ${limit}`;
    const ids = rows.map(({ id }) => id);
    const last = ids.at(-1);
    return { items: await thingsOf(db, viewer, ids), next: last && rows.length === limit ? last : LINKS };
  },
});

/** These entities with all that the caller may see of them; who is hidden from the caller, or merged away, is not among them. */
export const exchangeEntities = query({
  name: 'entity.exchanged',
  input: exchangedInput,
  output: exchangedList,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { ids }) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Entity" e WHERE e.id = ANY (${ids}::uuid[]) AND ${visibleEntity(viewer)} ORDER BY e.id`;
    return {
      items: await thingsOf(
        db,
        viewer,
        rows.map(({ id }) => id),
      ),
    };
  },
});

/** Their names and values, each seen through the case that it comes from (ENT-7). */
async function thingsOf(db: Reader, viewer: Viewer, ids: readonly string[]): Promise<Exchanged[]> {
  const values = await visibleValuesOf(db, viewer, ids);
  const named = await namedOf(db, viewer, ids);
  return named.flatMap((one) =>
    mutable(encodeThing({ ...one, values: values.filter(({ entityId }) => entityId === one.id) })),
  );
}

const mutable = (
  one: { id: string; schema: string; properties: Readonly<Record<string, readonly string[]>> } | null,
) =>
  one
    ? [
        {
          ...one,
          properties: Object.fromEntries(Object.entries(one.properties).map(([name, list]) => [name, [...list]])),
        },
      ]
    : [];
