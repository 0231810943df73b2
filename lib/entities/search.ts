import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { glued, tokenise } from './names/letters.rules.ts';
import { honorifics, particles } from './names/words.rules.ts';
import type { Viewer } from './visibility.ts';
import { visibleName } from './visibility.ts';

/** How many names are compared part by part. */
const CANDIDATES = 80;
/** With so many that fit to the letter, slips are not looked for: a person who types sees them soon enough. */
const ENOUGH = 3;
/** With so many that have all words but one, it is not asked who lacks another: the rarest word is seldom the wrong one. */
const SOME = 20;
/** Longer queries are a passage, not a name. */
const PARTS = 6;
/** Places of a part in its name that have an index of their own. */
const PLACES = [1, 2, 3, 4];
/** At first only so many names of each part: who has typed two letters sees several parts that begin so. */
const OF_EACH = 8;

export interface Found {
  readonly id: string;
  readonly schema: string;
}

export interface Wanted {
  readonly q: string;
  /** A condition on "Entity" e: schemata, or those of a case. */
  readonly where?: Prisma.Sql;
  /** `where` leaves few of all entities: they are looked through by it, not by the parts of their names. */
  readonly few?: boolean;
  /** What this case names comes into the choice however common its name is. */
  readonly investigationId?: string | undefined;
}

/** Null: everybody; the search for duplicates sees all names, and shows each pair only to those who may see both. */
type Eyes = Viewer | null;
const seen = (eyes: Eyes): Prisma.Sql => (eyes ? visibleName(eyes) : Prisma.sql`true`);

/** The words of a query that say something; the last one may be half typed. */
export function queryParts(q: string): readonly string[] {
  const all = tokenise(q).filter((word) => word.length <= 60);
  const telling = all.filter((word) => !honorifics.has(word) && !particles.has(word));
  return (telling.length > 0 ? telling : all).slice(0, PARTS);
}

/** The parts of names that are meant by each word: the same, beginning so, and, where asked, alike or sounding so. */
export function meantSql(parts: readonly string[], withSlips: boolean): Prisma.Sql {
  const slips = Prisma.sql`
    UNION (SELECT k.token FROM redthread_similar_parts(t.q) k(token) WHERE length(t.q) > 2)
    UNION (SELECT k.token FROM "NameToken" k WHERE t.q ~ '^[a-z]{3,40}$' AND k.phonetic && daitch_mokotoff(t.q)
      ORDER BY similarity(k.token, t.q) DESC, k.token LIMIT 15)`;
  return Prisma.sql`
    SELECT t.n::int AS n, f.token FROM unnest(${[...parts]}::text[]) WITH ORDINALITY t(q, n)
    CROSS JOIN LATERAL (
      SELECT t.q AS token
      UNION (SELECT k.token FROM "NameToken" k
        WHERE length(k.token) >= 2 AND k.token ~>=~ t.q AND k.token ~<~ (t.q || chr(1114111)) AND length(t.q) > 1
        ORDER BY length(k.token), k.token LIMIT 60)
      ${withSlips ? slips : Prisma.empty}) f`;
}

/**
 * Entities with a name whose parts are meant, visible ones only: hidden names neither show nor push others out before
 * the cut (ENT-7). `tokens && ...` once for each word, so that the index intersects them.
 */
export function namedSql(
  eyes: Eyes,
  meant: readonly (readonly string[])[],
  { q, where = Prisma.empty, few = false }: Wanted,
  limit = CANDIDATES,
): Prisma.Sql {
  // An expression that no index has: with few to look through, the index would gather all names that fit, of everybody.
  const tokens = few ? Prisma.sql`(n.tokens || '{}'::text[])` : Prisma.sql`n.tokens`;
  const every = Prisma.join(
    meant.map((known) => Prisma.sql`${tokens} && ${[...known]}::text[]`),
    ' AND ',
  );
  return Prisma.sql`
    SELECT e.id, e.schema FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
    WHERE ((${every}) OR ${tokens} && ${[glued(q)]}::text[]) AND ${seen(eyes)} AND e."mergedIntoId" IS NULL ${where}
    LIMIT ${limit}`;
}

