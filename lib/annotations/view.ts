import { z } from 'zod';
import { isShown } from '../claims/verdict/blind.ts';
import type { ClaimState } from '../claims/rules.ts';
import { captionsFor } from '../entities/captions.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { tagColors } from './rules.ts';
import type { AnnotationView } from './schema.ts';

/** Of a claim, what a mark shows: never the rating of a blind proposal before all reviews are in (CLM-6). */
export const shownClaim = {
  id: true,
  number: true,
  statement: true,
  state: true,
  decisions: { orderBy: { at: 'desc' }, take: 1, select: { rating: true } },
  proposals: { where: { AND: [{ closedAt: null }, isShown] }, take: 1, select: { rating: true } },
} satisfies Prisma.ClaimSelect;

/** A mark with everything that its card says. */
export const shown = {
  tags: { select: { tag: { select: { id: true, name: true, color: true } } }, orderBy: { tag: { slug: 'asc' } } },
  anchors: {
    orderBy: [{ version: { number: 'asc' } }, { ordinal: 'asc' }],
    include: { version: { select: { number: true } }, block: { select: { label: true } } },
  },
  draftAnchors: { orderBy: { ordinal: 'asc' } },
  claim: { select: shownClaim },
  entity: { select: { id: true, schema: true } },
  acknowledgements: { orderBy: { at: 'asc' }, select: { subjectId: true, userId: true } },
  replies: { where: { deletedAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.AnnotationInclude;

type Full = Prisma.AnnotationGetPayload<{ include: typeof shown }>;
type Kept =
  | 'id'
  | 'investigationId'
  | 'sourceId'
  | 'kind'
  | 'text'
  | 'status'
  | 'visibility'
  | 'revision'
  | 'authorId'
  | 'createdAt'
  | 'updatedAt'
  | 'claimId'
  | 'entityId'
  | 'assigneeId';

/** What `view` reads of a mark, however it was fetched. */
export type MarkRow = Pick<Full, Kept | 'tags' | 'claim' | 'entity' | 'acknowledgements'> & {
  readonly anchors: readonly (Pick<Full['anchors'][number], 'state' | 'start' | 'end' | 'score' | 'exact'> & {
    readonly version: { readonly number: number };
    readonly block: { readonly label: string } | null;
  })[];
  readonly draftAnchors: readonly Pick<Full['draftAnchors'][number], 'exact' | 'from' | 'to'>[];
  readonly replies: readonly Pick<Full['replies'][number], 'id' | 'authorId' | 'text' | 'createdAt' | 'editedAt'>[];
};

export type Names = ReadonlyMap<string, string>;

export async function namesOf(db: Reader, ids: Iterable<string>): Promise<Names> {
  const people = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}

/** People by their names; entities by the name under which the viewer knows them. */
export async function namesIn(db: Reader, viewer: ActorFacts, rows: readonly MarkRow[]): Promise<Names> {
  const people = await namesOf(db, authorsOf(rows));
  const entities = await captionsFor(
    db,
    viewer,
    rows.flatMap(({ entityId }) => entityId ?? []),
  );
  return new Map([...people, ...entities]);
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const person = (names: Names, id: string) => ({ id, name: names.get(id) ?? 'Somebody' });
export const tagColorSchema = z.enum(tagColors).catch('tag');

/** A claim that was taken up again has no standing verdict: its old decisions are history. */
const decided = (state: ClaimState): boolean => state === 'verified' || state === 'published';

export function view(row: MarkRow, names: Names): AnnotationView {
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

const authorsOf = (rows: readonly MarkRow[]): string[] =>
  rows.flatMap((row) => [
    row.authorId,
    ...(row.assigneeId ? [row.assigneeId] : []),
    ...row.replies.map((reply) => reply.authorId),
    ...row.acknowledgements.map(({ userId }) => userId),
  ]);
