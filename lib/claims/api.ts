import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import { createClaim, createClaims, updateClaim, updateClaims } from './commands.ts';
import {
  addEvidence,
  orderEvidence,
  releaseEvidence,
  removeEvidence,
  restoreEvidence,
  updateEvidence,
} from './evidence/commands.ts';
import { agreement, spanAgreement } from './agreement/queries.ts';
import { myDay } from './desk/day.queries.ts';
import { desk, listFilters, listRatings } from './desk/queries.ts';
import { evidenceFile } from './evidence/file.queries.ts';
import { removeFilter, saveFilter } from './desk/filter.commands.ts';
import { linkClaims, unlinkClaims } from './kin/link.commands.ts';
import { mergeClaims, unmergeClaims } from './kin/merge.commands.ts';
import { myOutcomes } from './desk/outcome.queries.ts';
import { getClaim, listClaims } from './queries.ts';
import { preRead } from './read/queries.ts';
import { askForReply, recordReply, tickLine } from './verdict/reply.commands.ts';
import { renewVerdicts } from './basis/renew.commands.ts';
import { claimRevisions } from './verdict/revision.queries.ts';
import { retireRating, saveRating } from './scale/commands.ts';
import { similarClaims } from './kin/similar.queries.ts';
import { splitClaim } from './kin/split.commands.ts';
import { staleVerdicts } from './basis/stale.queries.ts';
import { reviewClaim } from './verdict/review.commands.ts';
import { takeInEvidence } from './evidence/take-in.commands.ts';
import { transitionClaim } from './verdict/commands.ts';

export const claimCommands = [
  createClaim,
  createClaims,
  updateClaim,
  updateClaims,
  addEvidence,
  updateEvidence,
  orderEvidence,
  removeEvidence,
  restoreEvidence,
  releaseEvidence,
  takeInEvidence,
  transitionClaim,
  reviewClaim,
  renewVerdicts,
  linkClaims,
  unlinkClaims,
  mergeClaims,
  unmergeClaims,
  splitClaim,
  askForReply,
  recordReply,
  tickLine,
  saveFilter,
  removeFilter,
  saveRating,
  retireRating,
];
export const claimQueries = [
  listClaims,
  getClaim,
  desk,
  listFilters,
  listRatings,
  similarClaims,
  myDay,
  myOutcomes,
  claimRevisions,
  agreement,
  spanAgreement,
  preRead,
  staleVerdicts,
  evidenceFile,
];

const shown = ({ claimId }: { readonly claimId: string }) => ({ claimId });

export const claimEndpoints: EndpointTable = {
  '/investigations/{investigationId}/claims': {
    GET: read('Claims of a case, newest first', listClaims),
    POST: write('Make a claim', 201, createClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/investigations/{investigationId}/desk': {
    GET: read('The whole desk of a case: every claim that the filter takes, and who is there', desk),
  },
  '/investigations/{investigationId}/stale': {
    GET: read('Verdicts under which something has changed, and what is built on them', staleVerdicts),
  },
  '/investigations/{investigationId}/renewals': {
    POST: write(
      'Say that verdicts still hold, and publish their pages anew',
      200,
      renewVerdicts,
      staleVerdicts,
      (_, input) => ({
        investigationId: input.investigationId,
      }),
    ),
  },
  '/investigations/{investigationId}/desk-filters': {
    GET: read('Views of the desk that one keeps, or that are shared', listFilters),
  },
  '/investigations/{investigationId}/agreement': {
    GET: read('How far people agree in their ratings', agreement),
  },
  '/sources/{sourceId}/agreement': {
    GET: read('How far people agree on where marks lie and of which kind', spanAgreement),
  },
  '/sources/{sourceId}/read': {
    GET: read('Each sentence with the claims that it rests on and what still blocks it', preRead),
  },
  '/ratings': { GET: read('The rating scale', listRatings) },
  '/my-day': { GET: read('What waits for the caller, across cases', myDay) },
  '/my-outcomes': { GET: read("What became of the caller's work", myOutcomes) },
  '/similar-claims': { GET: read('Whether something like this was checked already', similarClaims) },
  '/claims/{claimId}': {
    GET: read('One claim with everything that it rests on', getClaim),
    PATCH: write('Change a claim', 200, updateClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/claims/{claimId}/revisions': { GET: read('Every revision that was proposed, as it stood', claimRevisions) },
  '/claims/{claimId}/links': { POST: write('Link a claim to another', 201, linkClaims, getClaim, shown) },
  '/claims/{claimId}/links/{linkId}': { DELETE: remove('Take a link away', unlinkClaims) },
  '/claims/{claimId}/merge': {
    POST: write('Merge a claim into another', 200, mergeClaims, getClaim, ({ intoId }) => ({ claimId: intoId })),
  },
  '/claims/{claimId}/unmerge': { POST: write('Undo a merge', 200, unmergeClaims, getClaim, shown) },
  '/claims/{claimId}/split': { POST: write('Split a compound sentence', 201, splitClaim, getClaim, shown) },
  '/claims/{claimId}/replies': { POST: write('Record that somebody was asked', 201, askForReply, getClaim, shown) },
  '/claims/{claimId}/replies/{replyId}': {
    PATCH: write('Record what was answered', 200, recordReply, getClaim, shown),
  },
  '/claims/{claimId}/evidence': {
    POST: write('Add evidence', 201, addEvidence, getClaim, shown),
  },
  '/evidence/{evidenceId}': {
    PATCH: write('Change a piece of evidence', 200, updateEvidence, getClaim, shown),
    DELETE: remove('Take a piece of evidence away', removeEvidence),
  },
  '/evidence/{evidenceId}/take-in': {
    POST: write("Take evidence's address in as a sealed source of the case", 200, takeInEvidence, getClaim, shown),
  },
  '/claims/{claimId}/transitions': {
    POST: write('Move a claim along', 200, transitionClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/claims/{claimId}/reviews': {
    POST: write('Review what is proposed', 201, reviewClaim, getClaim, shown),
  },
};
