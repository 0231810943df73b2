import { on } from '../platform/access.ts';
import type { RawReader } from '../platform/db.ts';
import { Prisma, rawReader } from '../platform/db.ts';
import { toPage } from '../platform/page.ts';
import { query } from '../platform/query.ts';
import { tokenise } from './names/letters.rules.ts';
import { rankNames } from './names/rank.rules.ts';
import { nameKinds, withDescendants } from './rules.ts';
import type { EntityItem } from './schema.ts';
import { entityPageView, listEntitiesInput, searchEntitiesInput } from './schema.ts';
import { countsOf, itemsOf, namedIn, namedOf } from './items.ts';
import { candidates } from './search.ts';
import type { Viewer } from './visibility.ts';
import { visibleEntity } from './visibility.ts';

/** Below this a name only looks a little alike. */
const FLOOR = 0.3;
/** Nobody reads more candidates than this. */
const SHOWN = 60;

const inCase = (investigationId: string | undefined) =>
  investigationId ? on.investigation('investigation.read', investigationId) : on.workspace('entity.read');

export const searchEntities = query({
  name: 'entity.search',
  input: searchEntitiesInput,
  output: entityPageView,
  allow: ({ investigationId }) => inCase(investigationId),
  run: async ({ pool, viewer }, { q, schema, investigationId, limit }) => ({
    items: [...(await ranked(rawReader(pool), viewer, { q, schema, investigationId, where: Prisma.empty, limit }))],
    next: null,
  }),
});

export const listEntities = query({
  name: 'entity.list',
  input: listEntitiesInput,
  output: entityPageView,
  allow: ({ investigationId }) => inCase(investigationId),
  run: async ({ db, pool, viewer }, { q, schema, investigationId, scope, limit, after }) => {
    const where = scope === 'case' && investigationId ? namedIn(viewer, investigationId) : Prisma.empty;
    if (q) {
      const items = await ranked(rawReader(pool), viewer, { q, schema, investigationId, where, limit: SHOWN });
      const start = after ? items.findIndex((item) => item.id === after) + 1 : 0;
      return toPage(
        items.slice(start),
        limit,
        (item) => item.id,
        (item) => item,
      );
    }
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Entity" e
      WHERE ${visibleEntity(viewer)} ${ofSchema(schema)} ${where} ${after ? Prisma.sql`AND e.id < ${after}::uuid` : Prisma.empty}
      ORDER BY e.id DESC LIMIT ${limit + 1}`;
    const named = await namedOf(
      db,
      viewer,
      rows.map((row) => row.id),
    );
    return toPage(
      await itemsOf(db, viewer, named, investigationId),
      limit,
      (item) => item.id,
      (item) => item,
    );
  },
});

interface Asked {
  readonly q: string;
  readonly schema: string | undefined;
  readonly investigationId: string | undefined;
  readonly where: Prisma.Sql;
  readonly limit: number;
}

/**
 * The candidates, best name first; among equals, whoever this case already names, then whoever is named more often, then
 * whose name has as many words.
 */
export async function ranked(db: RawReader, viewer: Viewer, asked: Asked): Promise<readonly EntityItem[]> {
  const { q, investigationId, limit } = asked;
  const found = await candidates(db, viewer, {
    q,
    investigationId,
    where: Prisma.sql`${ofSchema(asked.schema)} ${asked.where}`,
    few: asked.where !== Prisma.empty,
  });
  const ids = found.map(({ id }) => id);
  const [named, counts] = await Promise.all([namedOf(db, viewer, ids), countsOf(db, viewer, ids, investigationId)]);
  const words = tokenise(q).length;
  const scored = named
    .map((one) => {
      const { score, name, kind, reasons } = rankNames(q, one.names, one.schema);
      const { here = 0, mentions = 0 } = counts.get(one.id) ?? {};
      const rounded = Math.round(score * 100) / 100;
      return {
        one,
        score: rounded,
        name,
        kind: nameKinds.find((known) => known === kind) ?? null,
        reasons,
        here,
        mentions,
        apart: Math.abs(tokenise(name).length - words),
      };
    })
    .filter(({ score }) => score >= FLOOR)
    .sort((a, b) => b.score - a.score || b.here - a.here || b.mentions - a.mentions || a.apart - b.apart)
    .slice(0, limit);
  const items = await itemsOf(
    db,
    viewer,
    scored.map(({ one }) => one),
    investigationId,
    counts,
  );
  return items.map((item, at) => {
    const { score = null, name = null, kind = null, reasons = [] } = scored[at] ?? {};
    return { ...item, score, matched: name, matchedKind: kind, reasons: [...reasons] };
  });
}

const ofSchema = (schema: string | undefined): Prisma.Sql =>
  schema ? Prisma.sql`AND e.schema IN (${Prisma.join([...withDescendants(schema)])})` : Prisma.empty;
