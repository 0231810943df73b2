import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import {
  createInvestigationInput,
  memberRef,
  policySchema,
  readPolicy,
  setMemberInput,
  updateInvestigationInput,
} from './schema.ts';

export const createInvestigation = command({
  name: 'investigation.create',
  input: createInvestigationInput,
  allow: () => on.workspace('investigation.create'),
  run: async ({ tx, actor, now, newId, emit }, { id = newId(), ...fields }) => {
    if (await tx.investigation.findUnique({ where: { id } })) refuse('id_taken');
    await tx.investigation.create({
      data: {
        id,
        ...fields,
        createdById: actor.id,
        createdAt: now,
        updatedAt: now,
        members: { create: { userId: actor.id, role: 'lead', addedById: actor.id, createdAt: now } },
      },
    });
    emit({
      stream: id,
      type: 'investigation.created',
      subject: { type: 'investigation', id },
      data: { title: fields.title },
    });
    return { id };
  },
});

export const updateInvestigation = command({
  name: 'investigation.update',
  input: updateInvestigationInput,
  allow: (input) => on.investigation('investigation.update', input.investigationId),
  run: async ({ tx, now, emit, accessChanged }, { investigationId: id, policy, ...changes }) => {
    const before = await tx.investigation.findUniqueOrThrow({ where: { id } });
    await tx.investigation.update({
      where: { id },
      data: {
        ...changes,
        ...(policy ? { policy: policySchema.parse({ ...readPolicy(before.policy), ...policy }) } : {}),
        updatedAt: now,
      },
    });
    emit({
      stream: id,
      type: 'investigation.updated',
      subject: { type: 'investigation', id },
      data: {
        ...changes,
        ...(policy ? { policy } : {}),
        before: { title: before.title, confidential: before.confidential },
      },
    });
    // A case that turns confidential closes to every moderator who was only looking.
    if (changes.confidential && !before.confidential) {
      const watchers = await tx.user.findMany({
        where: { role: { not: 'member' }, memberships: { none: { investigationId: id } } },
        select: { id: true },
      });
      for (const { id: userId } of watchers) await accessChanged(userId);
    }
    return { id };
  },
});

export const setMember = command({
  name: 'member.set',
  input: setMemberInput,
  allow: (input) => on.member('member.manage', input),
  run: async ({ tx, actor, now, emit, accessChanged }, { investigationId, userId, role }) => {
    // The case row is the lock for its list of people: two leads who step down at once must not both find the other.
    await tx.$queryRaw`SELECT 1 FROM "Investigation" WHERE id = ${investigationId}::uuid FOR UPDATE`;
    const person = await tx.user.findUnique({ where: { id: userId } });
    if (person?.state !== 'active') refuse('not_found', 'There is no active account for this person.');
    const before = await tx.membership.findUnique({ where: { investigationId_userId: { investigationId, userId } } });
    if (before?.role === role) return { userId, role };
    if (before?.role === 'lead') await refuseWithoutLead(tx, investigationId, userId);
    await tx.membership.upsert({
      where: { investigationId_userId: { investigationId, userId } },
      create: { investigationId, userId, role, addedById: actor.id, createdAt: now },
      update: { role },
    });
    emit({
      stream: investigationId,
      type: before ? 'member.role_changed' : 'member.added',
      subject: { type: 'member', id: userId },
      data: { role, before: before?.role ?? null },
    });
    await accessChanged(userId);
    return { userId, role };
  },
});

export const removeMember = command({
  name: 'member.remove',
  input: memberRef,
  allow: (input) => on.member('member.remove', input),
  run: async ({ tx, emit, accessChanged }, { investigationId, userId }) => {
    await tx.$queryRaw`SELECT 1 FROM "Investigation" WHERE id = ${investigationId}::uuid FOR UPDATE`;
    const before = await tx.membership.findUnique({ where: { investigationId_userId: { investigationId, userId } } });
    if (!before) refuse('not_found', 'This person is not in the case.');
    if (before.role === 'lead') await refuseWithoutLead(tx, investigationId, userId);
    await tx.membership.delete({ where: { investigationId_userId: { investigationId, userId } } });
    emit({
      stream: investigationId,
      type: 'member.removed',
      subject: { type: 'member', id: userId },
      data: { before: before.role },
    });
    await accessChanged(userId);
    return { userId };
  },
});

async function refuseWithoutLead(
  tx: Parameters<(typeof setMember)['run']>[0]['tx'],
  investigationId: string,
  leaving: string,
): Promise<void> {
  const others = await tx.membership.count({
    where: { investigationId, role: 'lead', userId: { not: leaving }, user: { state: 'active' } },
  });
  if (others === 0) refuse('conflict', 'A case keeps at least one lead. Make somebody else a lead first.');
}
