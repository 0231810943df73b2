import { rangesIn } from '../annotations/carry.ts';
import { quoteOf } from '../annotations/marks.ts';
import { standingFor } from '../annotations/queries.ts';
import { isOpen } from '../annotations/rules.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import type { ReportItem, VersionReport } from './schema.ts';

const shapeOn = (versionId: string) =>
  ({
    annotation: {
      select: {
        id: true,
        kind: true,
        text: true,
        authorId: true,
        claim: { select: { id: true, number: true, statement: true, state: true } },
        evidence: { where: { removedAt: null }, select: { claim: { select: { id: true, number: true } } } },
        anchors: {
          where: { versionId },
          orderBy: { ordinal: 'asc' },
          select: { start: true, end: true, exact: true, block: { select: { label: true } } },
        },
      },
    },
  }) satisfies Prisma.CarriedMarkInclude;

/** What became of each mark that the viewer may see, when this version came and since (SRC-5). */
export async function reportOf(
  db: Reader,
  viewerId: string,
  version: { readonly id: string; readonly text: string },
): Promise<VersionReport> {
  const rows = await db.carriedMark.findMany({
    where: { versionId: version.id, annotation: standingFor(viewerId) },
    include: shapeOn(version.id),
  });
  const ids = rows.flatMap((row) => [row.annotation.authorId, ...(row.resolvedById ? [row.resolvedById] : [])]);
  const people = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  const names = new Map(people.map((person) => [person.id, person.name]));
  const named = (id: string) => ({ id, name: names.get(id) ?? 'Somebody who left' });
  const items = rows.map((row): ReportItem => {
    const { annotation } = row;
    const placed = annotation.anchors.filter(({ start }) => start !== null);
    const suggestion = rangesIn(row.suggestion);
    const quoted = suggestion.map(({ start, end }) => ({ exact: version.text.slice(start, end) }));
    return {
      annotationId: annotation.id,
      kind: annotation.kind,
      author: named(annotation.authorId),
      text: annotation.text,
      outcome: row.outcome,
      score: row.score,
      before: row.before,
      after: placed.length > 0 ? quoteOf(placed) : null,
      label: placed[0]?.block?.label ?? null,
      places: placed.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }])),
      suggestion,
      suggested: quoted.length > 0 ? quoteOf(quoted) : null,
      open: isOpen(row),
      resolution: row.resolution,
      resolvedBy: row.resolvedById ? named(row.resolvedById) : null,
      claim: annotation.claim,
      evidenceOf: annotation.evidence.map(({ claim }) => claim),
    };
  });
  const count = (outcome: ReportItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  return {
    unchanged: count('exact'),
    moved: count('moved'),
    changed: count('changed'),
    needsLook: count('needs_look'),
    orphaned: count('orphan'),
    open: items.filter((item) => item.open).length,
    items: items.sort((a, b) => placeOf(a) - placeOf(b) || (a.annotationId < b.annotationId ? -1 : 1)),
  };
}

/** In the order of the text; what has no place stands where it might, else at the end. */
const placeOf = ({ places, suggestion }: ReportItem): number =>
  places[0]?.start ?? suggestion[0]?.start ?? Number.MAX_SAFE_INTEGER;
