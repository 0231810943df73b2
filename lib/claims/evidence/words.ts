import type { Prisma } from '../../platform/db.ts';
import type { AnchoredWords, SealedText, WordsView } from './schema.ts';

/** Marks that this viewer may see: live ones of the case, and one's own private ones (ANN-7). */
export const visibleTo = (viewerId: string): Prisma.AnnotationWhereInput => ({
  deletedAt: null,
  OR: [{ visibility: 'case' }, { authorId: viewerId }],
});

export const newestFirst = {
  orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
  take: 1,
} satisfies Prisma.Annotation$anchorsArgs;

/** The newest place of a mark, with the sealed text that it stands in. */
export const withWords = {
  source: { select: { id: true, title: true } },
  anchors: {
    ...newestFirst,
    include: { version: { select: { number: true, sha256: true } }, block: { select: { label: true } } },
  },
} satisfies Prisma.AnnotationInclude;

type MarkRow = Prisma.AnnotationGetPayload<{ include: typeof withWords }>;

interface Anchor extends Omit<AnchoredWords, 'annotationId' | 'sourceId' | 'version' | 'sha256' | 'label'> {
  readonly version: { readonly number: number; readonly sha256: string };
  readonly block: { readonly label: string | null } | null;
}

/** Where a mark's words stand in a sealed text. */
export const placeOf = (annotationId: string, sourceId: string, anchor: Anchor): AnchoredWords => ({
  annotationId,
  sourceId,
  version: anchor.version.number,
  sha256: anchor.version.sha256,
  label: anchor.block?.label ?? null,
  start: anchor.start,
  end: anchor.end,
  exact: anchor.exact,
  prefix: anchor.prefix,
  suffix: anchor.suffix,
});

export function wordsOf({ id, source, anchors: [anchor] }: MarkRow): WordsView | null {
  return anchor ? { ...placeOf(id, source.id, anchor), sourceTitle: source.title, state: anchor.state } : null;
}

const sealedSource = {
  select: {
    id: true,
    title: true,
    versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true, sha256: true } },
  },
} satisfies Prisma.SourceDefaultArgs;

/** The newest sealed text of a source that an address was taken in as. */
export function sealedOf(source: Prisma.SourceGetPayload<typeof sealedSource> | null): SealedText | null {
  const version = source?.versions[0];
  return source && version
    ? { sourceId: source.id, title: source.title, version: version.number, sha256: version.sha256 }
    : null;
}

/** Evidence keeps its words even when the mark behind it was taken away later. */
export const evidenceRows = {
  where: { removedAt: null },
  orderBy: [{ position: 'asc' }, { number: 'asc' }],
  include: {
    annotation: { include: withWords },
    file: { select: { sha256: true, mediaType: true } },
    source: sealedSource,
  },
} satisfies Prisma.Claim$evidenceArgs;

export type EvidenceRow = Prisma.EvidenceGetPayload<{ include: (typeof evidenceRows)['include'] }>;
