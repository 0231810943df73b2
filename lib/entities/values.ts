import { readableBy } from '../investigations/queries.ts';
import type { CommandContext } from '../platform/command.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import { propertiesOf, schemaLabel, tidyValue, valueComplaint } from './rules.ts';
import type { PropertiesInput } from './schema.ts';
import type { Viewer } from './visibility.ts';
import { readableCase, visibleOrigin } from './visibility.ts';

export interface ValueRow {
  readonly id: string;
  readonly property: string;
  readonly value: string;
  readonly source: 'person' | 'annotation' | 'import';
  readonly annotationId: string | null;
  readonly sourceId: string | null;
  readonly originId: string | null;
  readonly importedFrom: string | null;
  readonly byId: string;
  readonly by: string;
  readonly at: Date;
}

/** A condition on "EntityValue" v: by the case that it comes from, and known from a mark only with the mark (ENT-7). */
export const visibleValue = (viewer: Viewer): Prisma.Sql => Prisma.sql`(
  ${visibleOrigin(viewer, Prisma.sql`v."originId"`)} AND (v."annotationId" IS NULL OR EXISTS (
    SELECT 1 FROM "Annotation" w JOIN "Investigation" i ON i.id = w."investigationId"
    WHERE w.id = v."annotationId" AND (w.visibility = 'case' OR w."authorId" = ${viewer.id}::uuid) AND ${readableCase(viewer)})))`;

/** The values of an entity that the viewer may see. */
export const visibleValues = (db: Reader, viewer: Viewer, entityId: string): Promise<readonly ValueRow[]> =>
  visibleValuesOf(db, viewer, [entityId]);

export function visibleValuesOf(
  db: Reader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<readonly (ValueRow & { readonly entityId: string })[]> {
  return db.$queryRaw`
    SELECT v."entityId", v.id, v.property, v.value, v.source::text AS source, v."annotationId", a."sourceId",
      v."importedFrom", v."originId", v."byId", u.name AS by, v.at
    FROM "EntityValue" v JOIN "User" u ON u.id = v."byId" LEFT JOIN "Annotation" a ON a.id = v."annotationId"
    WHERE v."entityId" = ANY (${[...ids]}::uuid[]) AND ${visibleValue(viewer)}
    ORDER BY v.at, v.id`;
}

/** Which of these marks the viewer may read, with their sources and cases. */
export async function readableAnnotations(
  tx: Reader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly sourceId: string; readonly investigationId: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.annotation.findMany({
    where: {
      id: { in: [...new Set(ids)] },
      OR: [{ visibility: 'case' }, { authorId: viewer.id }],
      source: { investigation: readableBy(viewer) },
    },
    select: { id: true, sourceId: true, investigationId: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

interface Written {
  readonly entityId: string;
  readonly schema: string;
  readonly properties: PropertiesInput;
  /** The case in which it is said. */
  readonly originId: string | null;
}

/**
 * Gives each property that is named these values. A value that was there keeps where it came from; a new one comes from
 * the mark that it names, or from the actor. What the actor may not see is not theirs to take away.
 */
export async function writeValues(ctx: CommandContext, written: Written): Promise<void> {
  const { tx, actor, now, newId } = ctx;
  const { entityId, schema, properties, originId } = written;
  const given = Object.entries(properties);
  if (given.length === 0) return;
  const cited = given.flatMap(([, values]) =>
    values.flatMap((value) => ('annotationId' in value && value.annotationId ? [value.annotationId] : [])),
  );
  const readable = await readableAnnotations(tx, actor, cited);
  const seen = await visibleValues(tx, actor, entityId);
  for (const [property, values] of given) {
    refuseUnknown(schema, property);
    const before = seen.filter((row) => row.property === property);
    const kept = new Set<string>();
    const added: Prisma.EntityValueCreateManyInput[] = [];
    for (const { value: said, ...from } of values) {
      const annotationId = 'annotationId' in from ? from.annotationId : undefined;
      const value = tidyValue(schema, property, said);
      const complaint = valueComplaint(schema, property, value);
      if (complaint) refuse('invalid_input', complaint, [{ path: `properties.${property}`, message: complaint }]);
      const mark = annotationId ? readable.get(annotationId) : undefined;
      if (annotationId && !mark) refuse('not_found', 'The mark that a value names is not there.');
      const same = before.filter((row) => row.value === value && (!annotationId || row.annotationId === annotationId));
      for (const row of same) kept.add(row.id);
      if (same.length > 0 || added.some((row) => row.value === value && row.annotationId === (annotationId ?? null)))
        continue;
      added.push({
        id: newId(),
        entityId,
        property,
        value,
        annotationId: annotationId ?? null,
        originId: mark?.investigationId ?? originId,
        source: annotationId ? 'annotation' : 'person',
        byId: actor.id,
        at: now,
      });
    }
    const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
    if (gone.length > 0) await tx.entityValue.deleteMany({ where: { id: { in: gone } } });
    if (added.length > 0) await tx.entityValue.createMany({ data: added });
  }
}

function refuseUnknown(schema: string, property: string): void {
  if (Object.hasOwn(propertiesOf(schema), property)) return;
  refuse('invalid_input', `A ${schemaLabel(schema).toLowerCase()} has no property "${property}".`, [
    { path: `properties.${property}`, message: 'There is no such property.' },
  ]);
}
