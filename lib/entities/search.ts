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
/** Longer queries are a passage, not a name. */
const PARTS = 6;

export interface Found {
  readonly id: string;
  readonly schema: string;
}

export interface Wanted {
  readonly q: string;
  /** A condition on "Entity" e: schemata, or those of a case. */
  readonly where?: Prisma.Sql;
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
  { q, where = Prisma.empty }: Wanted,
  limit = CANDIDATES,
): Prisma.Sql {
  const every = Prisma.join(
    meant.map((tokens) => Prisma.sql`n.tokens && ${[...tokens]}::text[]`),
    ' AND ',
  );
  return Prisma.sql`
    SELECT e.id, e.schema FROM "EntityName" n JOIN "Entity" e ON e.id = n."entityId"
    WHERE ((${every}) OR n.tokens && ${[glued(q)]}::text[]) AND ${seen(eyes)} AND e."mergedIntoId" IS NULL ${where}
    LIMIT ${limit}`;
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
  const all = await find(exact);
  if (wanted.investigationId && all.length >= CANDIDATES) all.push(...(await find(exact, inCase(wanted))));
  // Whoever looks for duplicates wants the slips above all.
  if (eyes && all.length >= ENOUGH) return unique(all);
  const loose = await meantBy(db, parts, true);
  all.push(...(await find(loose)));
  if (parts.length > 1 && unique(all).length < ENOUGH)
    for (const [at] of parts.entries()) {
      const others = loose.filter((_, other) => other !== at);
      if (parts.length > 2 || (parts[1 - at] ?? '').length > 2) all.push(...(await find(others)).slice(0, 40));
    }
  return unique(all);
}

/** Only what this case marks. */
const inCase = ({ q, where = Prisma.empty, investigationId }: Wanted): Wanted => ({
  q,
  where: Prisma.sql`${where} AND e.id IN (
    SELECT a."entityId" FROM "Annotation" a
    WHERE a."investigationId" = ${investigationId}::uuid AND a."deletedAt" IS NULL AND a."entityId" IS NOT NULL)`,
});
