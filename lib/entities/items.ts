import type { RawReader } from '../platform/db.ts';
import { plannedOnce, Prisma } from '../platform/db.ts';
import { captionsFor } from './captions.ts';
import { listsOf } from './lists.ts';
import { nameKinds } from './rules.ts';
import type { EntityItem, NameView } from './schema.ts';
import type { Viewer } from './visibility.ts';
import { readableMention, visibleName } from './visibility.ts';

/** An entity under the name by which the viewer knows it, with the names that they may see. */
export interface Named {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly names: readonly NameView[];
}

/** In the order of `ids`. */
export async function namedOf(db: RawReader, viewer: Viewer, ids: readonly string[]): Promise<readonly Named[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<(Omit<Named, 'name'> & { main: string })[]>(
    plannedOnce(Prisma.sql`
    SELECT e.id, e.schema, e.name AS main, COALESCE((
      SELECT json_agg(json_build_object('name', n.name, 'kind', n.kind, 'language', n.language) ORDER BY n.id)
      FROM "EntityName" n WHERE n."entityId" = e.id AND ${visibleName(viewer)}), '[]') AS names
    FROM "Entity" e WHERE e.id = ANY (${[...ids]}::uuid[])`),
  );
  const nameless = rows.filter(({ names }) => names.length === 0).map(({ id }) => id);
  const words = await captionsFor(db, viewer, nameless);
  const byId = new Map(
    rows.map(({ main, ...row }) => [
      row.id,
      { ...row, name: captionOf(main, row.names) ?? words.get(row.id) ?? '', names: onceEach(row.names) },
    ]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** As `captionSql` chooses among the names that the viewer may see: the main one, else the first of the fullest kind. */
const captionOf = (main: string, names: readonly NameView[]): string | undefined =>
  (
    names.find(({ name }) => name === main) ??
    names.toSorted((a, b) => nameKinds.indexOf(a.kind) - nameKinds.indexOf(b.kind))[0]
  )?.name;

/** After a merge, or from two cases, the same spelling may be there twice. */
const onceEach = (names: readonly NameView[]): readonly NameView[] =>
  names.filter((one, at) => names.findIndex(({ name }) => name === one.name) === at);

export interface CountRow {
  readonly id: string;
  readonly mentions: number;
  readonly cases: number;
  readonly sources: number;
  readonly here: number;
}

/** Counts of the mentions that the viewer may read (ENT-7). */
export async function countsOf(
  db: RawReader,
  viewer: Viewer,
  ids: readonly string[],
  investigationId: string | undefined,
): Promise<ReadonlyMap<string, CountRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<CountRow[]>(
    plannedOnce(Prisma.sql`
    SELECT a."entityId" AS id, count(*)::int AS mentions, count(DISTINCT a."investigationId")::int AS cases,
      count(DISTINCT a."sourceId")::int AS sources,
      (count(*) FILTER (WHERE a."investigationId" = ${investigationId ?? null}::uuid))::int AS here
    FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
    WHERE a."entityId" = ANY (${[...ids]}::uuid[]) AND ${readableMention(viewer)}
    GROUP BY a."entityId"`),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface SampleRow {
  readonly id: string;
  readonly annotationId: string;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly sourceId: string;
  readonly sourceTitle: string;
}

/** One mention each, of this case if there is one, the earliest first. */
async function samplesOf(
  db: RawReader,
  viewer: Viewer,
  ids: readonly string[],
  investigationId: string | undefined,
): Promise<ReadonlyMap<string, SampleRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<SampleRow[]>(
    plannedOnce(Prisma.sql`
    SELECT w.id, k.* FROM unnest(${[...ids]}::uuid[]) w(id) CROSS JOIN LATERAL (
      SELECT a.id AS "annotationId", n.exact, n.prefix, n.suffix, s.id AS "sourceId", s.title AS "sourceTitle"
      FROM "Annotation" a
      JOIN "Investigation" i ON i.id = a."investigationId"
      JOIN "Source" s ON s.id = a."sourceId"
      JOIN "Anchor" n ON n."annotationId" = a.id
      WHERE a."entityId" = w.id AND ${readableMention(viewer)}
      ORDER BY (a."investigationId" = ${investigationId ?? null}::uuid) DESC NULLS LAST, a.id, n.ordinal LIMIT 1) k`),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const uncounted = { mentions: 0, cases: 0, sources: 0, here: 0 };

/** With what tells each apart from others of the same name; `known`: who has counted them already. */
export async function itemsOf(
  db: RawReader,
  viewer: Viewer,
  named: readonly Named[],
  investigationId: string | undefined,
  known?: ReadonlyMap<string, CountRow>,
): Promise<readonly EntityItem[]> {
  const ids = named.map(({ id }) => id);
  const counts = known ?? (await countsOf(db, viewer, ids, investigationId));
  const mentioned = ids.filter((id) => counts.has(id));
  const [samples, lists] = await Promise.all([
    samplesOf(db, viewer, mentioned, investigationId),
    listsOf(db, viewer, ids),
  ]);
  return named.map((one) => {
    const { mentions, cases, sources, here } = counts.get(one.id) ?? uncounted;
    const sample = samples.get(one.id);
    return {
      id: one.id,
      schema: one.schema,
      name: one.name,
      names: [...one.names],
      score: null,
      matched: null,
      matchedKind: null,
      reasons: [],
      lists: [...(lists.get(one.id) ?? [])],
      counts: { mentions, cases, sources, here },
      sample: sample
        ? {
            exact: sample.exact,
            prefix: sample.prefix,
            suffix: sample.suffix,
            sourceId: sample.sourceId,
            annotationId: sample.annotationId,
            sourceTitle: sample.sourceTitle,
          }
        : null,
    };
  });
}

/**
 * What a case names: marked in it, at the end of a line of it, the speaker of a claim of it, or first named in it. A set,
 * gathered from the case: a case names thousands, the memory holds a million.
 */
export const namedIn = (viewer: Viewer, investigationId: string): Prisma.Sql => Prisma.sql`AND e.id IN (
  SELECT o.id FROM "Entity" o WHERE o."originId" = ${investigationId}::uuid
  UNION SELECT a."entityId" FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
    WHERE a."entityId" IS NOT NULL AND a."investigationId" = ${investigationId}::uuid AND ${readableMention(viewer)}
  UNION SELECT k.id FROM "Relationship" r CROSS JOIN LATERAL (VALUES (r."fromId"), (r."toId")) k(id)
    WHERE r."investigationId" = ${investigationId}::uuid AND r."deletedAt" IS NULL
  UNION SELECT c."speakerId" FROM "Claim" c WHERE c."investigationId" = ${investigationId}::uuid AND c."speakerId" IS NOT NULL)`;