/**
 * The same for one word, a part that thousands may have: an ordinary index of a place of the name stops as soon as there
 * are enough, where the index over all parts would gather all of them first (200 ms for "ma" among a million).
 */
export function begunSql(eyes: Eyes, tokens: readonly string[], { where = Prisma.empty }: Wanted, each: number) {
  const places = PLACES.map(
    (place) => Prisma.sql`(
      SELECT e.id, e.schema FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
      WHERE n.tokens[${Prisma.raw(String(place))}] = t.token AND ${seen(eyes)} AND e."mergedIntoId" IS NULL ${where}
      LIMIT ${each})`,
  );
  return Prisma.sql`
    SELECT f.id, f.schema FROM unnest(${[...tokens]}::text[]) WITH ORDINALITY t(token, at)
    CROSS JOIN LATERAL (${Prisma.join(places, ' UNION ALL ')}) f LIMIT ${CANDIDATES}`;
}

async function meantBy(db: Reader, parts: readonly string[], withSlips: boolean): Promise<string[][]> {
  const rows = await db.$queryRaw<{ n: number; token: string }[]>(meantSql(parts, withSlips));
  return parts.map((_, at) => rows.filter(({ n }) => n === at + 1).map(({ token }) => token));
}

const unique = (rows: readonly Found[]): Found[] => [...new Map(rows.map((row) => [row.id, row])).values()];

/**
 * The entities that a name may mean, not yet ranked. First by what fits to the letter; where that is little, with slips
 * and sounds; where that is nothing, by all words but one.
 */
export async function candidates(db: Reader, eyes: Eyes, wanted: Wanted): Promise<readonly Found[]> {
  const parts = queryParts(wanted.q);
  if (parts.length === 0) return [];
  const find = (meant: readonly (readonly string[])[], more: Wanted = wanted) =>
    db.$queryRaw<Found[]>(namedSql(eyes, meant, more));
  const exact = await meantBy(db, parts, false);
  const all = await fitting(db, eyes, exact, wanted);
  if (wanted.investigationId && all.length >= CANDIDATES) all.push(...(await find(exact, inCase(wanted))));
  // Whoever looks for duplicates wants the slips above all.
  if (eyes && all.length >= ENOUGH) return unique(all);
  const loose = await meantBy(db, parts, true);
  all.push(...(await find(loose)));
  if (parts.length > 1 && unique(all).length < ENOUGH)
    for (const [at] of parts.entries()) {
      if (unique(all).length >= SOME) break;
      const others = loose.filter((_, other) => other !== at);
      if (parts.length > 2 || (parts[1 - at] ?? '').length > 2) all.push(...(await find(others)).slice(0, 40));
    }
  return unique(all);
}

/** What fits to the letter; of one word alone, by the quick way as long as that finds enough. */
async function fitting(
  db: Reader,
  eyes: Eyes,
  meant: readonly (readonly string[])[],
  wanted: Wanted,
): Promise<Found[]> {
  const [only, ...others] = meant;
  if (only && others.length === 0 && !wanted.few)
    for (const each of [OF_EACH, CANDIDATES]) {
      const begun = await db.$queryRaw<Found[]>(begunSql(eyes, only, wanted, each));
      if (begun.length >= CANDIDATES) return begun;
    }
  return db.$queryRaw<Found[]>(namedSql(eyes, meant, wanted));
}

/** Only what this case marks. */
const inCase = ({ q, where = Prisma.empty, investigationId }: Wanted): Wanted => ({
  q,
  few: true,
  where: Prisma.sql`${where} AND e.id IN (
    SELECT a."entityId" FROM "Annotation" a
    WHERE a."investigationId" = ${investigationId}::uuid AND a."deletedAt" IS NULL AND a."entityId" IS NOT NULL)`,
});
