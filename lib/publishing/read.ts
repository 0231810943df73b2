import { basisOf } from '../claims/basis/basis.ts';
import type { BasisFacts, BasisName } from '../claims/basis/schema.ts';
import { basisFacts } from '../claims/basis/schema.ts';
import { changesUnder } from '../claims/basis/changes.ts';
import type { AnchoredWords } from '../claims/evidence/schema.ts';
import { captionsInCases } from '../entities/captions.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { evidenceOf, frozenEvidence, offTheRecord, publicWordsOf, worksOf } from './evidence.ts';
import { correctionsIn, history, isPublic } from './list.ts';
import { publicRatings, ratingOf } from './ratings.ts';
import type { PublicClaim, Tombstone } from './schema.ts';

const shown = { investigationId: true, publications: history } satisfies Prisma.ClaimSelect;
const decided = {
  proposal: true,
  bases: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 },
} satisfies Prisma.DecisionInclude;

type ClaimRow = Prisma.ClaimGetPayload<{ select: typeof shown }>;
type DecisionRow = Prisma.DecisionGetPayload<{ include: typeof decided }>;

/** What the public page of a claim shows; a tombstone where it was taken down; null where there never was one. */
export async function readPublished(reader: Reader, claimId: string): Promise<PublicClaim | Tombstone | null> {
  const standing = await reader.publication.findFirst({
    where: { ...isPublic, claimId },
    include: { decision: { include: decided }, claim: { select: shown } },
  });
  if (!standing) return tombstone(reader, claimId);
  const { decision, claim, at } = standing;
  const [kept] = decision.bases;
  const known = kept ? basisFacts.parse(kept.facts) : null;
  const basis = known && !known.reconstructed ? known : await basisOf(reader, decision, 'now');
  const changes = await changesUnder(reader, [claimId]);
  return { ...(await pageOf(reader, decision, claim, basis, at)), underReview: changes.has(claimId) };
}

/** The page as it would be if the latest verdict were published at this moment: for the desk's eyes only. */
export async function readPreview(reader: Reader, claimId: string, now: Date): Promise<PublicClaim> {
  const claim = found(
    await reader.claim.findUnique({
      where: { id: claimId },
      select: {
        ...shown,
        decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, include: decided },
      },
    }),
  );
  const [decision] = claim.decisions;
  if (!decision) refuse('not_found', 'Nothing is signed off yet: there is nothing to preview.');
  const basis = await basisOf(reader, decision, 'now');
  return { ...(await pageOf(reader, decision, claim, basis, now)), underReview: false };
}

/** The page as its basis has it: what changes afterwards shows when it is published again, not in silence (CLM-17). */
async function pageOf(
  reader: Reader,
  decision: DecisionRow,
  claim: ClaimRow,
  basis: BasisFacts,
  at: Date,
): Promise<Omit<PublicClaim, 'underReview'>> {
  const seen = frozenEvidence.parse(decision.proposal.evidence);
  const passages = [...seen.flatMap(({ words }) => words ?? []), ...basis.mentions];
  const [ratings, works, said, called] = await Promise.all([
    publicRatings(reader),
    worksOf(
      reader,
      passages.map(({ sourceId }) => sourceId),
    ),
    sharedMarks(
      reader,
      basis.mentions.map(({ annotationId }) => annotationId),
    ),
    namesToShow(reader, basis, claim.investigationId),
  ]);
  const withheld = await offTheRecord(
    reader,
    seen.map((item) => item.id),
  );
  const mentions = basis.mentions.filter(({ annotationId }) => said.has(annotationId));
  const [first] = claim.publications;
  const speaker = basis.speaker && called(basis.speaker);
  return {
    id: decision.claimId,
    statement: decision.proposal.statement,
    rating: ratingOf(ratings, decision.rating),
    conclusion: decision.conclusion,
    rationale: decision.proposal.rationale,
    language: mentions[0] ? await languageOf(reader, mentions[0]) : null,
    speaker: basis.speaker && speaker ? { name: speaker, isOrganization: basis.speaker.schema !== 'Person' } : null,
    appearances: mentions.flatMap((words) => publicWordsOf(words, works) ?? []),
    evidence: seen.filter((item) => !withheld.has(item.id)).map((item) => evidenceOf(item, works)),
    entities: basis.named.flatMap((one) => {
      const name = called(one);
      return name ? [{ name, schema: one.schema }] : [];
    }),
    replies: basis.replies.flatMap(({ name, entity, askedAt, dueAt, outcome, at: when, answer }) => {
      const sayable = entity ? called(entity) : name;
      return sayable ? [{ name: sayable, askedAt, dueAt, outcome, at: when, answer }] : [];
    }),
    firstPublishedAt: (first?.at ?? at).toISOString(),
    publishedAt: at.toISOString(),
    decidedAt: decision.at.toISOString(),
    corrections: correctionsIn(claim.publications),
    ratingLabels: Object.fromEntries([...ratings].map(([key, rating]) => [key, rating.labels])),
  };
}

/** Marks that are still there for the whole case: one that was taken away or hidden since is not shown. */
async function sharedMarks(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.annotation.findMany({
    where: { id: { in: [...ids] }, deletedAt: null, visibility: 'case' },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Names as the page was published with, but for those that only a confidential case may say by now (ENT-7). */
async function namesToShow(reader: Reader, { speaker, named, replies }: BasisFacts, investigationId: string) {
  const called = await captionsInCases(
    reader,
    [...(speaker ? [speaker] : []), ...named, ...replies.flatMap(({ entity }) => entity ?? [])].map(({ entityId }) => ({
      entityId,
      investigationId,
    })),
  );
  return ({ entityId, name }: BasisName): string | null => {
    const { sayable, barred } = called(entityId, investigationId);
    return barred.includes(name) ? (sayable[0] ?? null) : sayable.length > 0 ? name : null;
  };
}

async function languageOf(reader: Reader, { sourceId, version, label }: AnchoredWords): Promise<string | null> {
  const block = await reader.block.findFirst({
    where: { version: { sourceId, number: version }, ...(label ? { label } : {}) },
    select: { language: true },
  });
  return label ? (block?.language ?? null) : null;
}

export const isTombstone = (page: object): page is Tombstone => 'withdrawnAt' in page;

async function tombstone(reader: Reader, claimId: string): Promise<Tombstone | null> {
  const last = await reader.publication.findFirst({
    where: { claimId, endedAt: { not: null }, claim: isPublic.claim },
    orderBy: { at: 'desc' },
  });
  if (!last?.endedAt || last.withdrawal === null) return null;
  return { id: claimId, withdrawnAt: last.endedAt.toISOString(), reason: last.withdrawal };
}
