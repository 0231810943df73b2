import { pageOf } from '../investigations/schema.ts';
import { on } from '../platform/access.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { toPage } from '../platform/page.ts';
import type { Facts } from '../platform/policy.rules.ts';
import { decide, effectiveCaseRole } from '../platform/policy.rules.ts';
import type { QueryContext } from '../platform/query.ts';
import { query } from '../platform/query.ts';
import { factsOf } from './facts.ts';
import type { MoveFacts } from './rules.ts';
import { movesFrom, ratingKeys, waitingFor } from './rules.ts';
import type { ClaimSummary, WordsView } from './schema.ts';
import { claimRef, claimSummary, claimView, listClaimsInput } from './schema.ts';

/** Marks that this viewer may see: live ones of the case, and one's own private ones (ANN-7). */
const visibleTo = (viewerId: string): Prisma.AnnotationWhereInput => ({
  deletedAt: null,
  OR: [{ visibility: 'case' }, { authorId: viewerId }],
});

const withWords = {
  source: { select: { id: true, title: true } },
  anchors: {
    orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
    take: 1,
    include: { version: { select: { number: true, sha256: true } }, block: { select: { label: true } } },
  },
} satisfies Prisma.AnnotationInclude;

/** Evidence keeps its words even when the mark behind it was taken away later. */
const summaryShape = (viewerId: string) =>
  ({
    mentions: { where: visibleTo(viewerId), orderBy: { createdAt: 'asc' }, include: withWords },
    evidence: {
      where: { removedAt: null },
      orderBy: { createdAt: 'asc' },
      include: { annotation: { include: withWords } },
    },
    proposals: { where: { closedAt: null } },
    decisions: { orderBy: { at: 'desc' }, include: { proposal: true } },
    rationale: { select: { seq: true } },
  }) satisfies Prisma.ClaimInclude;

type ClaimRow = Prisma.ClaimGetPayload<{ include: ReturnType<typeof summaryShape> }>;
type MarkRow = Prisma.AnnotationGetPayload<{ include: typeof withWords }>;
type Names = ReadonlyMap<string, string>;

const named = (names: Names, id: string) => ({ id, name: names.get(id) ?? 'Somebody who left' });

function wordsOf(mark: MarkRow): WordsView | null {
  const [anchor] = mark.anchors;
  return anchor
    ? {
        annotationId: mark.id,
        sourceId: mark.source.id,
        sourceTitle: mark.source.title,
        version: anchor.version.number,
        sha256: anchor.version.sha256,
        label: anchor.block?.label ?? null,
        start: anchor.start,
        end: anchor.end,
        exact: anchor.exact,
        prefix: anchor.prefix,
        suffix: anchor.suffix,
      }
    : null;
}

const isRating = (key: string | undefined): ClaimSummary['rating'] =>
  ratingKeys.find((rating) => rating === key) ?? null;

function summarise(row: ClaimRow, names: Names, hasRationale: boolean): ClaimSummary {
  const [proposal] = row.proposals;
  const standing = row.state === 'verified' || row.state === 'published' ? row.decisions[0] : undefined;
  const mentions = row.mentions.flatMap((mark) => wordsOf(mark) ?? []);
  const assignee = row.assigneeId ? named(names, row.assigneeId) : null;
  const count = (stance: string) => row.evidence.filter((item) => item.stance === stance).length;
  const stale =
    proposal !== undefined && (proposal.revision !== row.revision || proposal.rationaleSeq !== row.rationale.seq);
  return {
    id: row.id,
    investigationId: row.investigationId,
    number: row.number,
    statement: row.statement,
    kind: row.kind,
    priority: row.priority,
    state: row.state,
    setAsideReason: row.setAsideReason,
    revision: row.revision,
    rating: isRating(standing?.rating ?? proposal?.rating),
    ratingIsProposed: !standing && proposal !== undefined,
    assignee,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdBy: named(names, row.createdById),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    counts: {
      mentions: mentions.length,
      supports: count('supports'),
      refutes: count('refutes'),
      context: count('context'),
    },
    firstMention: mentions[0]
      ? { label: mentions[0].label, sourceId: mentions[0].sourceId, sourceTitle: mentions[0].sourceTitle }
      : null,
    waitingFor: waitingFor({
      state: row.state,
      evidence: row.evidence.length,
      hasRationale,
      assigneeName: assignee?.name ?? null,
      stale,
    }),
  };
}

async function namesOf(db: Reader, ids: readonly (string | null)[]): Promise<Names> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}

