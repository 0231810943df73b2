import { z } from 'zod';
import { line } from '../../platform/text.schema.ts';
import { ratingTones } from '../rules.ts';

export const ratingKey = z.string('Choose a rating.').regex(/^[a-z][a-z0-9_]{0,39}$/u, 'Choose a rating of the scale.');
export const ratingRef = z.object({ key: ratingKey });
export const saveRatingInput = z.object({
  key: ratingKey,
  labels: z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/u, 'A language is a code such as en or es.'), line(60))
    .refine((labels) => Object.keys(labels).length > 0, 'Name it in one language at least.'),
  value: z.number().int().min(1).max(5).nullable(),
  tone: z.enum(ratingTones),
  icon: line(4),
  position: z.number().int().min(0).max(1000).optional(),
  needsConclusion: z.boolean().default(false),
});
export const ratingView = z.object({
  key: z.string(),
  labels: z.record(z.string(), z.string()),
  value: z.number().nullable(),
  tone: z.enum(ratingTones),
  icon: z.string(),
  position: z.number(),
  needsConclusion: z.boolean(),
  retired: z.boolean(),
  /** Something was rated so: its meaning is kept. */
  used: z.boolean(),
});
export type RatingView = z.infer<typeof ratingView>;
