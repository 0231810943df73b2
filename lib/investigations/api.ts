import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import { createInvestigation, removeMember, setMember, updateInvestigation } from './commands.ts';
import { getInvestigation, listEvents, listInvestigations, listMembers, recentEvents } from './queries.ts';

export const investigationCommands = [createInvestigation, updateInvestigation, setMember, removeMember];
export const investigationQueries = [listInvestigations, getInvestigation, listMembers, listEvents, recentEvents];

export const investigationEndpoints: EndpointTable = {
  '/investigations': {
    GET: read('Investigations that the caller may read, newest first', listInvestigations),
    POST: write('Open an investigation', 201, createInvestigation, getInvestigation, ({ id }) => ({
      investigationId: id,
    })),
  },
  '/investigations/{investigationId}': {
    GET: read('One investigation', getInvestigation),
    PATCH: write('Change an investigation', 200, updateInvestigation, getInvestigation, ({ id }) => ({
      investigationId: id,
    })),
  },
  '/investigations/{investigationId}/members': { GET: read('The people of a case', listMembers) },
  '/investigations/{investigationId}/members/{userId}': {
    PUT: write('Add a person or change their role', 200, setMember, listMembers, (_output, { investigationId }) => ({
      investigationId,
      limit: 200,
    })),
    DELETE: remove('Remove a person from a case', removeMember),
  },
  '/investigations/{investigationId}/events': { GET: read('The audit trail after event n', listEvents) },
};
