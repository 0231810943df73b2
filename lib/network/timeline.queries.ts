import { captionsFor } from '../entities/captions.ts';
import { namedIn } from '../entities/items.ts';
import { claimLine, claimShown, readableCaseIds, relationshipLines, relationshipShown } from '../entities/lines.ts';
import { isPartialDate, propertiesOf, propertyType } from '../entities/rules.ts';
import { visibleValuesOf } from '../entities/values.ts';
import type { Viewer } from '../entities/visibility.ts';
import { requireVisibleEntity, visibleEntity } from '../entities/visibility.ts';
import { on } from '../platform/access.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import type { Moment } from './timeline.schema.ts';
import { caseTimelineInput, entityTimelineInput, timelineView } from './timeline.schema.ts';

/** A screen of more says nothing; the filters bring the rest. */
const MOST = 1000;

/** What happened in a case, as far as it is dated: facts, relationships, verdicts, publications, sources. */
export const getCaseTimeline = query({
  name: 'timeline.case',
  input: caseTimelineInput,
  output: timelineView,
  allow: ({ investigationId }) => on.investigation('investigation.read', investigationId),
  run: async ({ db, viewer }, { investigationId }) => {
    const named = await db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Entity" e WHERE ${visibleEntity(viewer)} ${namedIn(viewer, investigationId)} ORDER BY e.id`;
    const ids = named.map(({ id }) => id);
    return inOrder([
      ...(await facts(db, viewer, ids)),
      ...(await links(db, viewer, { investigationId })),
      ...(await verdicts(db, { investigationId })),
      ...(await sources(db, investigationId)),
    ]);
  },
});

/** The same around one entity, across the cases that the viewer may read. */
export const getEntityTimeline = query({
  name: 'timeline.entity',
  input: entityTimelineInput,
  output: timelineView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId }) => {
    const { id } = await requireVisibleEntity(db, viewer, entityId);
    const cases = await readableCaseIds(db, viewer);
    const ends = { OR: [{ fromId: id }, { toId: id }] };
    return inOrder([
      ...(await facts(db, viewer, [id])),
      ...(await links(db, viewer, { investigationId: { in: cases }, ...ends })),
      ...(await verdicts(db, {
        investigationId: { in: cases },
        OR: [{ speakerId: id }, { relationships: { some: { relationship: { deletedAt: null, ...ends } } } }],
      })),
    ]);
  },
});

function inOrder(moments: readonly Moment[]) {
  const items = [...moments].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
  return { items: items.slice(-MOST), total: items.length };
}

const nothing: Pick<Moment, 'until' | 'lasts' | 'about' | 'property' | 'support' | 'rating'> = {
  until: null,
  lasts: 'at',
  about: [],
  property: null,
  support: null,
  rating: null,
};
const day = (at: Date): string => at.toISOString().slice(0, 10);

/** Values that are dates: a birth, a founding, the day of an event. */
async function facts(db: Reader, viewer: Viewer, ids: readonly string[]): Promise<Moment[]> {
  const [rows, values, captions] = [
    await db.entity.findMany({ where: { id: { in: [...ids] } }, select: { id: true, schema: true } }),
    await visibleValuesOf(db, viewer, [...ids]),
    await captionsFor(db, viewer, ids),
  ];
  const schemaOf = new Map(rows.map(({ id, schema }) => [id, schema]));
  return values.flatMap(({ id, entityId, property, value, sourceId, annotationId }): Moment[] => {
    const schema = schemaOf.get(entityId) ?? 'Thing';
    if (propertyType(schema, property) !== 'date' || !isPartialDate(value)) return [];
    return [
      {
        ...nothing,
        id,
        kind: 'fact',
        date: value,
        about: [{ id: entityId, schema, name: captions.get(entityId) ?? '' }],
        property: { name: property, label: propertiesOf(schema)[property] ?? property },
        words: '',
        href: sourceId && annotationId ? `/sources/${sourceId}#m=${annotationId}` : `/entities/${entityId}`,
      },
    ];
  });
}

async function links(db: Reader, viewer: Viewer, where: Prisma.RelationshipWhereInput): Promise<Moment[]> {
  const rows = await db.relationship.findMany({
    where: {
      AND: [where, { deletedAt: null }, { OR: [{ startDate: { not: null } }, { endDate: { not: null } }] }],
    },
    include: relationshipShown,
    orderBy: { id: 'asc' },
  });
  const shown = await relationshipLines(db, viewer, rows);
  return shown.map(({ id, from, to, words, startDate, endDate, support, quotes, claims }) => {
    const [quote] = quotes;
    const [claim] = claims;
    return {
      ...nothing,
      id,
      kind: 'relationship',
      date: startDate ?? endDate ?? '',
      until: endDate,
      lasts: startDate && endDate ? 'between' : startDate ? 'from' : 'until',
      about: [from, to],
      words,
      support,
      href: quote
        ? `/sources/${quote.sourceId}?v=${quote.version}#t=${quote.start},${quote.end}`
        : claim
          ? `/claims/${claim.id}`
          : `/entities/${from.id}`,
    };
  });
}

async function verdicts(db: Reader, where: Prisma.ClaimWhereInput): Promise<Moment[]> {
  const claims = await db.claim.findMany({
    where,
    select: {
      ...claimShown,
      decisions: { orderBy: { at: 'desc' }, take: 1, select: { id: true, rating: true, at: true } },
      publications: { where: { endedAt: null }, select: { id: true, at: true } },
    },
  });
  return claims.flatMap(({ publications, ...row }): Moment[] => {
    const { id, statement, rating } = claimLine(row);
    const [decision] = row.decisions;
    const said = { ...nothing, words: statement, rating };
    const given: Moment[] =
      rating && decision
        ? [{ ...said, id: decision.id, kind: 'verdict', date: day(decision.at), href: `/claims/${id}/thread` }]
        : [];
    const shown = publications.map((one): Moment => ({
      ...said,
      id: one.id,
      kind: 'publication',
      date: day(one.at),
      href: `/fact-checks/${id}`,
    }));
    return [...given, ...shown];
  });
}

async function sources(db: Reader, investigationId: string): Promise<Moment[]> {
  const rows = await db.source.findMany({
    where: { investigationId, publishedAt: { not: null } },
    select: { id: true, title: true, publishedAt: true },
  });
  return rows.flatMap(({ id, title, publishedAt }): Moment[] =>
    publishedAt
      ? [{ ...nothing, id, kind: 'source', date: day(publishedAt), words: title, href: `/sources/${id}` }]
      : [],
  );
}
