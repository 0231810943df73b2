import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { arrangeNetwork } from './commands.ts';
import { getPath } from './path.queries.ts';
import { getMemory, getNetwork } from './queries.ts';
import { getCaseTimeline, getEntityTimeline } from './timeline.queries.ts';

export const networkCommands = [arrangeNetwork];
export const networkQueries = [getNetwork, getMemory, getPath, getCaseTimeline, getEntityTimeline];

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
  '/investigations/{investigationId}/timeline': {
    GET: read('What happened in a case, as far as it is dated', getCaseTimeline),
  },
  '/entities/{entityId}/timeline': { GET: read('What happened around an entity', getEntityTimeline) },
  '/network/path': { GET: read('One of the shortest ways between two entities', getPath) },
};
