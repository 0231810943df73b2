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
    .flatMap(({ at, correction }, index) => {
      const before = publications[index - 1]?.decision;
      return correction && before ? [{ at: at.toISOString(), text: correction, before: before.rating }] : [];
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

const summaryOf = ({ claimId, at, decision, claim }: Row, ratings: Ratings): PublicSummary => ({
  id: claimId,
  statement: decision.proposal.statement,
  rating: ratingOf(ratings, decision.rating),
  conclusion: decision.conclusion,
  rationale: decision.proposal.rationale,
  firstPublishedAt: (claim.publications[0]?.at ?? at).toISOString(),
  publishedAt: at.toISOString(),
  corrections: correctionsIn(claim.publications),
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
  const ratings = await publicRatings(reader);
  return {
    items: rows.slice(0, limit).map((row) => summaryOf(row, ratings)),
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
  const ratings = await publicRatings(reader);
  return new Map(rows.map((row) => [row.claimId, summaryOf(row, ratings)]));
}
