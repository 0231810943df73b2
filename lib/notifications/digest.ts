import { createFormatter, createTranslator } from 'use-intl/core';
import type { Messages } from '@/messages/index.ts';
import { messages } from '@/messages/index.ts';
import { Prisma } from '../platform/db.ts';
import type { Database } from '../platform/db.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { chooseLocale } from '../platform/locales.rules.ts';
import type { Mailer } from '../platform/mail.ts';
import { inboxLines } from './queries.ts';
import { addressOf, digestEvery, reasonValues } from './rules.ts';
import type { DigestPeriod } from './rules.ts';
import type { NotificationView } from './schema.ts';

/** What was read within this time on a screen is not mailed as well. */
const SETTLE_MS = 2 * 60_000;
const MOST = 50;

interface Due {
  readonly id: string;
  readonly role: 'member' | 'moderator' | 'admin';
  readonly email: string;
  readonly name: string;
  readonly digest: DigestPeriod;
  readonly locale: string | null;
  readonly lastDigestAt: Date | null;
}

/**
 * Mails everyone whose time has come what they have not read. Each digest is claimed by moving its time before it is sent,
 * so two processes never send the same one; when the mail server refuses, the time is put back and the next round
 * tries again. A refusal of one is told when all others have been served. Answers how many were sent.
 */
export async function sendDigests(
  db: Database,
  mail: Mailer,
  { now, address }: { readonly now: Date; readonly address: string },
): Promise<number> {
  if (!mail.configured) return 0;
  let sent = 0;
  const failures: unknown[] = [];
  for (const person of await whoWaits(db, now)) {
    if (!(await claim(db, person, now))) continue;
    // Visibility is asked now, not when the line was made: what one may no longer read is not mailed.
    const lines = await inboxLines(
      db.prisma,
      person,
      Prisma.sql`AND n."readAt" IS NULL AND n."mailedAt" IS NULL`,
      MOST,
    );
    if (lines.length === 0) continue;
    try {
      await mail.send({ to: person.email, ...digestMail(person, lines, address) });
    } catch (error) {
      await db.prisma.notificationSetting.update({
        where: { userId: person.id },
        data: { lastDigestAt: person.lastDigestAt },
      });
      failures.push(error);
      continue;
    }
    await db.prisma.notification.updateMany({
      where: { id: { in: lines.map((line) => line.id) } },
      data: { mailedAt: now },
    });
    sent += 1;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} digests could not be mailed`);
  return sent;
}

async function whoWaits(db: Database, now: Date): Promise<readonly Due[]> {
  const settled = new Date(now.getTime() - SETTLE_MS);
  const rows = await db.prisma.$queryRaw<Due[]>`
    SELECT u.id, u.role::text AS role, u.email, u.name, coalesce(s.digest, 'daily')::text AS digest, s.locale,
      s."lastDigestAt"
    FROM "User" u LEFT JOIN "NotificationSetting" s ON s."userId" = u.id
    WHERE u.state = 'active' AND coalesce(s.digest, 'daily') <> 'off' AND NOT u.demo AND EXISTS (
      SELECT 1 FROM "Notification" n
      WHERE n."userId" = u.id AND n."readAt" IS NULL AND n."mailedAt" IS NULL AND n.at <= ${settled})
    ORDER BY u.id`;
  return rows.filter(
    ({ digest, lastDigestAt }) => !lastDigestAt || now.getTime() - lastDigestAt.getTime() >= digestEvery[digest],
  );
}

/** Whether this process got it: the row is as it was seen. */
async function claim(db: Database, { id, lastDigestAt }: Due, now: Date): Promise<boolean> {
  await db.prisma.notificationSetting.createMany({ data: [{ userId: id }], skipDuplicates: true });
  const { count } = await db.prisma.notificationSetting.updateMany({
    where: { userId: id, lastDigestAt },
    data: { lastDigestAt: now },
  });
  return count === 1;
}

/** Plain text: it can be read everywhere, and nothing that a colleague wrote becomes markup. */
export function digestMail(
  person: { readonly name: string; readonly locale: string | null },
  lines: readonly NotificationView[],
  address: string,
): { subject: string; text: string } {
  const locale: Locale = chooseLocale(person.locale ?? undefined, null);
  const t = createTranslator<Messages, 'inbox'>({ locale, messages: messages[locale], namespace: 'inbox' });
  const format = createFormatter({ locale, timeZone: 'UTC' });
  const cases = Map.groupBy(lines, (line) => line.investigation.title);
  const parts = [...cases].map(([title, inCase]) =>
    [
      title,
      ...inCase.map((line) => {
        const what = t(`reasons.${line.reason}`, reasonValues(line));
        const excerpt = line.excerpt.replace(/\s+/gu, ' ').trim();
        const at = format.dateTime(new Date(line.at), { dateStyle: 'medium', timeStyle: 'short' });
        return `- ${what}${excerpt ? `: “${excerpt}”` : ''}\n  ${at} UTC, ${address}${addressOf(line)}`;
      }),
    ].join('\n'),
  );
  return {
    subject: t('digest.subject', { count: lines.length }),
    text: [
      t('digest.hello', { name: person.name }),
      ...parts,
      t('digest.settings', { address: `${address}/inbox` }),
    ].join('\n\n'),
  };
}
