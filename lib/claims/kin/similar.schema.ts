import { z } from 'zod';
import { claimHead } from '../head.schema.ts';
import { uuid } from '../../platform/ids.ts';
import { longText } from '../../platform/text.schema.ts';

export const similarInput = z.object({
  q: longText(1000).refine((text) => text.length >= 3, 'Write three letters at least.'),
  investigationId: uuid.optional(),
  /** The claim that one is looking from. */
  except: uuid.optional(),
  /** From a search: the words are a part of what is looked for, and only what has had a verdict is of use. */
  earlierVerdicts: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});
export const similarView = z.object({
  items: z.array(
    claimHead.extend({
      /** Whether the rating is that of the verdict that stands, or of the last one that stood. */
      stands: z.boolean(),
      decidedAt: z.iso.datetime().nullable(),
      /** 0 to 1: how many groups of three letters the two share. */
      likeness: z.number(),
      investigation: z.object({ id: z.string(), title: z.string() }),
      sameCase: z.boolean(),
      mergedInto: z.object({ id: z.string(), number: z.number(), statement: z.string() }).nullable(),
      differs: z.object({
        onlyHere: z.array(z.string()),
        onlyThere: z.array(z.string()),
        number: z.boolean(),
        denial: z.boolean(),
      }),
    }),
  ),
});
export type SimilarView = z.infer<typeof similarView>;
