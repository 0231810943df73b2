import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import type { Exchanged } from './exchange.schema.ts';
import { exchangedInput, exchangedList, exportInput, exportPage } from './exchange.schema.ts';
import { namedIn, namedOf } from './items.ts';
import { readableCaseIds } from './lines.ts';
import type { FtmObject } from './model/ftm.rules.ts';
import { copied, encodeLink, encodeThing } from './model/ftm.rules.ts';
import { visiblePointersOf } from './pointers.ts';
import { saidOfAll } from './relationship-values.ts';
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
        items: await linksOf(db, viewer, rows),
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

/**
 * These entities and relationships with all that the caller may see of them; what is hidden from the caller, taken back or
 * merged away is not among them.
 */
export const exchangeEntities = query({
  name: 'entity.exchanged',
  input: exchangedInput,
  output: exchangedList,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { ids }) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Entity" e WHERE e.id = ANY (${ids}::uuid[]) AND ${visibleEntity(viewer)} ORDER BY e.id`;
    const things = rows.map(({ id }) => id);
    const others = ids.filter((id) => !things.includes(id));
    const links =
      others.length === 0
        ? []
        : await db.relationship.findMany({
            where: { id: { in: others }, deletedAt: null, investigationId: { in: await readableCaseIds(db, viewer) } },
            orderBy: { id: 'asc' },
          });
    return { items: [...(await thingsOf(db, viewer, things)), ...(await linksOf(db, viewer, links))] };
  },
});

/** Their names and values, each seen through the case that it comes from, and whom they point to (ENT-7). */
async function thingsOf(db: Reader, viewer: Viewer, ids: readonly string[]): Promise<Exchanged[]> {
  const pointers = await visiblePointersOf(db, viewer, ids);
  const values = [
    ...(await visibleValuesOf(db, viewer, ids)),
    ...pointers.map(({ entityId, property, toId }) => ({ entityId, property, value: toId })),
  ];
  const named = await namedOf(db, viewer, ids);
  return named.flatMap((one) =>
    mutable(encodeThing({ ...one, values: values.filter(({ entityId }) => entityId === one.id) })),
  );
}

type Row = Omit<Parameters<typeof encodeLink>[0], 'properties'> & { readonly properties: unknown };

/** Relationships with all that is said of them. */
async function linksOf(db: Reader, viewer: Viewer, rows: readonly Row[]): Promise<Exchanged[]> {
  const said = await saidOfAll(db, viewer, rows);
  return rows.flatMap((row) => mutable(encodeLink({ ...row, properties: said.get(row.id) })));
}

const mutable = (one: FtmObject | null): Exchanged[] =>
  one
    ? [
        {
          id: one.id,
          schema: one.schema,
          properties: copied(one.properties),
          ...(one.redthread ? { redthread: one.redthread.map((aside) => ({ ...aside })) } : {}),
        },
      ]
    : [];
