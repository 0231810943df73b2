import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { SYSTEM_USER, WORKSPACE_STREAM } from '../platform/ids.ts';
import { revokeSessions } from './revoke.ts';
import { hashesInput, passkeyRef, passkeyRow, passwordHashInput, sealedFactor, stepInput } from './secure.schema.ts';
import { z } from 'zod';

const stream = WORKSPACE_STREAM;
const own = () => on.workspace('me.secure');

/** A new generator, not yet good for anything: the person shows first that it works. */
export const beginFactor = command({
  name: 'second_factor.begin',
  input: sealedFactor,
  allow: own,
  run: async ({ tx, actor, now }, { sealed }) => {
    const before = await tx.secondFactor.findUnique({ where: { userId: actor.id } });
    if (before?.confirmedAt) refuse('conflict', 'There is a second factor already. Take it away first.');
    await tx.secondFactor.upsert({
      where: { userId: actor.id },
      create: { userId: actor.id, secret: sealed, createdAt: now },
      update: { secret: sealed, createdAt: now, lastStep: 0 },
    });
    return { userId: actor.id };
  },
});

/** From now on a password alone is not enough; sessions that began with less end. */
export const confirmFactor = command({
  name: 'second_factor.confirm',
  input: stepInput,
  allow: own,
  run: async (ctx, { step, hashes }) => {
    const { tx, actor, now, newId, emit, caller } = ctx;
    const { count } = await tx.secondFactor.updateMany({
      where: { userId: actor.id, confirmedAt: null },
      data: { confirmedAt: now, lastStep: step },
    });
    if (count === 0) refuse('conflict', 'There is nothing to confirm. Begin again.');
    await tx.recoveryCode.deleteMany({ where: { userId: actor.id } });
    await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ id: newId(), userId: actor.id, hash })) });
    await revokeSessions(ctx, actor.id, caller.sessionId);
    emit({ stream, type: 'second_factor.added', subject: { type: 'account', id: actor.id } });
    return { userId: actor.id };
  },
});

export const removeFactor = command({
  name: 'second_factor.remove',
  input: z.object({}),
  allow: own,
  run: async ({ tx, actor, emit, accessChanged }) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId: actor.id } });
    if (count === 0) refuse('not_found', 'There is no second factor.');
    await tx.recoveryCode.deleteMany({ where: { userId: actor.id } });
    emit({ stream, type: 'second_factor.removed', subject: { type: 'account', id: actor.id } });
    await accessChanged(actor.id);
    return { userId: actor.id };
  },
});

export const renewRecoveryCodes = command({
  name: 'recovery_codes.renew',
  input: hashesInput,
  allow: own,
  run: async ({ tx, actor, newId, emit }, { hashes }) => {
    const factor = await tx.secondFactor.findUnique({ where: { userId: actor.id } });
    if (!factor?.confirmedAt) refuse('conflict', 'Recovery codes belong to a second factor. Add one first.');
    await tx.recoveryCode.deleteMany({ where: { userId: actor.id } });
    await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ id: newId(), userId: actor.id, hash })) });
    emit({ stream, type: 'recovery_codes.renewed', subject: { type: 'account', id: actor.id } });
    return { userId: actor.id };
  },
});

/** The password arrives hashed. Every other session ends: whoever else knew the old one is out. */
export const setPassword = command({
  name: 'password.set',
  input: passwordHashInput,
  allow: own,
  run: async (ctx, { passwordHash }) => {
    const { actor, emit } = ctx;
    await ctx.tx.user.update({ where: { id: actor.id }, data: { passwordHash } });
    await ctx.tx.mailLink.updateMany({
      where: { userId: actor.id, kind: 'reset', usedAt: null },
      data: { usedAt: ctx.now },
    });
    await revokeSessions(ctx, actor.id, ctx.caller.sessionId);
    emit({ stream, type: 'password.changed', subject: { type: 'account', id: actor.id } });
    return { userId: actor.id };
  },
});

export const addPasskey = command({
  name: 'passkey.add',
  input: passkeyRow,
  allow: own,
  run: async ({ tx, actor, now, emit }, { publicKey, ...fields }) => {
    if (await tx.passkey.findUnique({ where: { credentialId: fields.credentialId } }))
      refuse('conflict', 'This passkey is known already.');
    if ((await tx.passkey.count({ where: { userId: actor.id } })) >= 20)
      refuse('conflict', 'Twenty passkeys are enough. Take an old one away first.');
    await tx.passkey.create({
      data: { ...fields, userId: actor.id, publicKey: Buffer.from(publicKey, 'base64url'), createdAt: now },
    });
    emit({ stream, type: 'passkey.added', subject: { type: 'account', id: actor.id }, data: { name: fields.name } });
    return { id: fields.id };
  },
});

export const removePasskey = command({
  name: 'passkey.remove',
  input: passkeyRef,
  allow: own,
  run: async ({ tx, actor, emit, accessChanged }, { passkeyId: id }) => {
    const row = await tx.passkey.findFirst({ where: { id, userId: actor.id } });
    if (!row) refuse('not_found', 'There is no such passkey.');
    await tx.passkey.delete({ where: { id } });
    emit({ stream, type: 'passkey.removed', subject: { type: 'account', id: actor.id }, data: { name: row.name } });
    await accessChanged(actor.id);
    return { id };
  },
});

/** Runs as the workspace's own account after a password, code or passkey was checked. */
export const proveSession = command({
  name: 'session.prove',
  input: z.object({ userId: z.uuid(), sessionId: z.uuid() }),
  allow: () => on.workspace('account.create'),
  run: async ({ tx, actor, now }, { userId, sessionId }) => {
    if (actor.id !== SYSTEM_USER) refuse('forbidden');
    await tx.session.updateMany({ where: { id: sessionId, userId, revokedAt: null }, data: { provedAt: now } });
    return { sessionId };
  },
});
