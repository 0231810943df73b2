import { z } from 'zod';
import type { Reader } from '../platform/db.ts';
import type { Needle, Stretch } from './bars.rules.ts';
import { barred, barredJson, canGo, merged, needleOf, stretchesOf } from './bars.rules.ts';
import type { PlaceKind, TablePlace } from './places.ts';
import { tablePlaces } from './places.ts';

export interface Passage {
  readonly investigationId: string;
  readonly sourceId: string;
  readonly versionId: string;
  readonly start: number;
  readonly end: number;
}

/** A row with the words, and the same row with bars over them. */
export interface Change {
  readonly table: string;
  readonly kind: PlaceKind;
  readonly keys: Readonly<Record<string, string>>;
  readonly barred: Readonly<Record<string, unknown>>;
}

export interface BarredVersion {
  readonly id: string;
  readonly number: number;
  readonly sha256: string;
  readonly was: string;
  readonly text: string;
  readonly ranges: readonly Stretch[];
}

export interface Found {
  readonly needle: Needle;
  /** Each line of the passage, where it has several. */
  readonly lines: readonly Needle[];
  /** Of the source: those that hold the words. */
  readonly versions: readonly BarredVersion[];
  readonly changes: readonly Change[];
}

/** Where a passage's words stand in its case, and what is left of each place. Reads only. */
export async function findWords(db: Reader, passage: Passage): Promise<Found> {
  const rows = await db.sourceVersion.findMany({
    where: { sourceId: passage.sourceId },
    orderBy: { number: 'asc' },
    select: { id: true, number: true, sha256: true, text: true },
  });
  const asked = rows.find(({ id }) => id === passage.versionId)?.text.slice(passage.start, passage.end) ?? '';
  const needle = needleOf(asked);
  const all: BarredVersion[] = rows.map(({ text: was, ...row }) => {
    const own = row.id === passage.versionId ? [{ start: passage.start, end: passage.end }] : [];
    const ranges = merged([...own, ...stretchesOf(was, [needle])]);
    return { ...row, was, ranges, text: barred(was, ranges) };
  });
  const versions = all.filter(({ was, text }) => was !== text);
  const { anchors, parts, near } = await barAnchors(db, versions);
  const texts: Change[] = versions.map(({ id, text }) => ({
    ...{ table: 'SourceVersion', kind: 'source', keys: { id }, barred: { text } },
  }));
  const others: Change[] = [];
  const reads = { needle, parts, near, place: placing(passage.sourceId, versions) };
  for (const place of tablePlaces) others.push(...(await barRows(db, place, passage, reads)));
  // A mark that has no place any more keeps its last words.
  others.push(...(await barRows(db, placeless, passage, reads)));
  const lines = asked.includes('\n') ? asked.split('\n').map(needleOf) : [];
  return { needle, lines: lines.filter(canGo), versions, changes: [...texts, ...anchors, ...others] };
}

interface Anchors {
  readonly anchors: readonly Change[];
  /** Of marks that cover a part of the passage: the words of that part. */
  readonly parts: ReadonlyMap<string, readonly Needle[]>;
  /** Marks beside which the passage stands, or a part of it. */
  readonly near: ReadonlySet<string>;
}

/** What a mark's place says is made again from the text that has the bars. */
async function barAnchors(db: Reader, versions: readonly BarredVersion[]): Promise<Anchors> {
  const rows = await db.anchor.findMany({ where: { versionId: { in: versions.map(({ id }) => id) } } });
  const byId = new Map(versions.map((version) => [version.id, version]));
  const anchors: Change[] = [];
  const parts = new Map<string, Needle[]>();
  const near = new Set<string>();
  for (const { id, annotationId, versionId, start, end, exact, prefix, suffix } of rows) {
    const version = byId.get(versionId);
    if (!version || start === null || end === null) continue;
    const from = start - prefix.length;
    const now = {
      exact: version.text.slice(start, end),
      prefix: version.text.slice(from, start),
      suffix: version.text.slice(end, end + suffix.length),
    };
    const touched = version.ranges.filter((range) => range.start < end + suffix.length && range.end > from);
    if (touched.length === 0) continue;
    near.add(annotationId);
    const inside = touched.filter((range) => range.start < end && range.end > start);
    for (const range of inside)
      parts.set(annotationId, [
        ...(parts.get(annotationId) ?? []),
        needleOf(version.was.slice(Math.max(range.start, start), Math.min(range.end, end))),
      ]);
    const changed = Object.entries(now).filter(([key, words]) => words !== { exact, prefix, suffix }[key]);
    if (changed.length > 0)
      anchors.push({ table: 'Anchor', kind: 'marks', keys: { id }, barred: Object.fromEntries(changed) });
  }
  return { anchors, parts, near };
}

