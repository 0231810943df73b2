import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import { command } from '../platform/command.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { refuseAboveOneself } from './guard.ts';
import { email as address, inviteManyInput } from './schema.ts';
import { invitationSecret } from './secrets.ts';

const DAYS = 14;

/** Invites a whole list: each line has its own answer, and one that does not fit does not stop the others. */
export const inviteMany = command({
  name: 'account.invite_many',
  input: inviteManyInput,
  allow: () => on.workspace('account.invite'),
  run: async ({ tx, actor, now, newId, emit }, { role, people }) => {
    refuseAboveOneself(actor, role);
    const seen = new Set<string>();
    const lines: { email: string; result: string; id: string | null }[] = [];
    for (const person of people) {
      const parsed = address.safeParse(person.email);
      const email = parsed.data ?? person.email;
      const answer = (result: string, id: string | null = null) => lines.push({ email, result, id });
      if (!parsed.success) answer('no_address');
      else if (seen.has(email)) answer('twice');
      else if (await tx.user.findUnique({ where: { email }, select: { id: true } })) answer('has_account');
      else {
        const id = newId();
        const { count } = await tx.invitation.updateMany({
          where: { email, acceptedAt: null, revokedAt: null },
          data: { revokedAt: now },
        });
        await tx.invitation.create({
          data: {
            id,
            email,
            name: person.name,
            role,
            tokenHash: sha256(invitationSecret(id)),
            invitedById: actor.id,
            createdAt: now,
            expiresAt: new Date(now.getTime() + DAYS * 86_400_000),
          },
        });
        emit({
          stream: WORKSPACE_STREAM,
          type: 'account.invited',
          subject: { type: 'invitation', id },
          data: { email, role },
        });
        answer(count > 0 ? 'again' : 'invited', id);
      }
      seen.add(email);
    }
    return { lines };
  },
});
