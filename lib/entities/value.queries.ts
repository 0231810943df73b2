import { z } from 'zod';
import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { itemsOf, namedOf } from './items.ts';
import { entityPageView } from './schema.ts';
import { visibleValue } from './values.ts';
import { visibleEntity } from './visibility.ts';

/** Whom a value belongs to, such as a number of a register: as written, whatever the case of its letters. */
export const entitiesByValue = query({
  name: 'entity.by_value',
  input: z.object({
    property: z.string().max(200),
    value: z.string().max(300),
    limit: z.number().int().min(1).max(50).default(25),
  }),
  output: entityPageView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { property, value, limit }) => {
    // The expression is the one that the index has.
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT e.id FROM "EntityValue" v JOIN "Entity" e ON e.id = v."entityId"
      WHERE v.property = ${property} AND lower(left(v.value, 200)) = lower(left(${value}, 200))
        AND ${visibleValue(viewer)} AND ${visibleEntity(viewer)}
      ORDER BY e.id LIMIT ${limit}`;
    const named = await namedOf(
      db,
      viewer,
      rows.map(({ id }) => id),
    );
    return { items: [...(await itemsOf(db, viewer, named, undefined))], next: null };
  },
});
