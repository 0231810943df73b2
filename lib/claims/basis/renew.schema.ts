import { z } from 'zod';
import { uuid } from '../../platform/ids.ts';
import { longText } from '../../platform/text.schema.ts';
import { basisChange } from './schema.ts';

export const renewInput = z.object({
  investigationId: uuid,
  claimIds: z.array(uuid).min(1, 'Choose at least one claim.').max(200, 'At most 200 claims at once.'),
  /** The correction line of each page that is public. */
  note: longText(1000).optional(),
});
export const staleInput = z.object({ investigationId: uuid });
export const staleView = z.object({
  items: z.array(
    z.object({
      claimId: z.string(),
      number: z.number(),
      statement: z.string(),
      isPublic: z.boolean(),
      changes: z.array(basisChange).readonly(),
      /** false: a new verdict is its correction. */
      renewable: z.boolean(),
      /** Readers will be shown something else, so a line tells them. */
      needsNote: z.boolean(),
      /** What else is built on it. */
      stories: z.array(z.object({ id: z.string(), title: z.string() })),
      relationships: z.number(),
      dossiers: z.number(),
    }),
  ),
});
export type StaleView = z.infer<typeof staleView>;
