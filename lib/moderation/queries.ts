import { z } from 'zod';
import { on } from '../platform/access.ts';
import type { Prisma } from '../platform/db.ts';
import { toPage } from '../platform/page.ts';
import { query } from '../platform/query.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import { flaggable, flagOutcomes, flagReasons } from './rules.ts';
import type { FlagView } from './schema.ts';
import { dashboardView, flagPage, flagsInput, noticePage, sealedCases } from './schema.ts';
import { namesOf, readableCases } from './who.ts';

const DORMANT_DAYS = 90;
const DAY = 86_400_000;

/**
 * The queue. A moderator sees that something in a confidential case was flagged, by whom and about whom, but not a word of
 * it; whoever leads that case sees all of it and decides.
 */
export const listFlags = query({
  name: 'flag.list',
  input: flagsInput,
  output: flagPage,
  allow: () => on.workspace('flag.list'),
  run: async ({ db, viewer }, { state, limit, after }) => {
    const led = await db.membership.findMany({
      where: { userId: viewer.id, role: 'lead' },
      select: { investigationId: true },
    });
    const rows = await db.flag.findMany({
      where: {
        resolvedAt: state === 'open' ? null : { not: null },
        ...(after ? { id: { lt: after } } : {}),
        ...(viewer.role === 'member' ? { investigationId: { in: led.map((one) => one.investigationId) } } : {}),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const cases = await readableCases(
      db,
      viewer,
      rows.map((row) => row.investigationId),
    );
    const people = await namesOf(
      db,
      rows.flatMap((row) => [row.authorId, row.raisedById, row.resolvedById]),
    );
    const [history, hidden] = await Promise.all([
      historyOf(db, [...new Set(rows.map((row) => row.authorId))]),
      db.hiddenText.findMany({ where: { subjectId: { in: rows.map((row) => row.subjectId) } } }),
    ]);
    const show = (row: Prisma.FlagModel): FlagView => {
      const place = row.investigationId ? cases.get(row.investigationId) : undefined;
      const secret = row.investigationId !== null && !place?.readable;
      return {
        id: row.id,
        subjectType: z.enum(flaggable).parse(row.subjectType),
        subjectId: row.subjectId,
        excerpt: secret ? null : row.excerpt,
        note: secret ? null : row.note,
        reason: z.enum(flagReasons).parse(row.reason),
        author: people(row.authorId),
        raisedBy: people(row.raisedById),
        createdAt: row.createdAt.toISOString(),
        case: row.investigationId && place?.readable ? { id: row.investigationId, title: place.title } : null,
        confidential: place?.confidential ?? false,
        hidden: hidden.some((one) => one.subjectId === row.subjectId),
        history: history.get(row.authorId) ?? { flags: 0, upheld: 0, warnings: 0 },
        outcome: z.enum(flagOutcomes).nullable().parse(row.outcome),
        outcomeReason: row.outcomeReason,
        resolvedBy: row.resolvedById ? people(row.resolvedById) : null,
        resolvedAt: row.resolvedAt?.toISOString() ?? null,
      };
    };
    return toPage(rows, limit, (row) => row.id, show);
  },
});

async function historyOf(db: Parameters<typeof namesOf>[0], authorIds: readonly string[]) {
  const where = { authorId: { in: [...authorIds] } };
  const [all, upheld, warnings] = await Promise.all([
    db.flag.groupBy({ by: ['authorId'], where, _count: true }),
    db.flag.groupBy({
      by: ['authorId'],
      where: { ...where, outcome: { in: ['hide', 'warn', 'suspend'] } },
      _count: true,
    }),
    db.notice.groupBy({
      by: ['userId'],
      where: { userId: { in: [...authorIds] }, kind: 'warning' },
      _count: true,
    }),
  ]);
  return new Map(
    all.map((row) => [
      row.authorId,
      {
        flags: row._count,
        upheld: upheld.find((one) => one.authorId === row.authorId)?._count ?? 0,
        warnings: warnings.find((one) => one.userId === row.authorId)?._count ?? 0,
      },
    ]),
  );
}

/** What one still has to read. */
export const listNotices = query({
  name: 'notice.list',
  input: z.object({}),
  output: noticePage,
  allow: () => on.workspace('me.read'),
  run: async ({ db, viewer }) => {
    const rows = await db.notice.findMany({
      where: { userId: viewer.id, readAt: null },
      orderBy: { createdAt: 'asc' },
      take: 20,
    });
    const people = await namesOf(
      db,
      rows.map((row) => row.fromId),
    );
    const items = rows.map((row) => ({
      id: row.id,
      kind: z.enum(['warning', 'break_glass']).parse(row.kind),
      text: row.text,
      from: people(row.fromId).name,
      createdAt: row.createdAt.toISOString(),
    }));
    return { items, next: null };
  },
});

/** What needs a decision. */
export const getDashboard = query({
  name: 'moderation.dashboard',
  input: z.object({}),
  output: dashboardView,
  allow: () => on.workspace('account.read'),
  run: async ({ db }) => {
    const now = new Date();
    const active = { state: 'active', id: { not: SYSTEM_USER } } as const;
    const [openFlags, suspensionsEnding, openInvitations, moderatorsWithoutFactor, dormant, activeGrants, admins] =
      await Promise.all([
        db.flag.count({ where: { resolvedAt: null } }),
        db.user.count({
          where: { state: 'suspended', suspendedUntil: { lt: new Date(now.getTime() + 7 * DAY) } },
        }),
        db.invitation.count({ where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } }),
        db.user.count({
          where: {
            ...active,
            role: { not: 'member' },
            passkeys: { none: {} },
            OR: [{ secondFactor: null }, { secondFactor: { confirmedAt: null } }],
          },
        }),
        db.user.count({
          where: {
            ...active,
            createdAt: { lt: new Date(now.getTime() - DORMANT_DAYS * DAY) },
            sessions: { none: { lastSeenAt: { gt: new Date(now.getTime() - DORMANT_DAYS * DAY) } } },
          },
        }),
        db.accessGrant.count({ where: { endedAt: null, expiresAt: { gt: now } } }),
        db.user.count({ where: { ...active, role: 'admin' } }),
      ]);
    return {
      openFlags,
      suspensionsEnding,
      openInvitations,
      moderatorsWithoutFactor,
      dormant,
      activeGrants,
      admins,
    };
  },
});

/** Confidential cases as an admin may know of them: that there is one, who leads it, never what it is about. */
export const listSealedCases = query({
  name: 'case.sealed_list',
  input: z.object({}),
  output: sealedCases,
  allow: () => on.workspace('case.sealed_list'),
  run: async ({ db, viewer }) => {
    const rows = await db.investigation.findMany({
      where: { confidential: true, members: { none: { userId: viewer.id } } },
      orderBy: { id: 'desc' },
      take: 500,
      select: {
        id: true,
        createdAt: true,
        members: { select: { role: true, user: { select: { id: true, name: true } } } },
      },
    });
    const grants = await db.accessGrant.findMany({
      where: { userId: viewer.id, endedAt: null, expiresAt: { gt: new Date() } },
    });
    const items = rows.map((row) => ({
      id: row.id,
      leads: row.members.filter(({ role }) => role === 'lead').map(({ user }) => user),
      members: row.members.length,
      createdAt: row.createdAt.toISOString(),
      openUntil: grants.find((grant) => grant.investigationId === row.id)?.expiresAt.toISOString() ?? null,
    }));
    return { items, next: null };
  },
});
