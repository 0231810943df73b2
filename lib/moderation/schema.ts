import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import { flaggable, flagOutcomes, flagReasons } from './rules.ts';

const subject = { subjectType: z.enum(flaggable), subjectId: uuid };

export const raiseFlagInput = z.object({
  id: clientId.optional(),
  ...subject,
  reason: z.enum(flagReasons),
  note: longText(1000).default(''),
});
export const decideFlagInput = z
  .object({
    flagId: uuid,
    outcome: z.enum(flagOutcomes),
    reason: line(500),
    /** For a suspension: when it ends by itself. */
    until: z.iso.datetime().optional(),
  })
  .refine((input) => input.until === undefined || input.outcome === 'suspend', {
    message: 'Only a suspension has an end.',
    path: ['until'],
  });
export const hideInput = z.object({ ...subject, reason: line(500) });
export const restoreInput = z.object(subject);
export const noticeRef = z.object({ noticeId: uuid });
export const breakGlassInput = z.object({
  investigationId: uuid,
  reason: line(500).refine((text) => text.length >= 15, 'Say why in a sentence: its leads are told.'),
  hours: z.number().int().min(1).max(24).default(4),
});
export const investigationRef = z.object({ investigationId: uuid });

export const flagsInput = z.object({ state: z.enum(['open', 'decided']).default('open'), ...page });
const named = z.object({ id: z.string(), name: z.string() });
export const flagView = z.object({
  id: z.string(),
  subjectType: z.enum(flaggable),
  subjectId: z.string(),
  /** Absent where the viewer may not read the case: its leads decide. */
  excerpt: z.string().nullable(),
  note: z.string().nullable(),
  reason: z.enum(flagReasons),
  author: named,
  raisedBy: named,
  createdAt: z.iso.datetime(),
  case: z.object({ id: z.string(), title: z.string() }).nullable(),
  confidential: z.boolean(),
  hidden: z.boolean(),
  /** How often the author was flagged before, and how often something came of it. */
  history: z.object({ flags: z.number(), upheld: z.number(), warnings: z.number() }),
  outcome: z.enum(flagOutcomes).nullable(),
  outcomeReason: z.string().nullable(),
  resolvedBy: named.nullable(),
  resolvedAt: z.iso.datetime().nullable(),
});
export type FlagView = z.infer<typeof flagView>;
export const flagPage = z.object({ items: z.array(flagView).readonly(), next: z.string().nullable() });

export const noticeView = z.object({
  id: z.string(),
  kind: z.enum(['warning', 'break_glass']),
  text: z.string(),
  from: z.string(),
  createdAt: z.iso.datetime(),
});
export const noticePage = z.object({ items: z.array(noticeView).readonly(), next: z.string().nullable() });

export const dashboardView = z.object({
  openFlags: z.number(),
  suspensionsEnding: z.number(),
  openInvitations: z.number(),
  moderatorsWithoutFactor: z.number(),
  dormant: z.number(),
  activeGrants: z.number(),
  admins: z.number(),
});
export type DashboardView = z.infer<typeof dashboardView>;

export const sealedCase = z.object({
  id: z.string(),
  leads: z.array(named).readonly(),
  members: z.number(),
  createdAt: z.iso.datetime(),
  openUntil: z.iso.datetime().nullable(),
});
export const sealedCases = z.object({ items: z.array(sealedCase).readonly(), next: z.string().nullable() });

export const auditInput = z.object({
  type: longText(60).optional(),
  personId: uuid.optional(),
  subjectId: uuid.optional(),
  investigationId: uuid.optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  limit: page.limit,
  after: uuid.optional(),
});
export const auditLine = z.object({
  id: z.string(),
  seq: z.number(),
  type: z.string(),
  actor: named,
  at: z.iso.datetime(),
  case: z.object({ id: z.string(), title: z.string() }).nullable(),
  subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;
export const auditPage = z.object({ items: z.array(auditLine).readonly(), next: z.string().nullable() });
