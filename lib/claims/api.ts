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
} from './evidence.commands.ts';
import { getClaim, listClaims } from './queries.ts';
import { reviewClaim } from './review.commands.ts';
import { transitionClaim } from './verdict.commands.ts';

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
  transitionClaim,
  reviewClaim,
];
export const claimQueries = [listClaims, getClaim];

const shown = ({ claimId }: { readonly claimId: string }) => ({ claimId });

export const claimEndpoints: EndpointTable = {
  '/investigations/{investigationId}/claims': {
    GET: read('Claims of a case, newest first', listClaims),
    POST: write('Make a claim', 201, createClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/claims/{claimId}': {
    GET: read('One claim with everything that it rests on', getClaim),
    PATCH: write('Change a claim', 200, updateClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/claims/{claimId}/evidence': {
    POST: write('Add evidence', 201, addEvidence, getClaim, shown),
  },
  '/evidence/{evidenceId}': {
    PATCH: write('Change a piece of evidence', 200, updateEvidence, getClaim, shown),
    DELETE: remove('Take a piece of evidence away', removeEvidence),
  },
  '/claims/{claimId}/transitions': {
    POST: write('Move a claim along', 200, transitionClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/claims/{claimId}/reviews': {
    POST: write('Review what is proposed', 201, reviewClaim, getClaim, shown),
  },
};
