import { captionsFor } from '../entities/captions.ts';
import type { Viewer } from '../entities/visibility.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { isHidden } from './verdict/blind.ts';
import type { Block } from './verdict/blocks.rules.ts';
import { blockWords } from './verdict/blocks.rules.ts';
import { implied } from './kin/links.rules.ts';
import type { FlagKey, Linked } from './kin/links.rules.ts';
import { isUnderVerdict } from './rules.ts';
import type { ScaleValues } from './scale/scale.ts';
import type { BlockView, ClaimSummary, FlagView, LinkView } from './schema.ts';
import { waitOf, waitWords } from './desk/waiting.rules.ts';
import { evidenceRows, visibleTo, withWords, wordsOf } from './evidence/words.ts';

const linkEnd = {
  select: {
    id: true,
    number: true,
    statement: true,
    state: true,
    decisions: { orderBy: { at: 'desc' }, take: 1, select: { rating: true } },
  },
} satisfies Prisma.ClaimDefaultArgs;

export const summaryShape = (viewerId: string) =>
  ({
    investigation: { select: { policy: true } },
    mergedInto: { select: { id: true, number: true } },
    mentions: { where: visibleTo(viewerId), orderBy: { createdAt: 'asc' }, include: withWords },
    evidence: evidenceRows,
    proposals: { where: { closedAt: null }, include: { reviews: { orderBy: { at: 'asc' } } } },
    decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], include: { proposal: true } },
    publications: { orderBy: [{ at: 'desc' }, { id: 'desc' }] },
    rationale: { select: { seq: true } },
    linksFrom: { where: { removedAt: null }, orderBy: { createdAt: 'asc' }, include: { to: linkEnd } },
    linksTo: { where: { removedAt: null }, orderBy: { createdAt: 'asc' }, include: { from: linkEnd } },
    tags: { select: { tag: { select: { name: true } } }, orderBy: { tag: { slug: 'asc' } } },
    _count: { select: { replyRequests: true } },
  }) satisfies Prisma.ClaimInclude;

export type ClaimRow = Prisma.ClaimGetPayload<{ include: ReturnType<typeof summaryShape> }>;
type End = Prisma.ClaimGetPayload<typeof linkEnd>;
export type Names = ReadonlyMap<string, string>;

export const named = (names: Names, id: string) => ({ id, name: names.get(id) ?? 'Somebody who left' });

export async function namesOf(db: Reader, ids: readonly (string | null)[]): Promise<Names> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}

/** What the viewer calls the entities that say these claims. */
export const speakersOf = (
  db: Reader,
  viewer: Viewer,
  rows: readonly { readonly speakerId: string | null }[],
): Promise<Names> =>
  captionsFor(
    db,
    viewer,
    rows.flatMap((row) => row.speakerId ?? []),
  );

const linked = (end: End, { valueOf }: ScaleValues): Linked => {
  const rating = isUnderVerdict(end.state) ? (end.decisions[0]?.rating ?? null) : null;
  return {
    state: end.state,
    rating,
    value: rating === null ? null : valueOf(rating),
    reopened: !isUnderVerdict(end.state) && end.decisions.length > 0,
  };
};

/** The links of a claim, seen from it. */
export function linksOf(row: ClaimRow): LinkView[] {
  const end = (claim: End) => ({
    id: claim.id,
    number: claim.number,
    statement: claim.statement,
    state: claim.state,
    rating: isUnderVerdict(claim.state) ? (claim.decisions[0]?.rating ?? null) : null,
  });
  return [
    ...row.linksFrom.map(({ id, kind, to }) => ({ id, kind, direction: 'to' as const, claim: end(to) })),
    ...row.linksTo.map(({ id, kind, from }) => ({ id, kind, direction: 'from' as const, claim: end(from) })),
  ];
}

