import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import {
  acceptInvitation,
  createAccount,
  createToken,
  endAllSessions,
  endSession,
  invite,
  reinstateAccount,
  revokeInvitation,
  revokeToken,
  startSession,
  suspendAccount,
  updateAccount,
} from './commands.ts';
import { inviteMany } from './invite-many.commands.ts';
import { closeAccount, closeOwn } from './leave.commands.ts';
import { exportOwn } from './leave.queries.ts';
import { linkIdentity } from './identity.commands.ts';
import { makeLink, makeResetLink, useLink } from './links.commands.ts';
import { getAccount, getInvitation, getMe, listAccounts, listInvitations, searchPeople } from './queries.ts';
import {
  addPasskey,
  beginFactor,
  confirmFactor,
  proveSession,
  removeFactor,
  removePasskey,
  renewRecoveryCodes,
  setPassword,
} from './secure.commands.ts';
import { getSecurity, getSettings, listSessions, listTokens } from './secure.queries.ts';
import { updateSettings } from './settings.commands.ts';

/** What a signed-in person may send. */
export const accountCommands = [
  invite,
  revokeInvitation,
  updateAccount,
  suspendAccount,
  reinstateAccount,
  endSession,
  endAllSessions,
  createToken,
  revokeToken,
  removeFactor,
  removePasskey,
  updateSettings,
  inviteMany,
  closeAccount,
  closeOwn,
];

/** What only this process runs, after it has checked a password or a link: never reachable by name from outside. */
export const internalCommands = [
  createAccount,
  acceptInvitation,
  startSession,
  linkIdentity,
  makeLink,
  makeResetLink,
  useLink,
  beginFactor,
  confirmFactor,
  renewRecoveryCodes,
  setPassword,
  addPasskey,
  proveSession,
];

export const accountQueries = [
  getMe,
  searchPeople,
  listAccounts,
  getAccount,
  listInvitations,
  getInvitation,
  getSecurity,
  listSessions,
  listTokens,
  getSettings,
  exportOwn,
];

export const accountEndpoints: EndpointTable = {
  '/me': { GET: read('Who the caller is', getMe) },
  '/me/security': { GET: read('How the caller signs in', getSecurity) },
  '/me/sessions': { GET: read('Where the caller is signed in', listSessions) },
  '/me/tokens': { GET: read("The caller's API tokens, without their secrets", listTokens) },
  '/me/export': { GET: read('Everything that is kept about the caller', exportOwn) },
  '/settings': {
    GET: read('What is decided for the whole workspace', getSettings),
    PATCH: write('Decide for the whole workspace', 200, updateSettings, getSettings, () => ({})),
  },
  '/people': { GET: read('Colleagues by name', searchPeople) },
  '/accounts': {
    GET: read('Accounts, for moderators', listAccounts),
    POST: write(
      'Invite a person: answers the invitation with its single-use link',
      201,
      invite,
      getInvitation,
      ({ id }) => ({ invitationId: id }),
    ),
  },
  '/accounts/{accountId}': {
    GET: read('One account', getAccount),
    PATCH: write("Change an account's role or name", 200, updateAccount, getAccount, ({ id }) => ({ accountId: id })),
  },
  '/accounts/{accountId}/suspend': {
    POST: write('Suspend at once', 200, suspendAccount, getAccount, ({ id }) => ({ accountId: id })),
  },
  '/accounts/{accountId}/reinstate': {
    POST: write('Reinstate', 200, reinstateAccount, getAccount, ({ id }) => ({ accountId: id })),
  },
  '/invitations': { GET: read('Invitations, newest first', listInvitations) },
};
