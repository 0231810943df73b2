import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { uuid } from '../platform/ids.ts';
import { locales } from '../platform/locales.rules.ts';
import { page } from '../platform/text.schema.ts';
import { digestPeriods, notificationReasons } from './rules.ts';

export const listNotificationsInput = z.object({
  ...page,
  /** `true`: only what one has not read. */
  unread: z.enum(['true', 'false']).default('false'),
  investigationId: uuid.optional(),
});

/** Which lines: some by id, all about one mark or claim, or everything. */
export const markReadInput = z
  .object({
    ids: z.array(uuid).max(500).optional(),
    annotationId: uuid.optional(),
    claimId: uuid.optional(),
    all: z.literal(true).optional(),
    read: z.boolean().default(true),
  })
  .refine((input) => input.ids ?? input.annotationId ?? input.claimId ?? input.all, {
    message: 'Say which: ids, annotationId, claimId or all.',
    path: ['ids'],
  });

export const muteInput = z.object({ investigationId: uuid, muted: z.boolean() });

export const digestInput = z.object({
  digest: z.enum(digestPeriods, { error: 'A digest comes hourly, daily or not at all ("off").' }),
  locale: z.enum(locales).optional(),
});

export const notificationView = z.object({
  id: z.string(),
  reason: z.enum(notificationReasons),
  at: z.iso.datetime(),
  read: z.boolean(),
  actor: z.object({ id: z.string(), name: z.string() }),
  investigation: z.object({ id: z.string(), title: z.string() }),
  source: z.object({ id: z.string(), title: z.string() }).nullable(),
  annotationId: z.string().nullable(),
  claim: z.object({ id: z.string(), number: z.number(), statement: z.string() }).nullable(),
  /** A watched entity that was named, as the reader knows it. */
  entity: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What became of one's work: as it was and as it is now, side by side, and why (CLM-13). */
  change: z
    .object({
      kind: z.enum(['words', 'rating']),
      before: z.string().nullable(),
      after: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** What was written or marked, as it stands now. */
  excerpt: z.string(),
});
export type NotificationView = z.infer<typeof notificationView>;
export const notificationPage = pageOf(notificationView);

export const unreadView = z.object({ unread: z.number() });

export const inboxSettingsView = z.object({
  digest: z.enum(digestPeriods),
  locale: z.enum(locales),
  /** Whether this installation can send mail at all. */
  mail: z.boolean(),
  muted: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type InboxSettingsView = z.infer<typeof inboxSettingsView>;
