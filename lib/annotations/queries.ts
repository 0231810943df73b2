import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { isShown } from '../claims/blind.ts';
import type { ClaimState } from '../claims/rules.ts';
import { captionsFor } from '../entities/captions.ts';
import { readableBy } from '../investigations/queries.ts';
import { dataAsShown } from '../investigations/trail.ts';
import { on } from '../platform/access.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { toPage } from '../platform/page.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { tagColors, tagSlug } from './rules.ts';
import type { AnnotationView } from './schema.ts';
import {
  annotationPage,
  annotationRef,
  annotationView,
  historyInput,
  historyPage,
  listAnnotationsInput,
  listTagsInput,
  seenList,
  tagView,
} from './schema.ts';

/** What stands, and is either for the case or the viewer's own (ANN-7). Says nothing about which cases one may read. */
export const standingFor = (viewerId: string): Prisma.AnnotationWhereInput => ({
  deletedAt: null,
  OR: [{ visibility: 'case' }, { authorId: viewerId }],
});

/** Marks that a version changed or left without a place, and that nobody has looked at (see isOpen). */
export const openCarried = {
  resolution: null,
  outcome: { in: ['changed', 'needs_look', 'orphan'] },
} satisfies Prisma.CarriedMarkWhereInput;

const shown = {
  tags: { select: { tag: { select: { id: true, name: true, color: true } } }, orderBy: { tag: { slug: 'asc' } } },
  anchors: {
    orderBy: [{ version: { number: 'asc' } }, { ordinal: 'asc' }],
    include: { version: { select: { number: true } }, block: { select: { label: true } } },
  },
  draftAnchors: { orderBy: { ordinal: 'asc' } },
  claim: {
    select: {
      id: true,
      number: true,
      statement: true,
      state: true,
      decisions: { orderBy: { at: 'desc' }, take: 1, select: { rating: true } },
      // A blind proposal's rating is nobody's to see until all reviews are in (CLM-6).
      proposals: { where: { AND: [{ closedAt: null }, isShown] }, take: 1, select: { rating: true } },
    },
  },
  entity: { select: { id: true, schema: true } },
  acknowledgements: { orderBy: { at: 'asc' }, select: { subjectId: true, userId: true } },
  replies: { where: { deletedAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.AnnotationInclude;

type Row = Prisma.AnnotationGetPayload<{ include: typeof shown }>;
type Names = ReadonlyMap<string, string>;

async function namesOf(db: Reader, ids: Iterable<string>): Promise<Names> {
  const people = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}

/** People by their names; entities by the name under which the viewer knows them. */
async function namesIn(db: Reader, viewer: ActorFacts, rows: readonly Row[]): Promise<Names> {
  const people = await namesOf(db, authorsOf(rows));
  const entities = await captionsFor(
    db,
    viewer,
    rows.flatMap(({ entityId }) => entityId ?? []),
  );
  return new Map([...people, ...entities]);
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const person = (names: Names, id: string) => ({ id, name: names.get(id) ?? 'Somebody' });
const tagColorSchema = z.enum(tagColors).catch('tag');

/** A claim that was taken up again has no standing verdict: its old decisions are history. */
const decided = (state: ClaimState): boolean => state === 'verified' || state === 'published';

function view(row: Row, names: Names): AnnotationView {
  const { claim } = row;
  const acknowledgedBy = (subjectId: string) =>
    row.acknowledgements.filter((one) => one.subjectId === subjectId).map(({ userId }) => person(names, userId));
  return {
    id: row.id,
    investigationId: row.investigationId,
    sourceId: row.sourceId,
    kind: row.kind,
    text: row.text,
    status: row.status,
    visibility: row.visibility,
    revision: row.revision,
    authorId: row.authorId,
    author: person(names, row.authorId),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    tags: row.tags.map(({ tag }) => ({ ...tag, color: tagColorSchema.parse(tag.color) })),
    anchors: row.anchors.map(({ version, state, start, end, score, exact, block }) => ({
      version: version.number,
      state,
      start,
      end,
      score,
      exact,
      label: block?.label ?? null,
    })),
    ...(row.anchors.length === 0 && row.draftAnchors.length > 0
      ? { draft: row.draftAnchors.map(({ exact, from, to }) => ({ exact, from: base64(from), to: base64(to) })) }
      : {}),
    claimId: row.claimId,
    claim: claim && {
      id: claim.id,
      number: claim.number,
      statement: claim.statement,
      state: claim.state,
      rating: decided(claim.state) ? (claim.decisions[0]?.rating ?? null) : null,
      proposedRating: claim.proposals[0]?.rating ?? null,
    },
    entityId: row.entityId,
    entity: row.entity && { ...row.entity, name: names.get(row.entity.id) ?? '' },
    assigneeId: row.assigneeId,
    assignee: row.assigneeId ? person(names, row.assigneeId) : null,
    acknowledgedBy: acknowledgedBy(row.id),
    replies: row.replies.map((reply) => ({
      id: reply.id,
      authorId: reply.authorId,
      author: person(names, reply.authorId),
      text: reply.text,
      createdAt: reply.createdAt.toISOString(),
      editedAt: reply.editedAt?.toISOString() ?? null,
      acknowledgedBy: acknowledgedBy(reply.id),
    })),
  };
}

const authorsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => [
    row.authorId,
    ...(row.assigneeId ? [row.assigneeId] : []),
    ...row.replies.map((reply) => reply.authorId),
    ...row.acknowledgements.map(({ userId }) => userId),
  ]);

export const listAnnotations = query({
  name: 'annotation.list',
  input: listAnnotationsInput,
  output: annotationPage,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db, viewer }, { sourceId, version, kind, author, limit, after }) => {
    const rows = await db.annotation.findMany({
      where: {
        AND: [
          { sourceId },
          standingFor(viewer.id),
          version === undefined ? {} : { anchors: { some: { version: { number: version } } } },
          kind ? { kind } : {},
          author ? { authorId: author } : {},
          after ? { id: { gt: after } } : {},
        ],
      },
      // Ids are UUIDv7: in the order in which they were made.
      orderBy: { id: 'asc' },
      take: limit + 1,
      include: shown,
    });
    const names = await namesIn(db, viewer, rows);
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => view(row, names),
    );
  },
});

