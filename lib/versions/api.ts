import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { getAnnotation } from '../annotations/queries.ts';
import { readIntakeBody } from '../sources/intake/multipart.ts';
import { addVersion, takeInVersion } from './commands.ts';
import { getDiff, getReport, listChangedClaims } from './queries.ts';
import { settleMark } from './settle.commands.ts';

export const versionCommands = [addVersion, settleMark];
/** Run by the version job alone. */
export const internalVersionCommands = [takeInVersion];
export const versionQueries = [getReport, getDiff, listChangedClaims];

export const versionEndpoints: EndpointTable = {
  '/sources/{sourceId}/versions': {
    POST: {
      ...write(
        'Add a corrected version and carry the marks onto it: the body of an intake; kind "url" without an address fetches the source’s own again',
        201,
        addVersion,
        getReport,
        ({ sourceId, number }) => ({ sourceId, ...(number === null ? {} : { number }) }),
      ),
      readBody: readIntakeBody,
      waits: true,
      limit: 'intake',
    },
  },
  '/sources/{sourceId}/versions/{number}/report': {
    GET: read('What became of each mark in this version', getReport),
  },
  '/sources/{sourceId}/versions/{number}/diff': {
    GET: read('What changed since the version before, or since `from`, by block and word', getDiff),
  },
  '/annotations/{annotationId}/versions/{version}': {
    POST: write(
      'Say where a mark stands in the latest version: accept, place, retire or reopen',
      200,
      settleMark,
      getAnnotation,
      ({ id }) => ({ annotationId: id }),
    ),
  },
  '/investigations/{investigationId}/changed-claims': {
    GET: read('Claims whose words a new version changed', listChangedClaims),
  },
};
