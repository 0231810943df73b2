import { openCarried, standingFor } from '../annotations/queries.ts';
import { readableBy } from '../investigations/queries.ts';
import { pageOf } from '../investigations/schema.ts';
import { on } from '../platform/access.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { toPage } from '../platform/page.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { barsIn } from './bars.ts';
import type { SourceView } from './schema.ts';
import { listSourcesInput, sourceRef, sourceView, versionRef, versionView } from './schema.ts';

/** Without the bytes. */
const rawFacts = {
  select: { sha256: true, mediaType: true, fileName: true, finalUrl: true, at: true, erasedAt: true },
} as const;

const shape = (viewer: ActorFacts) =>
  ({
    draft: { select: { id: true, schemaVersion: true } },
    rawInput: rawFacts,
    // The other end of a link shows itself to who may read its case.
    links: {
      where: { other: { investigation: readableBy(viewer) } },
      select: { overlap: true, other: { select: { id: true, title: true, outlet: true } } },
    },
    linkedFrom: {
      where: { source: { investigation: readableBy(viewer) } },
      select: { overlap: true, source: { select: { id: true, title: true, outlet: true } } },
    },
    // Counts, too, are of what the viewer may see.
    versions: {
      orderBy: { number: 'asc' },
      select: {
        ...{ number: true, sha256: true, sealedAt: true, sealedById: true },
        _count: { select: { carried: { where: { ...openCarried, annotation: standingFor(viewer.id) } } } },
      },
    },
    _count: { select: { annotations: { where: standingFor(viewer.id) } } },
  }) satisfies Prisma.SourceInclude;

type Row = Prisma.SourceGetPayload<{ include: ReturnType<typeof shape> }>;

async function namesFor(db: Reader, ids: readonly string[]): Promise<(id: string) => { id: string; name: string }> {
  const people = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  const names = new Map(people.map((person) => [person.id, person.name]));
  return (id) => ({ id, name: names.get(id) ?? 'Somebody who left' });
}

const peopleOf = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => [row.createdById, ...row.versions.map((version) => version.sealedById)]);

const rawOf = <Raw extends { readonly at: Date; readonly erasedAt: Date | null }>(raw: Raw) => ({
  ...raw,
  at: raw.at.toISOString(),
  erasedAt: raw.erasedAt?.toISOString() ?? null,
});

const view = (row: Row, person: (id: string) => { id: string; name: string }): SourceView => ({
  id: row.id,
  investigationId: row.investigationId,
  title: row.title,
  outlet: row.outlet,
  url: row.url,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  language: row.language,
  authors: row.authors,
  accessedAt: row.accessedAt?.toISOString() ?? null,
  archiveUrl: row.archiveUrl,
  rights: row.rights,
  pages: row.pages,
  notes: row.notes,
  links: [
    ...row.links.map(({ overlap, other }) => ({ ...other, overlap })),
    ...row.linkedFrom.map(({ overlap, source }) => ({ ...source, overlap })),
  ],
  state: row.state,
  createdBy: person(row.createdById),
  createdAt: row.createdAt.toISOString(),
  draft: { documentId: row.draft.id, schemaVersion: row.draft.schemaVersion },
  versions: row.versions.map(({ number, sha256, sealedAt, sealedById, _count }) => ({
    number,
    sha256,
    sealedAt: sealedAt.toISOString(),
    sealedBy: person(sealedById),
    waiting: _count.carried,
  })),
  raw: rawOf(row.rawInput),
  counts: row._count,
});

export const listSources = query({
  name: 'source.list',
  input: listSourcesInput,
  output: pageOf(sourceView),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, limit, after }) => {
    const rows = await db.source.findMany({
      where: { investigationId, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: 'asc' },
      take: limit + 1,
      include: shape(viewer),
    });
    const person = await namesFor(db, peopleOf(rows));
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => view(row, person),
    );
  },
});

export const getSource = query({
  name: 'source.get',
  input: sourceRef,
  output: sourceView,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db, viewer }, { sourceId }) => {
    const row = found(await db.source.findUnique({ where: { id: sourceId }, include: shape(viewer) }));
    return view(row, await namesFor(db, peopleOf([row])));
  },
});

/** The sealed text with its hash and its blocks. */
export const getVersion = query({
  name: 'source.version',
  input: versionRef,
  output: versionView,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId, number }) => {
    const row = found(
      await db.sourceVersion.findUnique({
        where: { sourceId_number: { sourceId, number } },
        include: {
          blocks: { orderBy: { ordinal: 'asc' } },
          rawInput: rawFacts,
          source: { select: { rawInput: rawFacts } },
        },
      }),
      'This source has no such sealed version.',
    );
    const person = await namesFor(db, [row.sealedById]);
    const redactions = await barsIn(db, row.id);
    return {
      sourceId,
      redactions,
      number: row.number,
      text: row.text,
      sha256: row.sha256,
      sealedAt: row.sealedAt.toISOString(),
      sealedBy: person(row.sealedById),
      raw: rawOf(row.rawInput ?? row.source.rawInput),
      blocks: row.blocks.map(({ id, role, label, number: own, language, page, start, end }) => ({
        id,
        role,
        label,
        number: own,
        language,
        page,
        start,
        end,
      })),
    };
  },
});
