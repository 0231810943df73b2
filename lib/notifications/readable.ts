import { readableCase } from '../entities/visibility.ts';
import { Prisma } from '../platform/db.ts';
import type { Reader } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';

type Viewer = Pick<ActorFacts, 'id' | 'role'>;

/**
 * "Notification" n of this person, as far as they may still read what it is about: who has left a case, or whose
 * colleague took a mark back, or who may not decide about a redaction any more, is not told, and the line does not count.
 */
export const readableLines = (viewer: Viewer): Prisma.Sql => Prisma.sql`
  FROM "Notification" n
  JOIN "Investigation" i ON i.id = n."investigationId"
  LEFT JOIN "Annotation" a ON a.id = n."annotationId"
  LEFT JOIN "Reply" r ON r.id = n."replyId"
  WHERE n."userId" = ${viewer.id}::uuid AND ${readableCase(viewer)}
    AND (n."annotationId" IS NULL
      OR (a."deletedAt" IS NULL AND (a.visibility = 'case' OR a."authorId" = ${viewer.id}::uuid)))
    AND r."deletedAt" IS NULL
    AND (n.reason <> 'redaction_asked' OR EXISTS (SELECT 1 FROM "Membership" d
      WHERE d."investigationId" = i.id AND d."userId" = ${viewer.id}::uuid AND d.role IN ('editor', 'lead')))`;

export async function countUnread(db: Reader, viewer: Viewer): Promise<number> {
  const [row] = await db.$queryRaw<{ unread: number }[]>`
    SELECT count(*)::int AS unread ${readableLines(viewer)} AND n."readAt" IS NULL`;
  return row?.unread ?? 0;
}
