import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { updateNewsroom } from './commands.ts';
import { getClaimReview, getNewsroom } from './queries.ts';

export const publishingCommands = [updateNewsroom];
export const publishingQueries = [getNewsroom, getClaimReview];

export const publishingEndpoints: EndpointTable = {
  '/claims/{claimId}/claimreview': {
    GET: read('ClaimReview data of a published claim (schema.org)', getClaimReview),
  },
  '/newsroom': {
    GET: read('What the newsroom says of itself', getNewsroom),
    PATCH: write("Change the newsroom's name, address and method", 200, updateNewsroom, getNewsroom, () => ({})),
  },
};
