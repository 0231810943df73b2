import { readPolicy } from '../investigations/schema.ts';
import { documentAuthors, loadDocument, plainText } from '../notes/document.ts';
import type { Reader } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import type { CaseRole } from '../platform/policy.rules.ts';
import type { MoveFacts } from './rules.ts';

/** The facts about a claim that its moves depend on, as they are now; inside a command the rows are locked first. */
export async function factsOf(reader: Reader, claimId: string, personId: string, role: CaseRole | null) {
  const claim = found(
    await reader.claim.findUnique({
      where: { id: claimId },
      include: {
        investigation: { select: { policy: true } },
        proposals: { where: { closedAt: null }, include: { reviews: true } },
        _count: { select: { evidence: { where: { removedAt: null } } } },
      },
    }),
  );
  const document = await loadDocument(reader, claim.rationaleDocumentId);
  const rationale = plainText(document.state).trim();
  const authors = await documentAuthors(reader, claim.rationaleDocumentId);
  const proposal = claim.proposals[0] ?? null;
  const others = proposal?.reviews.filter((review) => review.reviewerId !== proposal.proposedById) ?? [];
  const stale = proposal !== null && (proposal.revision !== claim.revision || proposal.rationaleSeq !== document.seq);
  const facts: MoveFacts = {
    role,
    state: claim.state,
    evidence: claim._count.evidence,
    hasRationale: rationale !== '',
    proposal: proposal && {
      isMine: proposal.proposedById === personId,
      wroteRationale: proposal.rationaleAuthorIds.includes(personId),
      stale,
      otherReviews: others.filter((review) => review.reviewerId !== personId).length,
      disputed: others.some((review) => review.rating !== proposal.rating),
    },
    reviewsNeeded: readPolicy(claim.investigation.policy).reviews,
  };
  return { claim, facts, proposal, rationale, authors, document };
}

export const STALE = 'The claim changed while you were working. Look at what is there now, then repeat.';
