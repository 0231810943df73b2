import { command } from '../platform/command.ts';
import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import { refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import {
  acceptInput,
  accountRef,
  createAccountInput,
  createTokenInput,
  endAllInput,
  invitationRef,
  inviteInput,
  sessionRef,
  startSessionInput,
  suspendInput,
  tokenRef,
  updateAccountInput,
} from './schema.ts';
import { lockAccount, refuseAboveOneself, refuseWithoutAdmin } from './guard.ts';
import { joinByInvitation } from './join.ts';
import { revokeSessions } from './revoke.ts';
import { invitationSecret } from './secrets.ts';
import { SESSION_DAYS } from './session.ts';

const DAY = 86_400_000;
const INVITATION_DAYS = 14;
const stream = WORKSPACE_STREAM;

/** An account without an invitation: the command line, and the demo. */
export const createAccount = command({
  name: 'account.create',
  input: createAccountInput,
  allow: () => on.workspace('account.create'),
  run: async ({ tx, now, newId, emit }, { id = newId(), ...fields }) => {
    if (await tx.user.findFirst({ where: { OR: [{ id }, { email: fields.email }] } }))
      refuse('conflict', 'There is already an account with this mail address.');
    await tx.user.create({ data: { id, ...fields, passwordHash: fields.passwordHash ?? null, createdAt: now } });
    emit({
      stream,
      type: 'account.created',
      subject: { type: 'account', id },
      data: { name: fields.name, role: fields.role },
    });
    return { id };
  },
});

export const invite = command({
  name: 'account.invite',
  input: inviteInput,
  allow: () => on.workspace('account.invite'),
  run: async ({ tx, actor, now, newId, emit }, { id = newId(), ...fields }) => {
    refuseAboveOneself(actor, fields.role);
    if (await tx.user.findUnique({ where: { email: fields.email } }))
      refuse('conflict', `${fields.email} already has an account.`);
    if (fields.investigationId) {
      // To let somebody into a case is its lead's right, not a moderator's.
      const lead = await tx.membership.findFirst({
        where: { investigationId: fields.investigationId, userId: actor.id, role: 'lead' },
      });
      if (!lead) refuse('forbidden', 'Only a lead of the case invites into it.');
    }
    await tx.invitation.updateMany({
      where: { email: fields.email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    await tx.invitation.create({
      data: {
        id,
        ...fields,
        name: fields.name ?? null,
        tokenHash: sha256(invitationSecret(id)),
        invitedById: actor.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY),
      },
    });
    emit({
      stream,
      type: 'account.invited',
      subject: { type: 'invitation', id },
      data: { email: fields.email, role: fields.role },
    });
    return { id };
  },
});

export const revokeInvitation = command({
  name: 'invitation.revoke',
  input: invitationRef,
  allow: () => on.workspace('account.invite'),
  run: async ({ tx, now, emit }, { invitationId: id }) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) refuse('not_found', 'This invitation is no longer open.');
    emit({ stream, type: 'invitation.revoked', subject: { type: 'invitation', id } });
    return { id };
  },
});

/**
 * Turns an invitation into an account, once. Runs as the workspace's own account: whoever holds the link is not anybody
 * yet. The password arrives hashed, so that neither the command's row nor an event ever holds it.
 */
export const acceptInvitation = command({
  name: 'invitation.accept',
  input: acceptInput,
  allow: () => on.workspace('account.create'),
  run: async (ctx, { tokenHash, name, passwordHash }) => {
    const { tx, now } = ctx;
    const [locked] = await tx.$queryRaw<
      { id: string }[]
    >`SELECT id FROM "Invitation" WHERE "tokenHash" = ${tokenHash} FOR UPDATE`;
    const invitation = locked ? await tx.invitation.findUnique({ where: { id: locked.id } }) : null;
    if (!invitation) refuse('not_found', 'This link is not an invitation. Ask for a new one.');
    if (invitation.acceptedAt) refuse('conflict', 'This invitation was already used. Sign in instead.');
    if (invitation.revokedAt || invitation.expiresAt <= now)
      refuse('conflict', 'This invitation is no longer valid. Ask for a new one.');
    if (await tx.user.findUnique({ where: { email: invitation.email } }))
      refuse('conflict', 'There is already an account with this mail address. Sign in instead.');
    const id = await joinByInvitation(ctx, invitation.id, name, passwordHash);
    return { id, email: invitation.email };
  },
});

export const updateAccount = command({
  name: 'account.update',
  input: updateAccountInput,
  allow: (input) => on.person('account.update', input.accountId),
  run: async (ctx, { accountId: id, role, name }) => {
    const { tx, actor, emit } = ctx;
    const before = await lockAccount(tx, id);
    if (role && role !== before.role) {
      if (id === actor.id) refuse('forbidden', 'Nobody changes their own role. Ask another admin.');
      refuseAboveOneself(actor, role, before.role);
      if (before.role === 'admin') await refuseWithoutAdmin(tx, id);
    } else if (id !== actor.id) {
      refuseAboveOneself(actor, before.role);
    }
    await tx.user.update({
      where: { id },
      data: { ...(role ? { role } : {}), ...(name ? { name } : {}), accessEpoch: { increment: 1 } },
    });
    emit({
      stream,
      type: 'account.updated',
      subject: { type: 'account', id },
      data: { ...(role ? { role } : {}), ...(name ? { name } : {}), before: { role: before.role, name: before.name } },
    });
    await ctx.accessChanged(id);
    return { id };
  },
});

export const suspendAccount = command({
  name: 'account.suspend',
  input: suspendInput,
  allow: (input) => on.person('account.suspend', input.accountId),
  run: async (ctx, { accountId: id, reason, until }) => {
    const { tx, actor, emit } = ctx;
    if (id === actor.id) refuse('forbidden', 'Nobody suspends themselves. Ask another moderator.');
    const before = await lockAccount(tx, id);
    refuseAboveOneself(actor, before.role);
    if (before.state === 'suspended') refuse('conflict', 'This account is already suspended.');
    if (before.role === 'admin') await refuseWithoutAdmin(tx, id);
    if (until && new Date(until) <= ctx.now) refuse('invalid_input', 'The end of the suspension lies in the past.');
    await tx.user.update({
      where: { id },
      data: { state: 'suspended', suspendedReason: reason, suspendedUntil: until ? new Date(until) : null },
    });
    await revokeSessions(ctx, id);
    emit({
      stream,
      type: 'account.suspended',
      subject: { type: 'account', id },
      data: { reason, ...(until ? { until } : {}) },
    });
    return { id };
  },
});

export const reinstateAccount = command({
  name: 'account.reinstate',
  input: accountRef,
  allow: (input) => on.person('account.suspend', input.accountId),
  run: async ({ tx, actor, emit }, { accountId: id }) => {
    const before = await lockAccount(tx, id);
    refuseAboveOneself(actor, before.role);
    if (before.state !== 'suspended') refuse('conflict', 'This account is not suspended.');
    await tx.user.update({
      where: { id },
      data: { state: 'active', suspendedReason: null, suspendedUntil: null, accessEpoch: { increment: 1 } },
    });
    emit({
      stream,
      type: 'account.reinstated',
      subject: { type: 'account', id },
      data: { before: before.suspendedReason ?? '' },
    });
    return { id };
  },
});

/** Runs as the workspace's own account, after the password (or the demo's one click) was checked. */
export const startSession = command({
  name: 'session.start',
  input: startSessionInput,
  allow: () => on.workspace('account.create'),
  run: async ({ tx, now, emit }, { userId, sessionId, userAgent, method, addressKey }) => {
    const [person] = await tx.$queryRaw<
      { state: string; until: Date | null }[]
    >`SELECT state::text AS state, "suspendedUntil" AS until FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
    if (person?.state === 'suspended' && person.until && person.until <= now) {
      // A suspension for a time ends by itself, at the first sign-in after it: that is when it can be recorded.
      await tx.user.update({
        where: { id: userId },
        data: { state: 'active', suspendedReason: null, suspendedUntil: null },
      });
      emit({ stream, type: 'account.reinstated', subject: { type: 'account', id: userId }, data: { by: 'time' } });
    } else if (person?.state !== 'active') refuse('suspended');
    await tx.session.create({
      data: {
        id: sessionId,
        userId,
        userAgent: userAgent ?? null,
        method,
        addressKey: addressKey ?? null,
        provedAt: now,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY),
      },
    });
    emit({ stream, type: 'session.started', subject: { type: 'account', id: userId }, data: { sessionId, method } });
    return { sessionId };
  },
});

export const endSession = command({
  name: 'session.end',
  input: sessionRef,
  allow: () => on.workspace('me.update'),
  run: async ({ tx, actor, now, emit, accessChanged }, { sessionId }) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId: actor.id, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count > 0)
      emit({ stream, type: 'session.ended', subject: { type: 'account', id: actor.id }, data: { sessionId } });
    await accessChanged(actor.id);
    return { sessionId };
  },
});

export const endAllSessions = command({
  name: 'session.end_all',
  input: endAllInput,
  allow: () => on.workspace('me.update'),
  run: async (ctx, { keepThis }) => {
    await revokeSessions(ctx, ctx.actor.id, keepThis ? ctx.caller.sessionId : undefined);
    ctx.emit({ stream, type: 'session.ended_everywhere', subject: { type: 'account', id: ctx.actor.id } });
    return { userId: ctx.actor.id };
  },
});

export const createToken = command({
  name: 'token.create',
  input: createTokenInput,
  allow: (input) => on.person('token.create', input.userId),
  run: async ({ tx, now, newId, emit }, { id = newId(), expiresAt, ...fields }) => {
    await tx.apiToken.create({
      data: { id, ...fields, createdAt: now, expiresAt: expiresAt ? new Date(expiresAt) : null },
    });
    emit({
      stream,
      type: 'token.created',
      subject: { type: 'token', id },
      data: { name: fields.name, scopes: fields.scopes },
    });
    return { id };
  },
});

export const revokeToken = command({
  name: 'token.revoke',
  input: tokenRef,
  allow: (input) => on.person('token.create', input.userId),
  run: async ({ tx, now, emit }, { userId, tokenId: id }) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) refuse('not_found', 'There is no such token.');
    emit({ stream, type: 'token.revoked', subject: { type: 'token', id } });
    return { id };
  },
});
