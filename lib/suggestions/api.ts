import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { markMentions, reconsiderSuggestion, refuseSuggestion } from './commands.ts';
import { listSuggestions } from './queries.ts';

export const suggestionCommands = [refuseSuggestion, reconsiderSuggestion, markMentions];
export const suggestionQueries = [listSuggestions];

export const suggestionEndpoints: EndpointTable = {
  '/sources/{sourceId}/suggestions': {
    GET: read('What could be marked: known names, new names, sentences that look checkable', listSuggestions),
  },
  '/sources/{sourceId}/suggestions/refuse': {
    POST: write('Refuse suggestions for good', 200, refuseSuggestion, listSuggestions, (_output, { sourceId }) => ({
      sourceId,
    })),
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
