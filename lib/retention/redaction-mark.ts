import { createHash } from 'node:crypto';
import { z } from 'zod';
import { on } from '../platform/access.ts';
import { Prisma } from '../platform/db.ts';
import type { Reader } from '../platform/db.ts';
import { query } from '../platform/query.ts';

/**
 * Which redaction was the last one that an open page may still show the words of. A page is made with one mark; when its
 * server names another, the page is loaded anew (ACC-8). A mark says nothing of what was redacted or where.
 */
export type RedactionMark = string | null;

/** Names of an open case are shared with the whole newsroom (ENT-7), so everybody may have its words on a page. */
const seenBy = (userId: Prisma.Sql): Prisma.Sql => Prisma.sql`(NOT i.confidential OR EXISTS (
  SELECT 1 FROM "Membership" m WHERE m."investigationId" = i.id AND m."userId" = ${userId}))`;

const last = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT r.id FROM "Redaction" r JOIN "Investigation" i ON i.id = r."investigationId"
  WHERE r.outcome = 'done' AND ${condition} ORDER BY r."endedAt" DESC, r.id DESC LIMIT 1`;

const opaque = (id: string | null | undefined): RedactionMark =>
  id ? createHash('sha256').update(`redaction ${id}`).digest('hex').slice(0, 16) : null;

export async function redactionMarks(
  db: Reader,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, RedactionMark>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ userId: string; id: string | null }[]>`
    SELECT u.id AS "userId", (${last(seenBy(Prisma.sql`u.id`))}) AS id FROM "User" u
    WHERE u.id = ANY (${[...userIds]}::uuid[])`;
  return new Map(rows.map(({ userId, id }) => [userId, opaque(id)]));
}

/** For pages that anybody may open: only cases of which something was ever published count. */
export async function publicRedactionMark(db: Reader): Promise<RedactionMark> {
  const published = Prisma.sql`EXISTS (SELECT 1 FROM "Publication" p JOIN "Claim" c ON c.id = p."claimId"
    WHERE c."investigationId" = i.id)`;
  const [row] = await db.$queryRaw<{ id: string }[]>(last(published));
  return opaque(row?.id);
}

/** What a page behind the door is made with; read before anything that the page shows. */
export const getRedactionMark = query({
  name: 'redaction.latest',
  input: z.object({}),
  output: z.object({ mark: z.string().nullable() }),
  allow: () => on.workspace('me.read'),
  run: async ({ db, viewer }) => ({ mark: (await redactionMarks(db, [viewer.id])).get(viewer.id) ?? null }),
});
