import type { CommandContext } from '../platform/command.ts';
import { found } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';

const stream = WORKSPACE_STREAM;

/** Makes the account that an invitation promises, and its place in a case where it names one. The caller has locked it. */
export async function joinByInvitation(
  { tx, now, newId, emit }: CommandContext,
  invitationId: string,
  name: string,
  passwordHash: string | null,
): Promise<string> {
  const invitation = found(await tx.invitation.findUnique({ where: { id: invitationId } }));
  const id = newId();
  await tx.user.create({
    data: { id, email: invitation.email, name, role: invitation.role, passwordHash, createdAt: now },
  });
  await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: now, acceptedById: id } });
  emit({
    stream,
    type: 'account.created',
    subject: { type: 'account', id },
    data: { name, role: invitation.role, invitationId: invitation.id },
  });
  if (invitation.investigationId && invitation.caseRole) {
    await tx.membership.create({
      data: {
        investigationId: invitation.investigationId,
        userId: id,
        role: invitation.caseRole,
        addedById: invitation.invitedById,
        createdAt: now,
      },
    });
    emit({
      stream: invitation.investigationId,
      type: 'member.added',
      subject: { type: 'member', id },
      data: { role: invitation.caseRole, before: null },
    });
  }
  return id;
}
