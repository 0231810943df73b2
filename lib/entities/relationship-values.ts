import { z } from 'zod';
import type { Reader } from '../platform/db.ts';
import { pointedBy, pointersOf } from './rules.ts';
import type { Viewer } from './visibility.ts';
import { followed, visibleEntity } from './visibility.ts';

const properties = z.record(z.string(), z.array(z.string()));
type Said = z.output<typeof properties>;

interface Row {
  readonly id: string;
  readonly schema: string;
  readonly properties: unknown;
}

/**
 * What is said of relationships beyond their role and dates. The case of each is the viewer's to read; an entity that one
 * points to is named only where the viewer may see it (ENT-7).
 */
export async function saidOfAll(db: Reader, viewer: Viewer, rows: readonly Row[]): Promise<ReadonlyMap<string, Said>> {
  const links = rows.map(({ id, schema, properties: said }) => ({ id, schema, said: properties.parse(said) }));
  const pointed = links.flatMap(({ schema, said }) => pointedBy(schema, said));
  const seen = await presentIds(db, viewer, pointed);
  return new Map(
    links.map(({ id, schema, said }) => {
      const pointers = pointersOf(schema);
      const shown = Object.entries(said).map(([property, values]): [string, string[]] => [
        property,
        Object.hasOwn(pointers, property) ? values.flatMap((one) => seen.get(one) ?? []) : values,
      ]);
      return [id, Object.fromEntries(shown.filter(([, values]) => values.length > 0))];
    }),
  );
}

export const saidOf = async (db: Reader, viewer: Viewer, row: Row): Promise<Said> =>
  (await saidOfAll(db, viewer, [row])).get(row.id) ?? {};

/** Under which ids these are seen today: a merged one is the one that took it in. */
async function presentIds(db: Reader, viewer: Viewer, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ asked: string; id: string }[]>`
    SELECT o.id AS asked, e.id FROM "Entity" o JOIN "Entity" e ON e.id = redthread_root(o.id)
    WHERE o.id = ANY (${[...new Set(ids)]}::uuid[]) AND ${followed(viewer)} AND ${visibleEntity(viewer)}`;
  return new Map(rows.map(({ asked, id }) => [asked, id]));
}
