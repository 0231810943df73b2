import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { acceptName, markMentions, reconsiderSuggestion, refuseSuggestion } from './commands.ts';
import { listFoundNames } from './found.queries.ts';
import { listSuggestions } from './queries.ts';

export const suggestionCommands = [refuseSuggestion, reconsiderSuggestion, markMentions, acceptName];
export const suggestionQueries = [listSuggestions, listFoundNames];

export const suggestionEndpoints: EndpointTable = {
  '/sources/{sourceId}/suggestions': {
    GET: read('What could be marked: known names, new names, sentences that look checkable', listSuggestions),
  },
  '/sources/{sourceId}/suggestions/refuse': {
    POST: write('Refuse suggestions for good', 200, refuseSuggestion, listSuggestions, (_output, { sourceId }) => ({
      sourceId,
    })),
  },
  '/investigations/{investigationId}/found-names': {
    GET: read('Names that nobody has linked yet, with who they may be', listFoundNames),
    POST: write(
      'Link a found name everywhere it stands',
      200,
      acceptName,
      listFoundNames,
      (_output, { investigationId }) => ({ investigationId }),
    ),
  },
  '/sources/{sourceId}/mentions': {
    POST: {
      summary: 'Mark several places as mentions of one entity',
      status: 200,
      input: markMentions.input,
      command: markMentions,
    },
  },
};
