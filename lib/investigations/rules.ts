import { z } from 'zod';

/** What a case decides for itself (CLM-6): how many independent reviews a proposal needs. */
export const policySchema = z.object({
  reviews: z.number().int().min(1).max(3).default(1),
});
export type InvestigationPolicy = z.infer<typeof policySchema>;

/** A policy as stored, with what an older one lacks filled in. */
export const readPolicy = (stored: unknown): InvestigationPolicy => policySchema.parse(stored ?? {});
