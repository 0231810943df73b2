import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { eraseRaw, liftHold, setHold } from './commands.ts';
import { getHold } from './queries.ts';

export const retentionCommands = [setHold, liftHold];
/** Run by housekeeping alone. */
export const internalRetentionCommands = [eraseRaw];
export const retentionQueries = [getHold];

const shown = ({ investigationId }: { readonly investigationId: string }) => ({ investigationId });

export const retentionEndpoints: EndpointTable = {
  '/investigations/{investigationId}/hold': {
    GET: read('Whether the case is under legal hold', getHold),
    PUT: write('Put a case under legal hold: nothing of it is forgotten', 200, setHold, getHold, shown),
  },
  '/investigations/{investigationId}/hold/lift': {
    POST: write('Lift the legal hold', 200, liftHold, getHold, shown),
  },
};
