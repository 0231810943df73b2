import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { addEvidence, createClaim, removeEvidence, updateClaim } from './commands.ts';
import { getClaim, listClaims } from './queries.ts';
import { reviewClaim, transitionClaim } from './verdict.commands.ts';

export const claimCommands = [createClaim, updateClaim, addEvidence, removeEvidence, transitionClaim, reviewClaim];
export const claimQueries = [listClaims, getClaim];

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
    POST: write('Add evidence', 201, addEvidence, getClaim, ({ claimId }) => ({ claimId })),
  },
  '/claims/{claimId}/transitions': {
    POST: write('Move a claim along', 200, transitionClaim, getClaim, ({ id }) => ({ claimId: id })),
  },
  '/claims/{claimId}/reviews': {
    POST: write('Review what is proposed', 201, reviewClaim, getClaim, ({ claimId }) => ({ claimId })),
  },
};
