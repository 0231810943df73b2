import { z } from 'zod';

/** What admins decide for the whole workspace, each with what holds until they do. */
export const settingsShape = z.object({
  /** Whether moderators and admins need a second factor before their role counts. */
  secondFactor: z.enum(['optional', 'moderators']).default('optional'),
  /** Whether anybody who can receive mail may make an account. */
  openRegistration: z.boolean().default(false),
  /** Days after which ended sessions, used links and spent limits are forgotten. */
  forgetSessionsAfter: z.number().int().min(7).max(3650).default(90),
  /** Months after which what a sealed source was read from is forgotten, its hash kept; 0: never. */
  keepRawFor: z.number().int().min(0).max(600).default(0),
  /** The reconciliation service (OpenRefine's) in which names can be looked up; empty: nothing is ever sent (ENT-5). */
  reconcileAt: z.union([z.literal(''), z.url({ protocol: /^https?$/u }).max(500)]).default(''),
});
export type Settings = z.infer<typeof settingsShape>;

/** Only what is named changes. (Without the defaults: what is left out is left as it is.) */
export const updateSettingsInput = z.object({
  secondFactor: settingsShape.shape.secondFactor.unwrap().optional(),
  openRegistration: z.boolean().optional(),
  forgetSessionsAfter: settingsShape.shape.forgetSessionsAfter.unwrap().optional(),
  keepRawFor: settingsShape.shape.keepRawFor.unwrap().optional(),
  reconcileAt: settingsShape.shape.reconcileAt.unwrap().optional(),
});
