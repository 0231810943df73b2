import { z } from 'zod';
import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { canMailLinks } from './mails.ts';
import { securityView, sessionPage, tokenPage } from './secure.schema.ts';
import { readSettings } from './settings.ts';
import { settingsShape } from './settings.schema.ts';

/** How one signs in oneself. */
export const getSecurity = query({
  name: 'me.security',
  input: z.object({}),
  output: securityView,
  allow: () => on.workspace('me.read'),
  run: async ({ db, viewer }) => {
    const [person, factor, left, passkeys] = await Promise.all([
      db.user.findUnique({ where: { id: viewer.id }, select: { passwordHash: true } }),
      db.secondFactor.findUnique({ where: { userId: viewer.id }, select: { confirmedAt: true } }),
      db.recoveryCode.count({ where: { userId: viewer.id, usedAt: null } }),
      db.passkey.findMany({ where: { userId: viewer.id }, orderBy: { id: 'asc' } }),
    ]);
    return {
      hasPassword: Boolean(person?.passwordHash),
      secondFactor: Boolean(factor?.confirmedAt),
      recoveryCodesLeft: left,
      owesSecondFactor: viewer.owesSecondFactor,
      mailConfigured: canMailLinks(),
      passkeys: passkeys.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      })),
    };
  },
});

/** Where one is signed in, the latest first. */
export const listSessions = query({
  name: 'session.list',
  input: z.object({}),
  output: sessionPage,
  allow: () => on.workspace('me.read'),
  run: async ({ db, viewer, caller }) => {
    const rows = await db.session.findMany({
      where: { userId: viewer.id, revokedAt: null, expiresAt: { gt: new Date() } },
      orderBy: { lastSeenAt: 'desc' },
      take: 100,
    });
    const items = rows.map((row) => ({
      id: row.id,
      userAgent: row.userAgent,
      method: row.method,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      current: row.id === caller.sessionId,
    }));
    return { items, next: null };
  },
});

export const listTokens = query({
  name: 'token.list',
  input: z.object({}),
  output: tokenPage,
  allow: () => on.workspace('me.read'),
  run: async ({ db, viewer }) => {
    const rows = await db.apiToken.findMany({
      where: { userId: viewer.id, revokedAt: null },
      orderBy: { id: 'desc' },
      take: 100,
    });
    const items = rows.map((row) => ({
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    }));
    return { items, next: null };
  },
});

export const getSettings = query({
  name: 'settings.get',
  input: z.object({}),
  output: settingsShape,
  allow: () => on.workspace('settings.read'),
  run: ({ db }) => readSettings(db),
});