export const listClaims = query({
  name: 'claim.list',
  input: listClaimsInput,
  output: pageOf(claimSummary),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, q, state, assigneeId, limit, after }) => {
    const rows = await db.claim.findMany({
      where: {
        investigationId,
        ...(q ? { statement: { contains: q, mode: 'insensitive' } } : {}),
        ...(state ? { state } : {}),
        ...(assigneeId ? { assigneeId } : {}),
        ...(after ? { number: { lt: Number.parseInt(after, 10) || 0 } } : {}),
      },
      orderBy: { number: 'desc' },
      take: limit + 1,
      include: summaryShape(viewer.id),
    });
    const names = await namesOf(
      db,
      rows.flatMap((row) => [row.assigneeId, row.createdById]),
    );
    // A document with an entry in its log has words, or had: near enough for "what is it waiting for".
    return toPage(
      rows,
      limit,
      (row) => String(row.number),
      (row) => summarise(row, names, row.rationale.seq > 0),
    );
  },
});

export const getClaim = query({
  name: 'claim.get',
  input: claimRef,
  output: claimView,
  allow: (input) => on.claim('investigation.read', input.claimId),
  run: async ({ db, viewer, facts: where }, { claimId }) => {
    const role = where.case ? effectiveCaseRole(viewer, where.case) : null;
    const row = await db.claim.findUniqueOrThrow({ where: { id: claimId }, include: summaryShape(viewer.id) });
    const { facts, proposal, rationale, authors, document } = await factsOf(db, claimId, viewer.id, role);
    const names = await namesOf(db, [
      row.assigneeId,
      row.createdById,
      ...authors,
      ...row.evidence.map((item) => item.addedById),
      ...(proposal
        ? [
            proposal.proposedById,
            ...proposal.rationaleAuthorIds,
            ...proposal.reviews.map((review) => review.reviewerId),
          ]
        : []),
      ...row.decisions.flatMap((decision) => [decision.proposedById, decision.signedOffById]),
    ]);
    const summary = summarise(row, names, facts.hasRationale);
    return {
      ...summary,
      mentions: row.mentions.flatMap((mark) => wordsOf(mark) ?? []),
      evidence: row.evidence.map((item) => ({
        id: item.id,
        stance: item.stance,
        words: item.annotation ? wordsOf(item.annotation) : null,
        annotationId: item.annotationId,
        url: item.url,
        archiveUrl: item.archiveUrl,
        accessedAt: item.accessedAt?.toISOString() ?? null,
        quote: item.quote,
        note: item.note,
        independent: item.independent,
        addedBy: named(names, item.addedById),
        createdAt: item.createdAt.toISOString(),
      })),
      reviews: (proposal?.reviews ?? []).flatMap((review) => {
        const rating = isRating(review.rating);
        return rating
          ? [
              {
                id: review.id,
                reviewer: named(names, review.reviewerId),
                rating,
                rationale: review.rationale,
                revision: review.revision,
                at: review.at.toISOString(),
              },
            ]
          : [];
      }),
      proposal: proposal && {
        id: proposal.id,
        rating: isRating(proposal.rating) ?? 'unproven',
        statement: proposal.statement,
        rationale: proposal.rationale,
        revision: proposal.revision,
        proposedBy: named(names, proposal.proposedById),
        rationaleAuthors: proposal.rationaleAuthorIds.map((id) => named(names, id)),
        at: proposal.at.toISOString(),
        stale: facts.proposal?.stale ?? false,
      },
      decisions: row.decisions.map((decision) => ({
        id: decision.id,
        rating: isRating(decision.rating) ?? 'unproven',
        statement: decision.proposal.statement,
        rationale: decision.proposal.rationale,
        revision: decision.revision,
        proposedBy: named(names, decision.proposedById),
        signedOffBy: named(names, decision.signedOffById),
        reason: decision.reason,
        at: decision.at.toISOString(),
      })),
      rationale: {
        documentId: row.rationaleDocumentId,
        schemaVersion: document.schemaVersion,
        text: rationale,
        authors: authors.map((id) => named(names, id)),
      },
      moves: movesFrom(facts),
      mayEdit:
        decide('claim.update', viewer, where) === 'allowed' && row.state !== 'verified' && row.state !== 'published',
      mayReview: {
        blocked: reviewBlocked(
          facts,
          viewer,
          where,
          proposal?.reviews.some((review) => review.reviewerId === viewer.id) ?? false,
        ),
      },
    };
  },
});

function reviewBlocked(
  facts: MoveFacts,
  viewer: QueryContext['viewer'],
  where: Facts,
  reviewed: boolean,
): string | null {
  if (facts.state !== 'in_review' || !facts.proposal) return 'Nothing is proposed yet.';
  if (decide('claim.review', viewer, where) !== 'allowed')
    return 'This takes the role of checker in the case, or above.';
  if (facts.proposal.isMine) return 'You proposed this rating. Somebody else reviews it.';
  if (facts.proposal.wroteRationale) return 'You wrote in the rationale. Somebody else reviews it.';
  if (facts.proposal.stale) return 'It changed after the proposal. It has to be proposed again first.';
  return reviewed ? 'You have reviewed this proposal.' : null;
}
