import { z } from 'zod';
import { on } from '../platform/access.ts';
import type { Prisma } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { SYSTEM_USER, uuid } from '../platform/ids.ts';
import { toPage } from '../platform/page.ts';
import { query } from '../platform/query.ts';
import { page } from '../platform/text.schema.ts';
import type { AccountView, InvitationView } from './schema.ts';
import { accountRef, accountsInput, accountView, invitationView, meView, peopleInput, peoplePage } from './schema.ts';
import { invitationSecret } from './secrets.ts';

export const getMe = query({
  name: 'me.get',
  input: z.object({}),
  output: meView,
  allow: () => on.workspace('me.read'),
  run: ({ viewer }) =>
    Promise.resolve({
      id: viewer.id,
      name: viewer.name,
      email: viewer.email,
      role: viewer.role,
      owesSecondFactor: viewer.owesSecondFactor,
    }),
});

/** Colleagues by name: ids and names only. */
export const searchPeople = query({
  name: 'people.search',
  input: peopleInput,
  output: peoplePage,
  allow: () => on.workspace('people.read'),
  run: async ({ db }, { q, limit }) => {
    const items = await db.user.findMany({
      where: { state: 'active', ...(q ? { name: { contains: q, mode: 'insensitive' } } : {}) },
      orderBy: { name: 'asc' },
      take: limit,
      select: { id: true, name: true },
    });
    return { items, next: null };
  },
});

const shown = {
  sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, select: { lastSeenAt: true } },
  _count: { select: { memberships: true, passkeys: true } },
  secondFactor: { select: { confirmedAt: true } },
} satisfies Prisma.UserInclude;

const view = (row: Prisma.UserGetPayload<{ include: typeof shown }>): AccountView => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  state: row.state,
  suspendedReason: row.suspendedReason,
  suspendedUntil: row.suspendedUntil?.toISOString() ?? null,
  secondFactor: Boolean(row.secondFactor?.confirmedAt) || row._count.passkeys > 0,
  lastSeenAt: row.sessions[0]?.lastSeenAt.toISOString() ?? null,
  cases: row._count.memberships,
  createdAt: row.createdAt.toISOString(),
});

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).readonly(), next: z.string().nullable() });

export const listAccounts = query({
  name: 'account.list',
  input: accountsInput,
  output: pageOf(accountView),
  allow: () => on.workspace('account.read'),
  run: async ({ db }, { q, role, state, limit, after }) => {
    const like = { contains: q, mode: 'insensitive' } as const;
    const rows = await db.user.findMany({
      where: {
        AND: [
          { id: { not: SYSTEM_USER } },
          after ? { id: { gt: after } } : {},
          q ? { OR: [{ name: like }, { email: like }] } : {},
          role ? { role } : {},
          state ? { state } : {},
        ],
      },
      orderBy: { id: 'asc' },
      take: limit + 1,
      include: shown,
    });
    return toPage(rows, limit, (row) => row.id, view);
  },
});

export const getAccount = query({
  name: 'account.get',
  input: accountRef,
  output: accountView,
  allow: () => on.workspace('account.read'),
  run: async ({ db }, { accountId }) => {
    const row = await db.user.findUnique({ where: { id: accountId }, include: shown });
    return view(found(row?.id === SYSTEM_USER ? null : row, 'There is no such account.'));
  },
});

const invitationState = (row: Prisma.InvitationModel, now: Date): InvitationView['state'] => {
  if (row.acceptedAt) return 'accepted';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'open';
};

const showInvitation = (row: Prisma.InvitationModel): InvitationView => {
  const state = invitationState(row, new Date());
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    link: state === 'open' ? `/invite/${invitationSecret(row.id)}` : null,
    state,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
};

export const listInvitations = query({
  name: 'invitation.list',
  input: z.object(page),
  output: pageOf(invitationView),
  allow: () => on.workspace('account.invite'),
  run: async ({ db }, { limit, after }) => {
    const rows = await db.invitation.findMany({
      where: after ? { id: { lt: after } } : {},
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, showInvitation);
  },
});

export const getInvitation = query({
  name: 'invitation.get',
  input: z.object({ invitationId: uuid }),
  output: invitationView,
  allow: () => on.workspace('account.invite'),
  run: async ({ db }, { invitationId }) =>
    showInvitation(found(await db.invitation.findUnique({ where: { id: invitationId } }))),
});