function flagsOf(
  row: ClaimRow,
  scale: ScaleValues,
  now: Date,
  facts: { stale: boolean; disputed: boolean; changed: boolean },
): FlagView[] {
  const own = linked(row, scale);
  const flag = (key: FlagKey, end: End | null = null): FlagView => ({
    key,
    claim: end && { id: end.id, number: end.number, statement: end.statement },
  });
  const plain: FlagKey[] = [];
  if (facts.stale) plain.push('stale');
  if (facts.disputed) plain.push('disputed');
  if (row.dueAt && row.dueAt < now && !isUnderVerdict(row.state) && row.state !== 'set_aside') plain.push('overdue');
  if (row.allegation && row._count.replyRequests === 0) plain.push('reply_missing');
  const moved = row.evidence.some((item) =>
    ['changed', 'needs_look', 'orphan'].includes(item.annotation?.anchors[0]?.state ?? ''),
  );
  if (moved) plain.push('evidence_moved');
  if (facts.changed) plain.push('basis_changed');
  return [
    ...row.linksFrom.flatMap(({ kind, to }) => {
      const key = implied(kind, 'to', own, linked(to, scale));
      return key ? [flag(key, to)] : [];
    }),
    ...row.linksTo.flatMap(({ kind, from }) => {
      const key = implied(kind, 'from', own, linked(from, scale));
      return key ? [flag(key, from)] : [];
    }),
    ...plain.map((key) => flag(key)),
  ];
}

/** What is proposed, as the list may tell it to this viewer. */
function proposalFacts(row: ClaimRow, viewerId: string) {
  const [proposal] = row.proposals;
  if (!proposal) return { stale: false, disputed: false, reviewsMissing: false, rating: null };
  const hidden = isHidden(proposal);
  const reviews = hidden ? [] : proposal.reviews;
  return {
    stale: proposal.revision !== row.revision || proposal.rationaleSeq !== row.rationale.seq,
    disputed: reviews.some((review) => review.rating !== proposal.rating),
    reviewsMissing: hidden || reviews.length < proposal.reviewsNeeded - 1,
    rating: hidden && proposal.proposedById !== viewerId ? null : proposal.rating,
  };
}

interface Seen {
  readonly viewerId: string;
  readonly names: Names;
  /** What the viewer calls the entities that speak (captionsFor): a name of a confidential case is not told elsewhere (ENT-7). */
  readonly captions: Names;
  readonly scale: ScaleValues;
  readonly hasRationale: boolean;
  readonly now: Date;
  /** Claims under whose verdict something has changed (changesUnder). */
  readonly changed: { readonly has: (claimId: string) => boolean };
}

export function summarise(
  row: ClaimRow,
  { viewerId, names, captions, scale, hasRationale, now, changed }: Seen,
): ClaimSummary {
  const proposed = proposalFacts(row, viewerId);
  const standing = isUnderVerdict(row.state) ? row.decisions[0] : undefined;
  const mentions = row.mentions.flatMap((mark) => wordsOf(mark) ?? []);
  const count = (stance: string) => row.evidence.filter((item) => item.stance === stance).length;
  const isPublic = row.publications.some((publication) => publication.endedAt === null);
  const wait = waitOf({
    state: row.state,
    evidence: row.evidence.length,
    hasRationale,
    hasAssignee: row.assigneeId !== null,
    stale: proposed.stale,
    reviewsMissing: proposed.reviewsMissing,
    disputed: proposed.disputed,
    isPublic,
  });
  const assignee = row.assigneeId ? named(names, row.assigneeId) : null;
  const speaker = row.speakerId ? captions.get(row.speakerId) : undefined;
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
    rating: standing?.rating ?? proposed.rating,
    ratingIsProposed: !standing && proposed.rating !== null,
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
    waitingFor: wait === 'start' ? (assignee?.name ?? '') : waitWords(wait),
    wait,
    stateSince: row.stateSince.toISOString(),
    speaker: speaker ? { id: row.speakerId ?? '', name: speaker } : null,
    checkWorthiness: row.checkWorthiness,
    checkReasons: row.checkReasons,
    allegation: row.allegation,
    attribution: row.attribution,
    tags: row.tags.map(({ tag }) => tag.name),
    isPublic,
    mergedInto: row.mergedInto,
    flags: flagsOf(row, scale, now, { ...proposed, changed: changed.has(row.id) }),
  };
}

export const blockOf = (block: Block | null): BlockView => block && { ...block, detail: blockWords(block) };
