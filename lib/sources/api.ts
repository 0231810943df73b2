import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { intakeSource, sealSource, updateSource } from './commands.ts';
import { getSource, getVersion, listSources } from './queries.ts';

export const sourceCommands = [intakeSource, updateSource, sealSource];
export const sourceQueries = [listSources, getSource, getVersion];

export const sourceEndpoints: EndpointTable = {
  '/investigations/{investigationId}/sources': {
    GET: read('Sources of a case, oldest first', listSources),
    POST: write('Bring in a source', 201, intakeSource, getSource, ({ id }) => ({ sourceId: id })),
  },
  '/sources/{sourceId}': {
    GET: read('One source with its versions', getSource),
    PATCH: write("Correct a source's metadata", 200, updateSource, getSource, ({ id }) => ({ sourceId: id })),
  },
  '/sources/{sourceId}/seal': {
    POST: write('Seal the draft', 200, sealSource, getSource, ({ id }) => ({ sourceId: id })),
  },
  '/sources/{sourceId}/versions/{number}': { GET: read('A sealed version: text, hash, blocks', getVersion) },
};
