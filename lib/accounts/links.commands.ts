import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { lockAccount, refuseAboveOneself } from './guard.ts';
import { revokeSessions } from './revoke.ts';
import { makeLinkInput, resetLinkInput, useLinkInput } from './secure.schema.ts';
import { linkSecret } from './secrets.ts';

const stream = WORKSPACE_STREAM;
const MINUTES = 60_000;
/** A reset is used at once or not at all; a new address may be read on another day. */
export const LINK_MINUTES = { reset: 30, email: 24 * 60 } as const;

/** Makes a single-use link; earlier ones of its kind end. Runs as the workspace's own account: who asks is nobody yet. */
export const makeLink = command({
  name: 'link.make',
  input: makeLinkInput,
  allow: () => on.workspace('account.create'),
  run: async ({ tx, now, emit }, { id, userId, kind, email }) => {
    const person = await tx.user.findUnique({ where: { id: userId } });
    if (!person || person.state === 'closed') refuse('not_found');
    await tx.mailLink.updateMany({ where: { userId, kind, usedAt: null }, data: { usedAt: now } });
    await tx.mailLink.create({
      data: {
        id,
        userId,
        kind,
        email: email ?? null,
        tokenHash: sha256(linkSecret(id)),
        createdAt: now,
        expiresAt: new Date(now.getTime() + LINK_MINUTES[kind] * MINUTES),
      },
    });
    emit({ stream, type: `${kind}_link.made`, subject: { type: 'account', id: userId } });
    return { id };
  },
});

/** Where no mail goes out, or the phone is lost as well: a moderator makes the link and hands it over. */
export const makeResetLink = command({
  name: 'account.reset_link',
  input: resetLinkInput,
  allow: (input) => on.person('account.reset_link', input.accountId),
  run: async (ctx, { accountId: userId, dropFactor }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const person = await lockAccount(tx, userId);
    refuseAboveOneself(actor, person.role);
    if (userId === actor.id) refuse('conflict', 'For your own account: change the password on its page.');
    if (dropFactor) {
      await tx.secondFactor.deleteMany({ where: { userId } });
      await tx.recoveryCode.deleteMany({ where: { userId } });
      emit({ stream, type: 'second_factor.removed', subject: { type: 'account', id: userId }, data: { by: actor.id } });
    }
    await tx.mailLink.updateMany({ where: { userId, kind: 'reset', usedAt: null }, data: { usedAt: now } });
    const id = newId();
    await tx.mailLink.create({
      data: {
        id,
        userId,
        kind: 'reset',
        tokenHash: sha256(linkSecret(id)),
        createdAt: now,
        // By hand it takes longer than by mail.
        expiresAt: new Date(now.getTime() + 24 * 60 * MINUTES),
      },
    });
    emit({ stream, type: 'reset_link.made', subject: { type: 'account', id: userId }, data: { by: actor.id } });
    return { id };
  },
});

/** Uses a link once, also when it is used twice at once. */
export const useLink = command({
  name: 'link.use',
  input: useLinkInput,
  allow: () => on.workspace('account.create'),
  run: async (ctx, { tokenHash, passwordHash }) => {
    const { tx, now, emit } = ctx;
    const [locked] = await tx.$queryRaw<
      { id: string }[]
    >`SELECT id FROM "MailLink" WHERE "tokenHash" = ${tokenHash} FOR UPDATE`;
    const link = locked ? await tx.mailLink.findUnique({ where: { id: locked.id } }) : null;
    if (!link || link.usedAt || link.expiresAt <= now)
      refuse('not_found', 'This link was used already or is too old. Ask for a new one.');
    await tx.mailLink.update({ where: { id: link.id }, data: { usedAt: now } });
    if (link.kind === 'reset') {
      if (!passwordHash) refuse('invalid_input', 'Choose a new password.');
      await tx.user.update({ where: { id: link.userId }, data: { passwordHash } });
      emit({ stream, type: 'password.reset', subject: { type: 'account', id: link.userId } });
    } else {
      if (!link.email || (await tx.user.findUnique({ where: { email: link.email } })))
        refuse('conflict', 'This address belongs to another account.');
      await tx.user.update({ where: { id: link.userId }, data: { email: link.email } });
      emit({ stream, type: 'account.mail_changed', subject: { type: 'account', id: link.userId } });
    }
    // Whoever sat in an old session may be why the password was reset.
    await revokeSessions(ctx, link.userId);
    return { userId: link.userId, kind: link.kind };
  },
});
