import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { intakeSource, sealSource, takeInSource, updateSource } from './commands.ts';
import { readIntakeBody } from './intake/multipart.ts';
import { getSource, getVersion, listSources } from './queries.ts';

export const sourceCommands = [intakeSource, updateSource, sealSource];
/** Run by the intake job alone. */
export const internalSourceCommands = [takeInSource];
export const sourceQueries = [listSources, getSource, getVersion];

export const sourceEndpoints: EndpointTable = {
  '/investigations/{investigationId}/sources': {
    GET: read('Sources of a case, oldest first', listSources),
    POST: {
      ...write(
        'Bring in a source: JSON, or multipart/form-data with a part `file`. 202 with a job where it takes long or `Prefer: respond-async` asks for it',
        201,
        intakeSource,
        getSource,
        ({ id }) => ({ sourceId: id }),
      ),
      readBody: readIntakeBody,
      waits: true,
      limit: 'intake',
    },
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
