import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { markRead, muteCase, setDigest } from './commands.ts';
import { countNotifications, getInboxSettings, listNotifications } from './queries.ts';

export const notificationCommands = [markRead, muteCase, setDigest];
export const notificationQueries = [listNotifications, countNotifications, getInboxSettings];

export const notificationEndpoints: EndpointTable = {
  '/notifications': { GET: read("The caller's inbox, newest first", listNotifications) },
  '/notifications/unread': { GET: read('How many lines of the inbox are unread', countNotifications) },
  '/notifications/read': {
    POST: write('Mark lines of the inbox as read, or as unread again', 200, markRead, countNotifications, () => ({})),
  },
  '/notifications/settings': {
    GET: read('When mail comes, and which cases are muted', getInboxSettings),
    PATCH: write('Choose when a digest comes by mail', 200, setDigest, getInboxSettings, () => ({})),
  },
  '/investigations/{investigationId}/mute': {
    PUT: write('Mute or unmute a case for oneself', 200, muteCase, getInboxSettings, () => ({})),
  },
};
