import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import { markSeen, removeView, saveView } from './commands.ts';
import { catchUp, listViews } from './queries.ts';

export const viewCommands = [saveView, removeView, markSeen];
export const viewQueries = [listViews, catchUp];

export const viewEndpoints: EndpointTable = {
  '/investigations/{investigationId}/views': {
    GET: read("One's own saved views of a case, and those shared with it", listViews),
    POST: write('Save a view', 201, saveView, listViews, ({ investigationId }) => ({
      investigationId,
    })),
  },
  '/views/{viewId}': { DELETE: remove('Remove a saved view', removeView) },
  '/investigations/{investigationId}/catch-up': {
    GET: read('What others did since the caller was last here', catchUp),
    PUT: write('Say up to which event the caller has seen the case', 200, markSeen, catchUp, (_output, input) => ({
      investigationId: input.investigationId,
    })),
  },
};
