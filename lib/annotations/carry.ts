import { z } from 'zod';
import type { Carried } from '../anchors/combine.rules.ts';
import { carriedSafely, combine } from '../anchors/combine.rules.ts';
import { reanchoring } from '../anchors/reanchor.rules.ts';
import type { BlockRange, Range } from '../anchors/rules.ts';
import { describe } from '../anchors/rules.ts';
import type { CommandContext } from '../platform/command.ts';
import type { Prisma } from '../platform/db.ts';
import { quoteOf } from './marks.ts';
import { isOpen } from './rules.ts';

/** A sealed text with its blocks. */
export interface Sealed {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly blocks: readonly BlockRange[];
}

export interface CarriedMark {
  readonly annotationId: string;
  readonly authorId: string;
  readonly visibility: 'case' | 'private';
  readonly deleted: boolean;
  readonly outcome: Carried['state'];
}

const withPast = {
  anchors: { orderBy: { ordinal: 'asc' }, include: { version: { select: { number: true } } } },
  carried: { include: { version: { select: { number: true } } } },
} satisfies Prisma.AnnotationInclude;
type Row = Prisma.AnnotationGetPayload<{ include: typeof withPast }>;

/** Rows of one INSERT: Postgres takes 65,535 parameters. */
const BATCH = 1000;

/**
 * Gives every mark of a source its anchors on a version that is being sealed, or one mark those on a version that was
 * there before it (ANC-1, SRC-5). Deleted marks are carried as well, so that bringing one back brings it back
 * everywhere. The caller has locked the source: no mark can be made meanwhile.
 */
export async function carryMarks(
  { tx, newId }: Pick<CommandContext, 'tx' | 'newId'>,
  sourceId: string,
  to: Sealed,
  only?: string,
): Promise<readonly CarriedMark[]> {
  const rows = await tx.annotation.findMany({
    where: { sourceId, ...(only ? { id: only } : {}), anchors: { some: { version: { number: { lt: to.number } } } } },
    include: withPast,
    orderBy: { id: 'asc' },
  });
  const groups = Map.groupBy(rows, (row) => lastPlaced(row, to.number));
  const anchors: Prisma.AnchorCreateManyInput[] = [];
  const carried: Prisma.CarriedMarkCreateManyInput[] = [];
  const found: CarriedMark[] = [];
  for (const [number, marks] of groups) {
    const from = number === null ? null : await tx.sourceVersion.findFirstOrThrow({ where: { sourceId, number } });
    const { place } = reanchoring(from?.text ?? '', to.text);
    for (const row of marks) {
      const past = pastOf(row, to.number);
      const ranges = past.anchors.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]));
      const now = past.retired
        ? gone
        : carriedSafely(() => (ranges.length > 0 ? combine(to.text, ranges.map(place)) : gone));
      // What nobody has looked at yet stays to be looked at, also when the next version leaves those words alone.
      const outcome = past.open && now.places.length > 0 ? 'changed' : now.state;
      const before = past.open?.before ?? quoteOf(past.anchors);
      carried.push({
        id: newId(),
        annotationId: row.id,
        versionId: to.id,
        outcome,
        score: now.score,
        before,
        places: asJson(now.places),
        suggestion: asJson(now.suggestion),
        ...(past.retired ? past.retired : {}),
      });
      anchors.push(...anchorsOn(to, row.id, { ...now, state: outcome }, past.anchors, newId));
      const { id: annotationId, authorId, visibility, deletedAt } = row;
      found.push({ annotationId, authorId, visibility, deleted: deletedAt !== null, outcome });
    }
  }
  await keepCarried(tx, anchors, carried);
  return found;
}

/** Where many marks stand in a version, and how they came there, in as few statements as they fit into. */
export async function keepCarried(
  tx: CommandContext['tx'],
  anchors: readonly Prisma.AnchorCreateManyInput[],
  carried: readonly Prisma.CarriedMarkCreateManyInput[],
): Promise<void> {
  for (let at = 0; at < anchors.length; at += BATCH)
    await tx.anchor.createMany({ data: anchors.slice(at, at + BATCH) });
  for (let at = 0; at < carried.length; at += BATCH)
    await tx.carriedMark.createMany({ data: carried.slice(at, at + BATCH) });
}

const gone: Carried = { state: 'orphan', score: 0, places: [], suggestion: [] };

/** The last version before `number` in which the mark has a place; null when it has none in any. */
function lastPlaced({ anchors }: Row, number: number): number | null {
  const placed = anchors.filter(({ start, version }) => start !== null && version.number < number);
  return placed.length > 0 ? Math.max(...placed.map(({ version }) => version.number)) : null;
}

function pastOf(row: Row, number: number) {
  const from = lastPlaced(row, number) ?? Math.max(...row.anchors.map(({ version }) => version.number));
  const latest = row.carried
    .filter(({ version }) => version.number < number)
    .sort((a, b) => b.version.number - a.version.number)[0];
  return {
    anchors: row.anchors.filter(({ version }) => version.number === from),
    open: latest && isOpen(latest) ? latest : undefined,
    retired:
      latest?.resolution === 'retired'
        ? { resolution: latest.resolution, resolvedById: latest.resolvedById, resolvedAt: latest.resolvedAt }
        : undefined,
  };
}

interface Words {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The rows that say where a mark stands in a version; without a place, the words that it had. */
export function anchorsOn(
  version: Sealed,
  annotationId: string,
  { state, score, places }: Pick<Carried, 'state' | 'score' | 'places'>,
  before: readonly Words[],
  newId: () => string,
): Prisma.AnchorCreateManyInput[] {
  const row = (ordinal: number) => ({ id: newId(), annotationId, versionId: version.id, ordinal, state, score });
  if (places.length === 0)
    return before.map(({ exact, prefix, suffix }, ordinal) => ({ ...row(ordinal), exact, prefix, suffix }));
  return places.map(({ start, end }, ordinal) => {
    const { exact, prefix, suffix, blockId } = describe(version.text, version.blocks, start, end);
    return { ...row(ordinal), start, end, exact, prefix, suffix, blockId };
  });
}

const stored = z.array(z.object({ start: z.number(), end: z.number() }));
export const asJson = (ranges: readonly Range[]) => ranges.map(({ start, end }) => ({ start, end }));
/** Ranges as they are kept in a row. */
export const rangesIn = (json: unknown): readonly Range[] => stored.parse(json);
