import { z } from 'zod';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { line } from '../platform/text.schema.ts';
import { joinByInvitation } from './join.ts';
import { email } from './schema.ts';

/** Ties a provider's person to an account of this address, or to the invitation that waits for it. */
export const linkIdentity = command({
  name: 'identity.link',
  input: z.object({ issuer: z.string().max(500), subject: z.string().max(255), email, name: line(120) }),
  allow: () => on.workspace('account.create'),
  run: async (ctx, { issuer, subject, email: address, name }) => {
    const { tx, now, newId, emit } = ctx;
    const person = await tx.user.findUnique({ where: { email: address } });
    const invitation = await tx.invitation.findFirst({
      where: { email: address, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    });
    if (!person && !invitation) refuse('forbidden', 'There is no account for you here yet. Ask a moderator.');
    const userId = person?.id ?? (invitation ? await joinByInvitation(ctx, invitation.id, name, null) : '');
    await tx.externalIdentity.create({ data: { id: newId(), userId, issuer, subject, createdAt: now } });
    emit({
      stream: WORKSPACE_STREAM,
      type: 'identity.linked',
      subject: { type: 'account', id: userId },
      data: { issuer },
    });
    return { userId };
  },
});
