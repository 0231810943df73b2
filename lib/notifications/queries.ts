import { z } from 'zod';
import { captionSql } from '../entities/visibility.ts';
import { on } from '../platform/access.ts';
import { Prisma } from '../platform/db.ts';
import type { Reader } from '../platform/db.ts';
import { isLocale } from '../platform/locales.rules.ts';
import { mailer } from '../platform/mail.ts';
import { toPage } from '../platform/page.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { changesIn } from './work-changed.ts';
import { countUnread, readableLines } from './readable.ts';
import type { NotificationView } from './schema.ts';
import { inboxSettingsView, listNotificationsInput, notificationPage, unreadView } from './schema.ts';

const EXCERPT = 280;
export const excerptOf = (text: string): string =>
  text.length > EXCERPT ? `${text.slice(0, EXCERPT).toWellFormed().trimEnd()}…` : text;

const shown = (viewer: Viewer): Prisma.Sql => Prisma.sql`
  n.id, n.reason::text AS reason, n."eventSeq", n.at, n."readAt", n."actorId",
  (SELECT u.name FROM "User" u WHERE u.id = n."actorId") AS "actorName",
  i.id AS "investigationId", i.title AS "investigationTitle",
  n."annotationId", n."sourceId", (SELECT s.title FROM "Source" s WHERE s.id = n."sourceId") AS "sourceTitle",
  n."claimId", c.number AS "claimNumber", c.statement AS "claimStatement",
  n."entityId", (SELECT ${captionSql(viewer)} FROM "Entity" e WHERE e.id = n."entityId") AS "entityName",
  coalesce(r.text, nullif(a.text, ''),
    (SELECT string_agg(k.exact, ' … ' ORDER BY k.ordinal) FROM "Anchor" k
     WHERE k."annotationId" = a.id AND k."versionId" = (
       SELECT k2."versionId" FROM "Anchor" k2 WHERE k2."annotationId" = a.id ORDER BY k2.id LIMIT 1)),
    c.statement, '') AS excerpt`;

type Viewer = Pick<ActorFacts, 'id' | 'role'>;

interface Row {
  readonly id: string;
  readonly reason: NotificationView['reason'];
  readonly at: Date;
  readonly readAt: Date | null;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly eventSeq: number;
  readonly investigationId: string;
  readonly investigationTitle: string;
  readonly annotationId: string | null;
  readonly sourceId: string | null;
  readonly sourceTitle: string | null;
  readonly claimId: string | null;
  readonly claimNumber: number | null;
  readonly claimStatement: string | null;
  readonly entityId: string | null;
  readonly entityName: string | null;
  readonly excerpt: string;
}

/** Lines of a person's inbox, newest first, with a further condition. */
export async function inboxLines(
  db: Reader,
  viewer: Viewer,
  and: Prisma.Sql,
  limit: number,
): Promise<readonly NotificationView[]> {
  // The claim is joined between FROM and WHERE by a lateral look-up, so that `readableLines` stays the one condition.
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${shown(viewer)} FROM (SELECT n.id AS line ${readableLines(viewer)} ${and} ORDER BY n.id DESC LIMIT ${limit}) l
    JOIN "Notification" n ON n.id = l.line
    JOIN "Investigation" i ON i.id = n."investigationId"
    LEFT JOIN "Annotation" a ON a.id = n."annotationId"
    LEFT JOIN "Reply" r ON r.id = n."replyId"
    LEFT JOIN "Claim" c ON c.id = n."claimId"
    ORDER BY n.id DESC`;
  const changes = await changesIn(db, viewer.id, rows);
  return rows.map((row) => ({
    id: row.id,
    reason: row.reason,
    at: row.at.toISOString(),
    read: row.readAt !== null,
    actor: { id: row.actorId, name: row.actorName ?? 'Somebody' },
    investigation: { id: row.investigationId, title: row.investigationTitle },
    source: row.sourceId && row.sourceTitle ? { id: row.sourceId, title: row.sourceTitle } : null,
    annotationId: row.annotationId,
    claim:
      row.claimId && row.claimNumber !== null
        ? { id: row.claimId, number: row.claimNumber, statement: row.claimStatement ?? '' }
        : null,
    entity: row.entityId ? { id: row.entityId, name: row.entityName ?? '' } : null,
    change: changes.get(row.id) ?? null,
    excerpt: excerptOf(row.excerpt),
  }));
}

export const listNotifications = query({
  name: 'notification.list',
  input: listNotificationsInput,
  output: notificationPage,
  allow: () => on.workspace('notification.read'),
  run: async ({ db, viewer }, { limit, after, unread, investigationId }) => {
    const conditions = [
      unread === 'true' ? Prisma.sql`AND n."readAt" IS NULL` : Prisma.empty,
      after ? Prisma.sql`AND n.id < ${after}::uuid` : Prisma.empty,
      investigationId ? Prisma.sql`AND n."investigationId" = ${investigationId}::uuid` : Prisma.empty,
    ];
    const rows = await inboxLines(db, viewer, Prisma.join(conditions, ' '), limit + 1);
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => row,
    );
  },
});

export const countNotifications = query({
  name: 'notification.unread',
  input: z.object({}),
  output: unreadView,
  allow: () => on.workspace('notification.read'),
  run: async ({ db, viewer }) => ({ unread: await countUnread(db, viewer) }),
});

export const getInboxSettings = query({
  name: 'notification.settings',
  input: z.object({}),
  output: inboxSettingsView,
  allow: () => on.workspace('notification.read'),
  run: async ({ db, viewer }) => {
    const [setting, muted] = await Promise.all([
      db.notificationSetting.findUnique({ where: { userId: viewer.id } }),
      db.$queryRaw<{ id: string; title: string }[]>`
        SELECT i.id, i.title FROM "CaseMute" q JOIN "Investigation" i ON i.id = q."investigationId"
        JOIN "Membership" m ON m."investigationId" = i.id AND m."userId" = q."userId"
        WHERE q."userId" = ${viewer.id}::uuid ORDER BY i.title`,
    ]);
    return {
      digest: setting?.digest ?? ('daily' as const),
      locale: isLocale(setting?.locale) ? setting.locale : ('en' as const),
      mail: mailer().configured,
      muted,
    };
  },
});
