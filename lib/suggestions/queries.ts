import { listsOf } from '../entities/lists.ts';
import { visibleEntity, visibleName } from '../entities/visibility.ts';
import { standingFor } from '../annotations/queries.ts';
import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { logUnforeseen } from '../platform/log.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { possibleNames, suggesters, suggestionsFor, untaken } from './index.rules.ts';
import { listSuggestionsInput, suggestionList } from './schema.ts';
import type { KnownName } from './suggester.rules.ts';

/** How many suggestions one text shows: more would be noise, and the next ones come as these are answered. */
const MOST = 2000;

/**
 * What could be marked in a source: worked out when asked, kept nowhere, so that no list, count, export or network can
 * contain it (ANN-12). Left out is what somebody refused, and what is marked already as far as the viewer can see.
 */
export const listSuggestions = query({
  name: 'suggestion.list',
  input: listSuggestionsInput,
  output: suggestionList,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db, viewer }, { sourceId, version: number }) => {
    const version = found(
      await db.sourceVersion.findFirst({
        where: { sourceId, ...(number === undefined ? {} : { number }) },
        orderBy: { number: 'desc' },
        select: {
          id: true,
          number: true,
          text: true,
          blocks: { orderBy: { ordinal: 'asc' }, select: { start: true, end: true, role: true } },
        },
      }),
      'This source is still a draft. Seal it first.',
    );
    const { text, blocks: parts } = version;
    const known = await knownNamesIn(db, viewer, possibleNames({ text, parts }));
    const [refused, marks] = await Promise.all([
      db.suggestionRefusal.findMany({ where: { sourceId }, select: { key: true } }),
      db.anchor.findMany({
        where: {
          versionId: version.id,
          start: { not: null },
          annotation: { AND: [standingFor(viewer.id), { kind: { in: ['entity', 'claim'] } }] },
        },
        select: { start: true, end: true, annotation: { select: { kind: true } } },
      }),
    ]);
    const no = new Set(refused.map((row) => row.key));
    const taken = marks.map(({ start, end, annotation }) => ({
      start: start ?? 0,
      end: end ?? 0,
      kind: annotation.kind,
    }));
    const all = await suggestionsFor({ text, parts, known }, suggesters, logUnforeseen);
    const items = untaken(
      all.filter((one) => !no.has(one.key)),
      taken,
    ).slice(0, MOST);
    const lists = await listsOf(db, viewer, [...new Set(items.flatMap(({ entityId }) => entityId ?? []))]);
    return {
      version: version.number,
      items: items.map((item) => ({
        ...item,
        why: [...item.why],
        lists: [...(lists.get(item.entityId ?? '') ?? [])],
      })),
    };
  },
});

/** The names that could stand in the text and that this viewer may know (ENT-7). */
async function knownNamesIn(
  db: Reader,
  viewer: Pick<ActorFacts, 'id' | 'role'>,
  possible: ReadonlySet<string>,
): Promise<readonly KnownName[]> {
  return db.$queryRaw<KnownName[]>`
    SELECT e.id AS "entityId", n.name, e.schema, n.kind::text AS kind
    FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
    WHERE n.folded = ANY (${[...possible]}) AND length(n.folded) > 1 AND ${visibleEntity(viewer)} AND ${visibleName(viewer)}`;
}
