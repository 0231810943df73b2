import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { arrangeNetwork } from './commands.ts';
import { getPath } from './path.queries.ts';
import { getMemory, getNetwork } from './queries.ts';

export const networkCommands = [arrangeNetwork];
export const networkQueries = [getNetwork, getMemory, getPath];

export const networkEndpoints: EndpointTable = {
  '/investigations/{investigationId}/network': {
    GET: read('The network of a case', getNetwork),
    PUT: write('Keep how the caller has laid it out', 200, arrangeNetwork, getNetwork, (_, { investigationId }) => ({
      investigationId,
    })),
  },
  '/network': {
    GET: read('The neighbourhood of an entity (`?entityId=`), or the whole memory', getMemory),
    PUT: write('Keep how the caller has laid it out', 200, arrangeNetwork, getMemory, (_, { entityId }) => ({
      entityId,
    })),
  },
  '/network/path': { GET: read('One of the shortest ways between two entities', getPath) },
};
