import { z } from 'zod';
import { on } from '../platform/access.ts';
import type { Prisma } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { uuid } from '../platform/ids.ts';
import { toPage } from '../platform/page.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { page } from '../platform/text.schema.ts';
import type { InvestigationView } from './schema.ts';
import { eventsAsSeen } from './trail.ts';
import {
  eventsInput,
  eventView,
  investigationPage,
  investigationRef,
  investigationView,
  memberView,
  pageOf,
  readPolicy,
} from './schema.ts';

/** The cases a person may read, as a condition for any query that joins to one (the same as policy's `effectiveCaseRole`). */
export function readableBy(viewer: Pick<ActorFacts, 'id' | 'role'>): Prisma.InvestigationWhereInput {
  const member = { members: { some: { userId: viewer.id } } };
  return viewer.role === 'member' ? member : { OR: [member, { confidential: false }] };
}

const shown = (viewerId: string) =>
  ({
    members: { where: { userId: viewerId }, select: { role: true } },
    _count: { select: { sources: true, claims: true, members: true } },
  }) satisfies Prisma.InvestigationInclude;

type Row = Prisma.InvestigationGetPayload<{ include: ReturnType<typeof shown> }>;

const view = (row: Row): InvestigationView => ({
  id: row.id,
  title: row.title,
  brief: row.brief,
  confidential: row.confidential,
  policy: readPolicy(row.policy),
  role: row.members[0]?.role ?? null,
  counts: row._count,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export const listInvestigations = query({
  name: 'investigation.list',
  input: z.object(page),
  output: pageOf(investigationView),
  allow: () => on.workspace('investigation.list'),
  run: async ({ db, viewer }, { limit, after }) => {
    const rows = await db.investigation.findMany({
      where: { AND: [readableBy(viewer), after ? { id: { lt: after } } : {}] },
      // Ids are UUIDv7: newest first.
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: shown(viewer.id),
    });
    return toPage(rows, limit, (row) => row.id, view);
  },
});

export const getInvestigation = query({
  name: 'investigation.get',
  input: investigationRef,
  output: investigationView,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId }) =>
    view(found(await db.investigation.findUnique({ where: { id: investigationId }, include: shown(viewer.id) }))),
});

export const listMembers = query({
  name: 'member.list',
  input: investigationPage,
  output: pageOf(memberView),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db }, { investigationId, limit, after }) => {
    const rows = await db.membership.findMany({
      where: { investigationId, ...(after ? { userId: { gt: after } } : {}) },
      orderBy: { userId: 'asc' },
      take: limit + 1,
      include: { user: { select: { name: true, state: true } } },
    });
    return toPage(
      rows,
      limit,
      (row) => row.userId,
      (row) => ({
        userId: row.userId,
        name: row.user.name,
        role: row.role,
        active: row.user.state === 'active',
        since: row.createdAt.toISOString(),
      }),
    );
  },
});

/** The trail of a case after event n (CORE-2): a client that has seen n misses nothing. */
export const listEvents = query({
  name: 'event.list',
  input: eventsInput,
  output: pageOf(eventView),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, after, limit }) => {
    const rows = await db.event.findMany({
      where: { streamId: investigationId, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: limit + 1,
    });
    const seen = await eventsAsSeen(db, rows);
    return toPage(
      rows,
      limit,
      (row) => String(row.seq),
      (row) => seen(viewer.id, row),
    );
  },
});

/** The newest lines of a case's trail, in their order. */
export const recentEvents = query({
  name: 'event.recent',
  input: z.object({ investigationId: uuid, limit: page.limit }),
  output: z.object({ items: z.array(eventView) }),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, limit }) => {
    const rows = await db.event.findMany({
      where: { streamId: investigationId },
      orderBy: { seq: 'desc' },
      take: limit,
    });
    const seen = await eventsAsSeen(db, rows);
    return { items: rows.reverse().map((row) => seen(viewer.id, row)) };
  },
});
