import { blockIndexAt } from '../anchors/blocks.rules.ts';
import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { pack, packedMarks, roomMarksInput } from './packed.schema.ts';
import type { MarkRow } from './view.ts';
import { namesIn, shownClaim, view } from './view.ts';

type Scalars = Omit<MarkRow, 'tags' | 'anchors' | 'draftAnchors' | 'claim' | 'entity' | 'acknowledgements' | 'replies'>;
type Anchor = MarkRow['anchors'][number];

/**
 * The marks of a source, all of them or those nearest to where one reads, as the reading room loads them (ANN-9). The
 * same marks as `annotation.list` gives, without their places in a draft; each table is read once, whole, because row by
 * row ten thousand marks cost a second of the server's time.
 */
export const roomMarks = query({
  name: 'annotation.room',
  input: roomMarksInput,
  output: packedMarks,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db, viewer }, { sourceId, version: number, near, limit }) => {
    const version = found(
      await db.sourceVersion.findUnique({
        where: { sourceId_number: { sourceId, number } },
        select: {
          id: true,
          text: true,
          source: { select: { investigationId: true } },
          blocks: { orderBy: { ordinal: 'asc' }, select: { start: true, end: true, label: true } },
        },
      }),
      'This source has no such sealed version.',
    );
    const standing = Prisma.sql`
      a."sourceId" = ${sourceId}::uuid AND a."deletedAt" IS NULL
      AND (a.visibility = 'case' OR a."authorId" = ${viewer.id}::uuid)`;
    const picked =
      limit === undefined
        ? Prisma.sql`SELECT a.id FROM "Annotation" a WHERE ${standing}`
        : Prisma.sql`
            SELECT a.id FROM "Annotation" a JOIN "Anchor" k ON k."annotationId" = a.id
            WHERE ${standing} AND k."versionId" = ${version.id}::uuid AND k.start IS NOT NULL
            GROUP BY a.id ORDER BY min(abs(k.start - ${near}::int)), a.id LIMIT ${limit}::int`;
    const marks = await db.$queryRaw<Scalars[]>`
      SELECT a.id, a."investigationId", a."sourceId", a.kind::text, a.text, a.status::text, a.visibility::text, a.revision,
             a."authorId", a."createdAt", a."updatedAt", a."claimId", a."entityId", a."assigneeId"
      FROM "Annotation" a WHERE a.id IN (${picked}) ORDER BY a.id`;
    const rows = await withParts(db, marks);
    const names = await namesIn(db, viewer, rows);
    const { blocks, text } = version;
    const labelAt = (offset: number): string | null => blocks[blockIndexAt(blocks, offset)]?.label ?? null;
    return pack(
      rows.map((row) => view(row, names)),
      { number, text, labelAt },
      {
        ...{ investigationId: version.source.investigationId, sourceId },
        complete: limit === undefined || (await countOf(db, standing)) === rows.length,
      },
    );
  },
});

async function countOf(db: Reader, standing: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Annotation" a WHERE ${standing}`;
  return row?.count ?? 0;
}

async function withParts(db: Reader, marks: readonly Scalars[]): Promise<readonly MarkRow[]> {
  const ids = marks.map(({ id }) => id);
  const distinct = (picked: (mark: Scalars) => string | null) => [
    ...new Set(marks.flatMap((mark) => picked(mark) ?? [])),
  ];
  const of = Prisma.sql`"annotationId" = ANY (${ids}::uuid[])`;
  type Of<Row> = Row & { readonly annotationId: string };
  const [anchors, tags, claims, entities, checks, replies] = await Promise.all([
    db.$queryRaw<Of<Omit<Anchor, 'version' | 'block'> & { number: number; label: string | null }>[]>`
      SELECT k."annotationId", k.state::text, k.start, k."end", k.score, k.exact, v.number, b.label
      FROM "Anchor" k JOIN "SourceVersion" v ON v.id = k."versionId" LEFT JOIN "Block" b ON b.id = k."blockId"
      WHERE k.${of} ORDER BY v.number, k.ordinal`,
    db.$queryRaw<Of<MarkRow['tags'][number]['tag']>[]>`
      SELECT x."annotationId", t.id, t.name, t.color FROM "AnnotationTag" x JOIN "Tag" t ON t.id = x."tagId"
      WHERE x.${of} ORDER BY t.slug`,
    db.claim.findMany({ where: { id: { in: distinct(({ claimId }) => claimId) } }, select: shownClaim }),
    db.entity.findMany({
      where: { id: { in: distinct(({ entityId }) => entityId) } },
      select: { id: true, schema: true },
    }),
    db.$queryRaw<Of<MarkRow['acknowledgements'][number]>[]>`
      SELECT c."annotationId", c."subjectId", c."userId" FROM "Acknowledgement" c WHERE c.${of} ORDER BY c.at`,
    db.$queryRaw<Of<MarkRow['replies'][number]>[]>`
      SELECT r."annotationId", r.id, r."authorId", r.text, r."createdAt", r."editedAt" FROM "Reply" r
      WHERE r.${of} AND r."deletedAt" IS NULL ORDER BY r."createdAt", r.id`,
  ]);
  const byMark = <Row extends { annotationId: string }>(list: readonly Row[]) =>
    Map.groupBy(list, (row) => row.annotationId);
  const [anchorsOf, tagsOf, checksOf, repliesOf] = [byMark(anchors), byMark(tags), byMark(checks), byMark(replies)];
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
  const entityOf = new Map(entities.map((entity) => [entity.id, entity]));
  return marks.map((mark) => ({
    ...mark,
    anchors: (anchorsOf.get(mark.id) ?? []).map(({ number, label, ...anchor }) => ({
      ...anchor,
      version: { number },
      block: label === null ? null : { label },
    })),
    draftAnchors: [],
    tags: (tagsOf.get(mark.id) ?? []).map(({ id, name, color }) => ({ tag: { id, name, color } })),
    claim: claimOf.get(mark.claimId ?? '') ?? null,
    entity: entityOf.get(mark.entityId ?? '') ?? null,
    acknowledgements: checksOf.get(mark.id) ?? [],
    replies: repliesOf.get(mark.id) ?? [],
  }));
}
