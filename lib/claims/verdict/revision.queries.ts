import { z } from 'zod';
import { on } from '../../platform/access.ts';
import { query } from '../../platform/query.ts';
import { isHidden } from './blind.ts';
import { claimRef } from '../schema.ts';
import { revisionView } from './revision.schema.ts';
import { named, namesOf } from '../view.ts';

/** Every revision that was ever proposed, as it stood, with what became of it: to compare and to trust (CLM-5). */
export const claimRevisions = query({
  name: 'claim.revisions',
  input: claimRef,
  output: z.object({ items: z.array(revisionView) }),
  allow: (input) => on.claim('investigation.read', input.claimId),
  run: async ({ db, viewer }, { claimId }) => {
    const rows = await db.proposal.findMany({
      where: { claimId },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      include: { reviews: { orderBy: { at: 'asc' } }, decision: true },
    });
    const names = await namesOf(
      db,
      rows.flatMap((row) => [
        row.proposedById,
        ...row.rationaleAuthorIds,
        ...row.reviews.map((review) => review.reviewerId),
        ...row.decision.map((decision) => decision.signedOffById),
      ]),
    );
    return {
      items: rows.map((row) => {
        const hidden = isHidden(row);
        const mine = row.proposedById === viewer.id;
        const [decision] = row.decision;
        return {
          id: row.id,
          revision: row.revision,
          statement: row.statement,
          rationale: row.rationale,
          evidence: revisionView.shape.evidence.parse(row.evidence),
          rating: hidden && !mine ? null : row.rating,
          conclusion: hidden && !mine ? null : row.conclusion,
          proposedBy: named(names, row.proposedById),
          rationaleAuthors: row.rationaleAuthorIds.map((id) => named(names, id)),
          at: row.at.toISOString(),
          closedAt: row.closedAt?.toISOString() ?? null,
          reviews: row.reviews
            .filter((review) => !hidden || review.reviewerId === viewer.id)
            .map((review) => ({
              id: review.id,
              reviewer: named(names, review.reviewerId),
              rating: review.rating,
              rationale: review.rationale,
              revision: review.revision,
              at: review.at.toISOString(),
            })),
          decision: decision
            ? {
                rating: decision.rating,
                signedOffBy: named(names, decision.signedOffById),
                reason: decision.reason,
                at: decision.at.toISOString(),
              }
            : null,
        };
      }),
    };
  },
});
