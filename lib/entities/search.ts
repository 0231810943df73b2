import type { RawReader } from '../platform/db.ts';
import { plannedOnce, Prisma } from '../platform/db.ts';
import { glued, tokenise } from './names/letters.rules.ts';
import { honorifics, particles } from './names/words.rules.ts';
import type { Viewer } from './visibility.ts';
import { visibleName } from './visibility.ts';

/** How many names are compared part by part. */
const CANDIDATES = 80;
/** With so many that fit to the letter, slips are not looked for: a person who types sees them soon enough. */
const ENOUGH = 3;
/** Of those that have all words but one, so many for each that they lack. */
const OF_OTHERS = 40;
/** Where so many names have the words that are left, the eighty that are compared would be any eighty of them. */
const CHANCE = 400;
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
  /** All parts of a name glued, where it is not `q` that is meant as a whole. */
  readonly whole?: readonly string[];
  /** Who has most of these to the letter comes before the cut. */
  readonly nearest?: readonly string[];
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

/** The nearest of those that everybody's names have, and, apart, of those that only confidential cases have (ENT-7). */
const nearestSql = (where: Prisma.Sql, order: Prisma.Sql, most: number): Prisma.Sql => Prisma.sql`(
  SELECT c.token FROM (
    SELECT k.token, row_number() OVER (PARTITION BY k.shared ORDER BY ${order}) AS at FROM "NameToken" k WHERE ${where}) c
  WHERE c.at <= ${most})`;

/**
 * The parts of names that are meant by each word, likest first: the same, beginning so, and, where asked, alike or
 * sounding so. In a short word one letter changes half of the trigrams: there letters are counted.
 */
export function meantSql(parts: readonly string[], withSlips: boolean): Prisma.Sql {
  const begun = nearestSql(
    Prisma.sql`length(k.token) >= 2 AND k.token ~>=~ t.q AND k.token ~<~ (t.q || chr(1114111)) AND length(t.q) > 1`,
    Prisma.sql`length(k.token), k.token`,
    60,
  );
  const sounding = nearestSql(
    Prisma.sql`t.q ~ '^[a-z]{3,40}$' AND k.phonetic && daitch_mokotoff(t.q)`,
    Prisma.sql`similarity(k.token, t.q) DESC, k.token`,
    15,
  );
  const slips = Prisma.sql`
    UNION (SELECT k.token FROM redthread_similar_parts(t.q) k(token) WHERE length(t.q) > 2)
    UNION ${sounding}`;
  return Prisma.sql`
    SELECT t.n::int AS n, f.token FROM unnest(${[...parts]}::text[]) WITH ORDINALITY t(q, n)
    CROSS JOIN LATERAL (
      SELECT t.q AS token
      UNION ${begun}
      ${withSlips ? slips : Prisma.empty}) f
    ORDER BY t.n, similarity(f.token, t.q) DESC, f.token`;
}

/**
 * Entities with a name whose parts are meant, visible ones only: hidden names neither show nor push others out before
 * the cut (ENT-7). `tokens && ...` once for each word, so that the index intersects them; and all parts glued.
 */
