import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import type { Caller } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import { database } from '../platform/db.ts';
import { env } from '../platform/env.ts';
import { uuid } from '../platform/ids.ts';

export const SESSION_DAYS = 30;

/** What the signed cookie carries: who one is stands in the session's row, not here. */
export const sessionClaims = z.object({ sid: uuid });

/** Over https the name's prefix is the browser's promise that this host itself set it, on every path, for https alone. */
export const COOKIE = { secure: '__Host-redthread.session', plain: 'next-auth.session-token' } as const;
/** However much it is used, a session ends: a stolen one is not for ever. */
const LONGEST_DAYS = 90;
/** How stale "last seen" may be: one write a minute, not one per request. */
const SEEN_EVERY = '1 minute';

/** Who sends this request: by bearer token or session cookie; null when by neither. */
export function callerOf(request: Request): Promise<Caller | null> {
  return callerFromHeaders(request.headers);
}

/** The same from bare headers: for pages (`headers()`) and for the upgrade of a WebSocket. */
export async function callerFromHeaders(headers: Headers): Promise<Caller | null> {
  const authorization = headers.get('authorization');
  if (authorization) return callerByToken(authorization);
  const secure = headers.get('x-forwarded-proto') === 'https';
  const token = sessionCookie(headers.get('cookie') ?? '', secure);
  return token ? callerByCookie(token) : null;
}

async function callerByToken(authorization: string): Promise<Caller | null> {
  const [, secret] = /^Bearer\s+(\S+)$/i.exec(authorization) ?? [];
  if (!secret) return null;
  const { pool } = await database();
  const { rows } = await pool.query<{ id: string; userId: string; scopes: string[]; stale: boolean }>(
    `SELECT id, "userId", scopes, "lastUsedAt" IS NULL OR "lastUsedAt" < now() - interval '${SEEN_EVERY}' AS stale
     FROM "ApiToken" WHERE "tokenHash" = $1 AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > now())`,
    [sha256(secret)],
  );
  const [row] = rows;
  if (!row) return null;
  if (row.stale) await pool.query(`UPDATE "ApiToken" SET "lastUsedAt" = now() WHERE id = $1`, [row.id]);
  return { userId: row.userId, tokenId: row.id, scopes: row.scopes };
}

async function callerByCookie(token: string): Promise<Caller | null> {
  const claims = sessionClaims.safeParse(await decode({ token, secret: env().AUTH_SECRET }).catch(() => null));
  if (!claims.success) return null;
  const { pool } = await database();
  const { rows } = await pool.query<{ userId: string; stale: boolean }>(
    `SELECT "userId", "lastSeenAt" < now() - interval '${SEEN_EVERY}' AS stale
     FROM "Session" WHERE id = $1 AND "revokedAt" IS NULL AND "expiresAt" > now()
       AND "createdAt" > now() - interval '${LONGEST_DAYS} days'`,
    [claims.data.sid],
  );
  const [row] = rows;
  if (!row) return null;
  if (row.stale) {
    // Sliding: a session in use does not run out.
    await pool.query(
      `UPDATE "Session" SET "lastSeenAt" = now(), "expiresAt" = now() + interval '${SESSION_DAYS} days' WHERE id = $1`,
      [claims.data.sid],
    );
  }
  return { userId: row.userId, sessionId: claims.data.sid };
}

/** The session cookie's value; next-auth cuts a long one into name.0, name.1 … */
export function sessionCookie(header: string, secure = false): string | null {
  const cookies = new Map(
    header.split(';').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]] : [];
    }),
  );
  const name = secure ? COOKIE.secure : COOKIE.plain;
  const whole = cookies.get(name);
  if (whole) return whole;
  let joined = '';
  for (let part = 0; cookies.has(`${name}.${part}`); part += 1) joined += cookies.get(`${name}.${part}`) ?? '';
  return joined || null;
}
