import { ranked } from '../entities/find.queries.ts';
import { listsOf } from '../entities/lists.ts';
import { on } from '../platform/access.ts';
import { Prisma } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import type { FoundPlace } from './found.rules.ts';
import { gathered } from './found.rules.ts';
import { listSuggestions } from './queries.ts';
import { foundNameList, foundNamesInput } from './schema.ts';

/** The newest sealed sources are read, so that the answer stays one that a person waits for. */
const SOURCES = 40;
/** So many names are shown at a time, each with at most three who it may be. */
const SHOWN = 60;
const CANDIDATES = 3;
const AROUND = 60;

/**
 * The found names of a case (ENT-9): worked out when asked, kept nowhere. Nothing of them is in the shared memory until
 * a person accepts it.
 */
export const listFoundNames = query({
  name: 'suggestion.names',
  input: foundNamesInput,
  output: foundNameList,
  allow: ({ investigationId }) => on.investigation('investigation.read', investigationId),
  run: async (ctx, { investigationId }) => {
    const { db, viewer } = ctx;
    const sealed = { investigationId, state: 'sealed' } as const;
    const [of, sources] = await Promise.all([
      db.source.count({ where: sealed }),
      db.source.findMany({
        where: sealed,
        orderBy: { id: 'desc' },
        take: SOURCES,
        select: {
          id: true,
          title: true,
          versions: { orderBy: { number: 'desc' }, take: 1, select: { text: true } },
        },
      }),
    ]);
    const finds = [];
    for (const { id: sourceId, title, versions } of sources) {
      const text = versions[0]?.text ?? '';
      const { version, items } = await listSuggestions.run(ctx, { sourceId });
      for (const { kind, start, end, key, name, schema, entityId } of items) {
        if (kind !== 'entity') continue;
        const place: FoundPlace = {
          ...{ sourceId, sourceTitle: title, version, start, end, key },
          exact: text.slice(start, end),
          before: text.slice(Math.max(0, start - AROUND), start).toWellFormed(),
          after: text.slice(end, end + AROUND).toWellFormed(),
        };
        finds.push({ name, schema, entityId, place });
      }
    }
    const names = gathered(finds);
    const shown = names.slice(0, SHOWN);
    const lists = await listsOf(
      db,
      viewer,
      shown.flatMap(({ entityId }) => entityId ?? []),
    );
    const items = [];
    for (const { spellings, places, ...one } of shown) {
      const asked = { q: one.name, schema: undefined, investigationId, where: Prisma.empty, limit: CANDIDATES };
      items.push({
        ...one,
        spellings: [...spellings],
        places: [...places],
        lists: [...(lists.get(one.entityId ?? '') ?? [])],
        candidates: [...(await ranked(db, viewer, asked))],
      });
    }
    return { items, total: names.length, sources: { read: sources.length, of } };
  },
});
