import type { EndpointTable } from '../api/endpoint.ts';
import { read } from '../api/endpoint.ts';
import { listAudit } from './audit.queries.ts';
import { breakGlass, decideFlag, endGlass, hideText, raiseFlag, readNotice, restoreText } from './commands.ts';
import { getDashboard, listFlags, listNotices, listSealedCases } from './queries.ts';

export const moderationCommands = [raiseFlag, decideFlag, hideText, restoreText, readNotice, breakGlass, endGlass];
export const moderationQueries = [listFlags, listNotices, getDashboard, listSealedCases, listAudit];

export const moderationEndpoints: EndpointTable = {
  '/flags': { GET: read('What was flagged, newest first', listFlags) },
  '/me/notices': { GET: read('What the caller still has to read', listNotices) },
  '/moderation': { GET: read('What needs a decision', getDashboard) },
  '/sealed-cases': { GET: read('Confidential cases, without what they are about', listSealedCases) },
  '/audit': { GET: read('The trail of the workspace and of every readable case, newest first', listAudit) },
};