const placeless: TablePlace = {
  table: 'Anchor',
  kind: 'marks',
  keys: ['id'],
  columns: ['exact', 'prefix', 'suffix'],
  where: `t.start IS NULL AND t."versionId" IN (SELECT id FROM "SourceVersion" WHERE "sourceId" = $2)`,
  about: `ARRAY[t."annotationId"]`,
};

interface Reads {
  readonly needle: Needle;
  readonly parts: Anchors['parts'];
  readonly near: Anchors['near'];
  readonly place: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>> | null;
}

const scanned = z.object({
  keys: z.record(z.string(), z.string()),
  row: z.record(z.string(), z.unknown()),
  about: z.array(z.string().nullable()),
});

async function barRows(
  db: Reader,
  { table, kind, keys, columns, where, about = 'ARRAY[]::text[]' }: TablePlace,
  { investigationId, sourceId }: Passage,
  { needle, parts, near, place }: Reads,
): Promise<Change[]> {
  const object = (names: readonly string[]) => names.map((name) => `'${name}', t."${name}"`).join(', ');
  // Both parameters are always there, whatever the condition asks for.
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `SELECT jsonb_build_object(${object(keys)}) AS keys, jsonb_build_object(${object(columns)}) AS row,
       (${about})::text[] AS about
     FROM "${table}" t WHERE (${where}) AND $1::uuid IS NOT NULL AND $2::uuid IS NOT NULL`,
    investigationId,
    sourceId,
  );
  return rows.flatMap((given) => {
    const one = scanned.parse(given);
    const ids = one.about.filter((id) => id !== null);
    const needles = [needle, ...ids.flatMap((id) => parts.get(id) ?? [])];
    // What stands beside a mark in a frozen verdict is put there by its place, or is another source's.
    const beside = (kind === 'marks' || kind === 'trail') && ids.some((id) => near.has(id));
    const changed = columns.flatMap((column) => {
      const was = one.row[column];
      const now = barredJson({ [column]: was }, { needles, beside, place });
      const value = z.record(z.string(), z.unknown()).parse(now)[column];
      return JSON.stringify(value) === JSON.stringify(was) ? [] : [[column, value] as const];
    });
    return changed.length > 0 ? [{ table, kind, keys: one.keys, barred: Object.fromEntries(changed) }] : [];
  });
}

const described = z.object({
  sourceId: z.string(),
  version: z.number(),
  start: z.number(),
  end: z.number(),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});

/** Words that were frozen with their place (evidence of a proposal, a dossier) follow the text at that place. */
function placing(sourceId: string, versions: readonly BarredVersion[]): Reads['place'] {
  const byNumber = new Map(versions.map((version) => [version.number, version]));
  return (value) => {
    const words = described.safeParse(value);
    if (!words.success || words.data.sourceId !== sourceId) return null;
    const { version, start, end, exact, prefix, suffix } = words.data;
    const text = byNumber.get(version)?.text;
    if (text === undefined || text.slice(start, end).length !== exact.length) return null;
    const before = text.slice(start - prefix.length, start);
    const after = text.slice(end, end + suffix.length);
    return before.length === prefix.length && after.length === suffix.length
      ? { exact: text.slice(start, end), prefix: before, suffix: after }
      : null;
  };
}
