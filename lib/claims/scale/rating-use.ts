import type { Reader } from '../../platform/db.ts';

/** Whether a verdict, a review or a proposal was given in this rating: then it keeps its meaning (CLM-7). */
export async function isRatingUsed(reader: Reader, key: string): Promise<boolean> {
  const [proposal, review, decision] = await Promise.all([
    reader.proposal.findFirst({ where: { rating: key }, select: { id: true } }),
    reader.review.findFirst({ where: { rating: key }, select: { id: true } }),
    reader.decision.findFirst({ where: { rating: key }, select: { id: true } }),
  ]);
  return proposal !== null || review !== null || decision !== null;
}