export function namedSql(
  eyes: Eyes,
  meant: readonly (readonly string[])[],
  { q, whole = [glued(q)], nearest, where = Prisma.empty, few = false }: Wanted,
  limit = CANDIDATES,
): Prisma.Sql {
  // An expression that no index has: with few to look through, the index would gather all names that fit, of everybody.
  const tokens = few ? Prisma.sql`(n.tokens || '{}'::text[])` : Prisma.sql`n.tokens`;
  const every = meant.map((known) => Prisma.sql`${tokens} && ${[...known]}::text[]`);
  const either = [
    ...(every.length > 0 ? [Prisma.join(every, ' AND ')] : []),
    Prisma.sql`${tokens} && ${[...whole]}::text[]`,
  ];
  const found = (most: number) => Prisma.sql`
    FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
    WHERE (${Prisma.join(either, ' OR ')}) AND ${seen(eyes)} AND e."mergedIntoId" IS NULL ${where}
    LIMIT ${most}`;
  if (!nearest) return Prisma.sql`SELECT e.id, e.schema ${found(limit)}`;
  const shared = PLACES.map(
    (place) => Prisma.sql`COALESCE((n.tokens[${Prisma.raw(String(place))}] = ANY (${[...nearest]}::text[]))::int, 0)`,
  );
  return Prisma.sql`
    SELECT f.id, f.schema FROM (SELECT e.id, e.schema, ${Prisma.join(shared, ' + ')} AS shared ${found(limit * 3)}) f
    ORDER BY f.shared DESC LIMIT ${limit}`;
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

async function meantBy(db: RawReader, parts: readonly string[], withSlips: boolean): Promise<string[][]> {
  const rows = await db.$queryRaw<{ n: number; token: string }[]>(plannedOnce(meantSql(parts, withSlips)));
  return parts.map((_, at) => rows.filter(({ n }) => n === at + 1).map(({ token }) => token));
}

const unique = (rows: readonly Found[]): Found[] => [...new Map(rows.map((row) => [row.id, row])).values()];

/**
 * The entities that a name may mean, not yet ranked. First by what fits to the letter; where that is little, with slips
 * and sounds; where that too is little, by all words but one.
 */
export async function candidates(db: RawReader, eyes: Eyes, wanted: Wanted): Promise<readonly Found[]> {
  const parts = queryParts(wanted.q);
  if (parts.length === 0) return [];
  const exact = await meantBy(db, parts, false);
  // Few names have all of several words, and who types a name waits: what else they may be is looked up meanwhile. Whoever
  // looks for duplicates does it in a transaction, on one connection.
  const [all, early] = await Promise.all([
    fitting(db, eyes, exact, wanted),
    eyes && parts.length > 1 ? meantBy(db, parts, true) : null,
  ]);
  if (wanted.investigationId && all.length >= CANDIDATES) all.push(...(await fitting(db, eyes, exact, inCase(wanted))));
  // Whoever looks for duplicates wants the slips above all.
  if (eyes && all.length >= ENOUGH) return unique(all);
  const loose = early ?? (await meantBy(db, parts, true));
  all.push(...(await fitting(db, eyes, loose, { ...wanted, nearest: parts })));
  if (parts.length > 1 && unique(all).length < ENOUGH)
    all.push(...(await allButOne(db, eyes, { wanted, parts, exact })));
  return unique(all);
}

interface Loosened {
  readonly wanted: Wanted;
  readonly parts: readonly string[];
  readonly exact: readonly (readonly string[])[];
}

/** Who has all words but one, whichever that is; the others to the letter. */
async function allButOne(db: RawReader, eyes: Eyes, { wanted, parts, exact }: Loosened): Promise<readonly Found[]> {
  const common = await commonAmong(db, exact.flat());
  const found: Found[] = [];
  const together: Prisma.Sql[] = [];
  for (const [at] of parts.entries()) {
    const others = parts.filter((_, other) => other !== at);
    if (others.length === 1 && (others[0] ?? '').length <= 2) continue;
    const meant = exact.filter((_, other) => other !== at);
    const many = common.expected(meant) > CHANCE;
    const asked = { ...wanted, whole: orders(others) };
    // Of the thousands that have these words it would be chance who is looked at; only who has them alone stands out. One
    // common word alone is all that is left of two: some who have it are better than none.
    if (many && meant.length === 1) found.push(...(await fitting(db, eyes, meant, asked)).slice(0, OF_OTHERS));
    else together.push(Prisma.sql`(${namedSql(eyes, many ? [] : meant, asked, OF_OTHERS)})`);
  }
  if (together.length === 0) return found;
  return [...found, ...(await db.$queryRaw<Found[]>(Prisma.join(together, ' UNION ALL ')))];
}

/** Three words or fewer glued in every order; more of them are seldom those of another name. */
const orders = (words: readonly string[]): readonly string[] =>
  words.length > 3 ? [words.join('')] : permutations(words).map((order) => order.join(''));
const permutations = (words: readonly string[]): readonly (readonly string[])[] =>
  words.length < 2
    ? [words]
    : words.flatMap((word, at) =>
        permutations(words.filter((_, other) => other !== at)).map((rest) => [word, ...rest]),
      );

/** The commonest parts of names as Postgres counted them last: which share of how many names has each. */
export const commonPartsSql = Prisma.sql`
  SELECT k.token, k.share, c.reltuples AS names
  FROM pg_stats s JOIN pg_class c ON c.oid = '"EntityName"'::regclass
  CROSS JOIN LATERAL unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) k(token, share)
  WHERE s.schemaname = current_schema() AND s.tablename = 'EntityName' AND s.attname = 'tokens'`;

/** How many names have the commonest parts, as Postgres counted them last; nothing is known of rare ones. */
async function commonAmong(db: RawReader, tokens: readonly string[]) {
  const rows = await db.$queryRaw<{ token: string; share: number; names: number }[]>`
    SELECT * FROM (${commonPartsSql}) k WHERE k.token = ANY (${[...tokens]}::text[])`;
  const shareOf = new Map(rows.map(({ token, share }) => [token, share]));
  const share = (list: readonly string[]): number =>
    Math.min(
      1,
      list.reduce((sum, token) => sum + (shareOf.get(token) ?? 0), 0),
    );
  return {
    /** So many names have a part of each, if parts come together by chance. */
    expected: (meant: readonly (readonly string[])[]): number =>
      meant.reduce((names, list) => names * share(list), rows[0]?.names ?? 0),
  };
}

/** Names with a part that is meant by each word; of one word alone, by the quick way as long as that finds enough. */
async function fitting(
  db: RawReader,
  eyes: Eyes,
  meant: readonly (readonly string[])[],
  wanted: Wanted,
): Promise<Found[]> {
  const [only, ...others] = meant;
  if (only && others.length === 0 && !wanted.few)
    for (const each of [OF_EACH, CANDIDATES]) {
      const begun = await db.$queryRaw<Found[]>(begunSql(eyes, only, wanted, each));
      if (begun.length >= CANDIDATES) return begun;
      // None was cut off: few have it at all.
      if (begun.length < each) break;
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
