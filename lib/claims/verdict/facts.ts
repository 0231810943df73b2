import { readPolicy } from '../../investigations/schema.ts';
import { documentAuthors, loadDocument, plainText } from '../../notes/document.ts';
import type { Reader } from '../../platform/db.ts';
import { found } from '../../platform/errors.ts';
import type { CaseRole } from '../../platform/permissions.rules.ts';
import { basisFacts } from '../basis/schema.ts';
import { isHidden } from './blind.ts';
import { changesSince } from '../basis/changes.ts';
import { independentOrigins } from '../evidence/rules.ts';
import { isUnderVerdict } from '../rules.ts';
import type { MoveFacts } from './transitions.rules.ts';
import { evidenceRows } from '../evidence/words.ts';

/** The facts about a claim that its moves depend on, as they are now; inside a command the rows are locked first. */
export async function factsOf(reader: Reader, claimId: string, personId: string, role: CaseRole | null) {
  const claim = found(
    await reader.claim.findUnique({
      where: { id: claimId },
      include: {
        investigation: { select: { policy: true, confidential: true } },
        proposals: { where: { closedAt: null }, include: { reviews: { orderBy: { at: 'asc' } } } },
        evidence: evidenceRows,
        ticks: true,
        decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { id: true } },
        bases: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 },
        publications: { select: { decisionId: true, endedAt: true } },
        _count: { select: { replyRequests: true } },
      },
    }),
  );
  const document = await loadDocument(reader, claim.rationaleDocumentId);
  const rationale = plainText(document.state).trim();
  const authors = await documentAuthors(reader, claim.rationaleDocumentId);
  const proposal = claim.proposals[0] ?? null;
  const policy = readPolicy(claim.investigation.policy);
  const checklist = claim.kind ? (policy.checklists[claim.kind] ?? []) : [];
  const ticked = new Set(claim.ticks.map((tick) => tick.line));
  const latest = claim.decisions[0]?.id;
  const [basis] = claim.bases;
  const changed =
    basis && basis.decisionId === latest && isUnderVerdict(claim.state)
      ? await changesSince(reader, [
          { key: claimId, claimId, investigationId: claim.investigationId, facts: basisFacts.parse(basis.facts) },
        ])
      : null;
  const others = proposal?.reviews.filter((review) => review.reviewerId !== personId) ?? [];
  const revealed = proposal !== null && !isHidden(proposal);
  const facts: MoveFacts = {
    role,
    state: claim.state,
    isOpinion: claim.kind === 'opinion',
    isMerged: claim.mergedIntoId !== null,
    evidence: claim.evidence.length,
    independent: independentOrigins(
      claim.evidence.map((item) => ({ ...item, sourceId: item.annotation?.sourceId ?? item.sourceId })),
    ),
    independentNeeded: policy.independentEvidence,
    checklistMissing: checklist.filter((line) => !ticked.has(line)).length,
    hasRationale: rationale !== '',
    proposal: proposal && {
      isMine: proposal.proposedById === personId,
      wroteRationale: proposal.rationaleAuthorIds.includes(personId),
      stale:
        proposal.revision !== claim.revision ||
        proposal.rationaleSeq !== document.seq ||
        proposal.statement !== claim.statement,
      reviewsNeeded: proposal.reviewsNeeded,
      otherReviews: others.length,
      reviewed: others.length < proposal.reviews.length,
      blind: proposal.blind,
      revealed,
      disputed: revealed && proposal.reviews.some((review) => review.rating !== proposal.rating),
    },
    isConfidential: claim.investigation.confidential,
    replyMissing: policy.rightOfReply && claim.allegation && claim._count.replyRequests === 0,
    onlyOffRecord:
      claim.evidence.length > 0 &&
      claim.evidence.every((item) => item.basis === 'off_record' && item.releasedAt === null),
    isPublic: claim.publications.some((publication) => publication.endedAt === null),
    basisChanged: (changed?.size ?? 0) > 0,
    wasPublic: claim.publications.some((publication) => publication.decisionId !== latest),
  };
  return { claim, facts, proposal, rationale, authors, document, checklist, policy };
}

export const STALE = 'The claim changed while you were working. Look at what is there now, then repeat.';
