import type { EndpointTable } from '../api/endpoint.ts';
import { read } from '../api/endpoint.ts';
import { restoreDocument } from './commands.ts';
import { readDocumentAt, readHistory } from './queries.ts';

export const noteCommands = [restoreDocument];
export const noteQueries = [readHistory, readDocumentAt];

export const noteEndpoints: EndpointTable = {
  '/documents/{documentId}/history': { GET: read('Who wrote in a draft or rationale, and when', readHistory) },
  '/documents/{documentId}/at/{seq}': { GET: read('A draft or rationale as it was', readDocumentAt) },
};
