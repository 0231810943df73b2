import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { intakeSource, sealSource, takeInSource, updateSource } from './commands.ts';
import { consentComment, updateComment } from './comment.commands.ts';
import { readIntakeBody } from './intake/multipart.ts';
import { getRaw, rawResponse } from './raw.ts';
import { copyPage, keepPage } from './page-copy/commands.ts';
import { getPageCopy, keptPageFile, keptPageShown, listPageCopies } from './page-copy/queries.ts';
import { getPosition, keepPosition, listComments } from './reading.ts';
import { getSource, getVersion, listSources } from './queries.ts';

export const sourceCommands = [
  keepPosition,
  updateComment,
  consentComment,
  intakeSource,
  updateSource,
  sealSource,
  copyPage,
];
/** Run by jobs alone. */
export const internalSourceCommands = [takeInSource, keepPage];
export const sourceQueries = [
  getRaw,
  listPageCopies,
  getPageCopy,
  getPosition,
  listComments,
  listSources,
  getSource,
  getVersion,
];

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
  '/sources/{sourceId}/raw': {
    GET: { ...read('What was handed in, byte for byte, as a download', getRaw), respond: rawResponse },
  },
  '/sources/{sourceId}/page-copies': {
    GET: read('Copies of its page that are kept, or being made', listPageCopies),
    POST: write(
      'Keep a copy of the page that was fetched, or try again: a job',
      201,
      copyPage,
      listPageCopies,
      ({ sourceId }) => ({ sourceId }),
    ),
  },
  '/sources/{sourceId}/page-copy': {
    GET: { ...read('The page as one file, as a download', getPageCopy), respond: keptPageFile },
  },
  '/sources/{sourceId}/page-copy/shown': {
    GET: { ...read('The page as it was, shown where nothing can run', getPageCopy), respond: keptPageShown },
  },
  '/sources/{sourceId}/position': {
    GET: read('Where one last read', getPosition),
    PUT: write('Keep where one reads', 200, keepPosition, getPosition, ({ id }) => ({ sourceId: id })),
  },
  '/sources/{sourceId}/comments': { GET: read('What is known about the reader comments', listComments) },
  '/sources/{sourceId}/comments/{label}': {
    PATCH: write('Describe a reader comment', 200, updateComment, listComments, ({ id }) => ({ sourceId: id })),
  },
  '/sources/{sourceId}/comments/{label}/consent': {
    PUT: write('Let its author be named outside, or no longer', 200, consentComment, listComments, ({ id }) => ({
      sourceId: id,
    })),
  },
};
