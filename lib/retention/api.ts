import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { eraseRaw, liftHold, setHold } from './commands.ts';
import { getHold } from './queries.ts';
import { askForRedaction, confirmRedaction, refuseRedaction, withdrawRedaction } from './redaction.commands.ts';
import { getRedactionMark } from './redaction-mark.ts';
import { listRedactions } from './redaction.queries.ts';

export const retentionCommands = [
  setHold,
  liftHold,
  askForRedaction,
  withdrawRedaction,
  refuseRedaction,
  confirmRedaction,
];
/** Run by housekeeping alone. */
export const internalRetentionCommands = [eraseRaw];
/** The mark is asked by pages and sockets, not by the API. */
export const retentionQueries = [getHold, listRedactions, getRedactionMark];

const shown = ({ investigationId }: { readonly investigationId: string }) => ({ investigationId });

const shownAll = [
  listRedactions,
  ({ investigationId }: { readonly investigationId: string }) => ({ investigationId }),
] as const;

export const retentionEndpoints: EndpointTable = {
  '/investigations/{investigationId}/hold': {
    GET: read('Whether the case is under legal hold', getHold),
    PUT: write('Put a case under legal hold: nothing of it is forgotten', 200, setHold, getHold, shown),
  },
  '/investigations/{investigationId}/hold/lift': {
    POST: write('Lift the legal hold', 200, liftHold, getHold, shown),
  },
  '/investigations/{investigationId}/redactions': {
    GET: read('Which words were asked to go, and what became of it', listRedactions),
  },
  '/sources/{sourceId}/redactions': {
    POST: write(
      'Ask a second person to have words of a sealed source replaced by a bar',
      201,
      askForRedaction,
      ...shownAll,
    ),
  },
  '/redactions/{redactionId}/confirm': {
    POST: write('Confirm it, as a second person: the words go for good', 200, confirmRedaction, ...shownAll),
  },
  '/redactions/{redactionId}/refuse': {
    POST: write('Refuse it, with a reason', 200, refuseRedaction, ...shownAll),
  },
  '/redactions/{redactionId}/withdraw': {
    POST: write('Take back what one has asked for', 200, withdrawRedaction, ...shownAll),
  },
};