export const getAnnotation = query({
  name: 'annotation.get',
  input: annotationRef,
  output: annotationView,
  allow: (input) => on.annotation('investigation.read', input.annotationId),
  run: async ({ db, viewer }, { annotationId }) => {
    const row = found(
      await db.annotation.findFirst({ where: { AND: [{ id: annotationId }, standingFor(viewer.id)] }, include: shown }),
      'This mark was deleted, or is not for you.',
    );
    return view(row, await namesIn(db, viewer, [row]));
  },
});

/** Who has had the thread of a mark open. */
export const seenBy = query({
  name: 'annotation.seen',
  input: annotationRef,
  output: seenList,
  allow: (input) => on.annotation('investigation.read', input.annotationId),
  run: async ({ db, viewer }, { annotationId }) => {
    found(await db.annotation.findFirst({ where: { AND: [{ id: annotationId }, standingFor(viewer.id)] } }));
    const rows = await db.seen.findMany({ where: { annotationId }, orderBy: { at: 'desc' } });
    const names = await namesOf(
      db,
      rows.map((row) => row.userId),
    );
    return { items: rows.map(({ userId, at }) => ({ person: person(names, userId), at: at.toISOString() })) };
  },
});

const storedChanges = z
  .object({ changes: z.record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() })) })
  .catch({ changes: {} });

/** Who changed what, when (ANN-13): of the mark and of its thread, a deleted one's too. */
export const annotationHistory = query({
  name: 'annotation.history',
  input: historyInput,
  output: historyPage,
  allow: (input) => on.annotation('investigation.read', input.annotationId),
  run: async ({ db, viewer }, { annotationId, limit, after }) => {
    const replies = await db.reply.findMany({ where: { annotationId }, select: { id: true } });
    const rows = await db.event.findMany({
      where: {
        subjectId: { in: [annotationId, ...replies.map((reply) => reply.id)] },
        seq: { gt: after },
        OR: [{ visibleTo: null }, { visibleTo: viewer.id }],
      },
      orderBy: { seq: 'asc' },
      take: limit + 1,
    });
    const names = await namesOf(
      db,
      rows.map((row) => row.actorId),
    );
    const dataOf = await dataAsShown(db, rows);
    return toPage(
      rows,
      limit,
      (row) => String(row.seq),
      (row) => ({
        seq: row.seq,
        at: row.at.toISOString(),
        actor: person(names, row.actorId),
        type: row.type,
        changes: Object.entries(storedChanges.parse(dataOf(row)).changes).map(([field, change]) => ({
          field,
          ...change,
        })),
      }),
    );
  },
});

/**
 * The vocabulary as far as the viewer may know it: tags of marks that they may read, and those that they coined. The
 * name of a tag may say what a confidential case is about.
 */
export const listTags = query({
  name: 'tag.list',
  input: listTagsInput,
  output: pageOf(tagView),
  allow: () => on.workspace('tag.list'),
  run: async ({ db, viewer }, { q, limit, after }) => {
    const rows = await db.tag.findMany({
      where: {
        AND: [
          {
            OR: [
              { createdById: viewer.id },
              { vocabulary: true, retiredAt: null },
              {
                annotations: {
                  some: {
                    annotation: { AND: [standingFor(viewer.id), { source: { investigation: readableBy(viewer) } }] },
                  },
                },
              },
            ],
          },
          q ? { slug: { contains: tagSlug(q) } } : {},
          after ? { slug: { gt: after } } : {},
        ],
      },
      orderBy: { slug: 'asc' },
      take: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => row.slug,
      ({ id, name, color }) => ({ id, name, color: tagColorSchema.parse(color) }),
    );
  },
});
