import { z } from 'zod';
import { repliesShown } from '../claims/rules.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { caseRoles } from '../platform/permissions.rules.ts';
import { line, longText, page } from '../platform/text.schema.ts';

const checklistLine = line(200);

/** What a case decides for itself about checking (CLM-3, CLM-6, CLM-15). */
export const policySchema = z.object({
  /** Independent reviews that a proposal needs. */
  reviews: z.number().int().min(1).max(3).default(1),
  /** Blind: nobody sees another's review until all are in. */
  blind: z.boolean().default(false),
  /** Independent pieces of evidence that a rating needs; 0 asks for evidence only. */
  independentEvidence: z.number().int().min(0).max(5).default(0),
  /** By kind of claim: what has to be ticked before a rating is proposed. */
  checklists: z.record(line(40), z.array(checklistLine).max(30)).default({}),
  /** Whoever is accused has to be asked before publication. */
  rightOfReply: z.boolean().default(false),
  /** Whether the public page says that somebody was asked, and what came of it. */
  repliesShown: z.enum(repliesShown).default('no'),
  /** Whether marks may carry tags that are not in the vocabulary of the house. */
  freeTags: z.boolean().default(true),
});
export type InvestigationPolicy = z.infer<typeof policySchema>;

/** A policy as stored, with what an older one lacks filled in. */
export const readPolicy = (stored: unknown): InvestigationPolicy => policySchema.parse(stored ?? {});

export const investigationFields = {
  title: line(200),
  brief: longText(2000),
  confidential: z.boolean(),
  policy: policySchema,
};

export const createInvestigationInput = z.object({
  id: clientId.optional(),
  title: investigationFields.title,
  brief: investigationFields.brief.default(''),
  confidential: investigationFields.confidential.default(false),
  policy: investigationFields.policy.prefault({}),
});

export const updateInvestigationInput = z.object({
  investigationId: uuid,
  title: investigationFields.title.optional(),
  brief: investigationFields.brief.optional(),
  confidential: investigationFields.confidential.optional(),
  policy: investigationFields.policy.partial().optional(),
});

export const investigationRef = z.object({ investigationId: uuid });
export const investigationPage = z.object({ investigationId: uuid, ...page });
export const setMemberInput = z.object({ investigationId: uuid, userId: uuid, role: z.enum(caseRoles) });
export const memberRef = z.object({ investigationId: uuid, userId: uuid });
export const eventsInput = z.object({
  investigationId: uuid,
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const investigationView = z.object({
  id: z.string(),
  title: z.string(),
  brief: z.string(),
  confidential: z.boolean(),
  policy: policySchema,
  /** The viewer's own role here; null for a moderator who only looks. */
  role: z.enum(caseRoles).nullable(),
  counts: z.object({ sources: z.number(), claims: z.number(), members: z.number() }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type InvestigationView = z.infer<typeof investigationView>;

export const memberView = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(caseRoles),
  active: z.boolean(),
  since: z.iso.datetime(),
});
export type MemberView = z.infer<typeof memberView>;

export const eventView = z.object({
  seq: z.number(),
  type: z.string(),
  actorId: z.string(),
  at: z.iso.datetime(),
  subject: z.object({ type: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
export type EventView = z.infer<typeof eventView>;

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).readonly(), next: z.string().nullable() });
