import { z } from 'zod';
import { accept, acceptance } from '../accounts/accept.ts';
import { invitePeople } from '../accounts/invite-many.ts';
import { makeResetLink } from '../accounts/links.commands.ts';
import { inviteManyInput } from '../accounts/schema.ts';
import { linkSecret } from '../accounts/secrets.ts';
import { execute } from '../platform/command.ts';
import { authenticationOptions, registrationOptions, siteOf } from '../accounts/passkeys.ts';
import { register } from '../accounts/register.ts';
import { confirmMail, requestMailChange, requestReset, resetPassword } from '../accounts/reset.ts';
import {
  beginSecondFactor,
  choosePassword,
  confirmSecondFactor,
  newCodes,
  prove,
  savePasskey,
} from '../accounts/secure.ts';
import {
  addPasskeyInput,
  changeMailInput,
  codeInput,
  linkInput,
  proveInput,
  resetInput,
  resetLinkInput,
  resetRequestInput,
  setPasswordInput,
} from '../accounts/secure.schema.ts';
import type { Caller } from '../platform/access.ts';
import { on } from '../platform/access.ts';
import { authorise, loadActor } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { success } from '../platform/errors.ts';
import { act } from './acts.ts';

interface Own {
  readonly caller: Caller;
}

/** The person, when they may change how they sign in: throws the refusal otherwise. */
async function oneself(db: Database, caller: Caller) {
  const actor = await loadActor(db.prisma, caller, false);
  await authorise(db.prisma, caller, actor, on.workspace('me.secure'), false);
  return actor;
}

const nothing = z.object({});

/** app/api/account: how one signs in oneself, and the acts of moderators whose answer is a link. */
export const ownActs = {
  prove: act<z.infer<typeof proveInput>, Own>(proveInput, ({ db, caller, request }, input) =>
    prove(db, caller, input, siteOf(request.headers)),
  ),
  'prove-options': act<object, Own>(nothing, async ({ caller, request }) =>
    success(await authenticationOptions(siteOf(request.headers), caller.userId)),
  ),
  'second-factor': act<object, Own>(nothing, ({ db, caller }) => beginSecondFactor(db, caller)),
  'second-factor-confirm': act<z.infer<typeof codeInput>, Own>(codeInput, ({ db, caller }, { code }) =>
    confirmSecondFactor(db, caller, code),
  ),
  'recovery-codes': act<object, Own>(nothing, ({ db, caller }) => newCodes(db, caller)),
  password: act<z.infer<typeof setPasswordInput>, Own>(setPasswordInput, ({ db, caller }, { password }) =>
    choosePassword(db, caller, password),
  ),
  mail: act<z.infer<typeof changeMailInput>, Own>(changeMailInput, async ({ db, caller, locale }, { email }) =>
    requestMailChange(db, await oneself(db, caller), email, locale),
  ),
  'passkey-options': act<object, Own>(nothing, async ({ db, caller, request }) =>
    success(await registrationOptions(db, siteOf(request.headers), await oneself(db, caller))),
  ),
  invite: act<z.infer<typeof inviteManyInput>, Own>(inviteManyInput, ({ db, caller, locale }, input) =>
    invitePeople(db, caller, input, locale),
  ),
  'reset-link': act<z.infer<typeof resetLinkInput>, Own>(resetLinkInput, async ({ db, caller }, input) => {
    const made = await execute(db, makeResetLink, caller, input);
    return made.ok ? success({ link: `/reset/${linkSecret(made.value.id)}` }) : made;
  }),
  passkey: act<z.infer<typeof addPasskeyInput>, Own>(addPasskeyInput, ({ db, caller, request }, input) =>
    savePasskey(db, caller, input, siteOf(request.headers)),
  ),
};

/** app/api/door: what nobody is signed in for. */
export const doorActs = {
  'accept-invitation': act<z.infer<typeof acceptance>, unknown>(acceptance, ({ address }, input) =>
    accept(input, address),
  ),
  'request-reset': act<z.infer<typeof resetRequestInput>, unknown>(
    resetRequestInput,
    ({ db, address, locale }, { email }) => requestReset(db, email, address, locale),
  ),
  reset: act<z.infer<typeof resetInput>, unknown>(resetInput, ({ db, address }, input) =>
    resetPassword(db, input, address),
  ),
  'confirm-mail': act<z.infer<typeof linkInput>, unknown>(linkInput, ({ db, address }, { token }) =>
    confirmMail(db, token, address),
  ),
  register: act<z.infer<typeof resetRequestInput>, unknown>(resetRequestInput, ({ db, address, locale }, { email }) =>
    register(db, email, address, locale),
  ),
  'passkey-options': act<object, unknown>(nothing, async ({ request }) =>
    success(await authenticationOptions(siteOf(request.headers))),
  ),
};
