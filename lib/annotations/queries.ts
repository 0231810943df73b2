import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { readableBy } from '../investigations/queries.ts';
import { dataAsShown } from '../investigations/trail.ts';
import { on } from '../platform/access.ts';
import type { Prisma } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { toPage } from '../platform/page.ts';
import { query } from '../platform/query.ts';
import { tagSlug } from './rules.ts';
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
import { namesIn, namesOf, person, shown, tagColorSchema, view } from './view.ts';

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
