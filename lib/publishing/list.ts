import { changesUnder } from '../claims/basis/changes.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { ratingOf, publicRatings } from './ratings.ts';
import type { Ratings } from './ratings.ts';
import type { PublicSummary } from './schema.ts';

/**
 * The condition under which anything of a claim is public: an editor published it, nobody took it down, and its case is
 * not confidential (now: a case that becomes confidential takes its pages with it).
 */
export const isPublic = {
  endedAt: null,
  claim: { investigation: { confidential: false } },
} satisfies Prisma.PublicationWhereInput;

export const history = {
  orderBy: { at: 'asc' },
  select: { at: true, correction: true, decision: { select: { rating: true } } },
} satisfies Prisma.Claim$publicationsArgs;
type Published = Prisma.ClaimGetPayload<{ select: { publications: typeof history } }>['publications'];

/** What readers are told was wrong, newest first. */
export const correctionsIn = (publications: Published): PublicSummary['corrections'] =>
  publications
    .flatMap(({ at, correction, decision }, index) => {
      const before = publications[index - 1]?.decision;
      if (!correction || !before) return [];
      // Published anew with the same verdict: something else on the page was put right (CLM-17).
      return [
        { at: at.toISOString(), text: correction, before: before.rating === decision.rating ? null : before.rating },
      ];
    })
    .reverse();

const summary = {
  id: true,
  claimId: true,
  at: true,
  decision: {
    select: { rating: true, conclusion: true, proposal: { select: { statement: true, rationale: true } } },
  },
  claim: { select: { publications: history } },
} satisfies Prisma.PublicationSelect;
type Row = Prisma.PublicationGetPayload<{ select: typeof summary }>;

const idOf = (row: Row): string => row.claimId;
type Changes = Awaited<ReturnType<typeof changesUnder>>;

const summaryOf = ({ claimId, at, decision, claim }: Row, ratings: Ratings, changes: Changes): PublicSummary => ({
  id: claimId,
  statement: decision.proposal.statement,
  rating: ratingOf(ratings, decision.rating),
  conclusion: decision.conclusion,
  rationale: decision.proposal.rationale,
  firstPublishedAt: (claim.publications[0]?.at ?? at).toISOString(),
  publishedAt: at.toISOString(),
  corrections: correctionsIn(claim.publications),
  underReview: changes.has(claimId),
});

/** What is public, newest first, in as many questions whatever its number; `after` is the last one's id. */
export async function listPublished(
  reader: Reader,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly PublicSummary[]; readonly next: string | null }> {
  const rows = await reader.publication.findMany({
    where: isPublic,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    select: summary,
  });
  const shown = rows.slice(0, limit);
  const [ratings, changes] = [await publicRatings(reader), await changesUnder(reader, shown.map(idOf))];
  return {
    items: shown.map((row) => summaryOf(row, ratings, changes)),
    next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
  };
}

/** Those of these claims that are public now, by claim. */
export async function publishedAmong(
  reader: Reader,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, PublicSummary>> {
  const rows = await reader.publication.findMany({
    where: { ...isPublic, claimId: { in: [...claimIds] } },
    select: summary,
  });
  const [ratings, changes] = [await publicRatings(reader), await changesUnder(reader, rows.map(idOf))];
  return new Map(rows.map((row) => [row.claimId, summaryOf(row, ratings, changes)]));
}
