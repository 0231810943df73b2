import { z } from 'zod';
import { jobView } from '../jobs/schema.ts';

const refused = z.object({ line: z.number(), why: z.string() });

/** What came of a file of entities: how much was new, was known already, links; and line by line what was left out. */
export const importResult = z.object({
  created: z.number(),
  known: z.number(),
  links: z.number(),
  problems: z.array(refused),
  skipped: z.array(refused.extend({ id: z.string() })),
  skippedCount: z.number(),
});
export type ImportResult = z.infer<typeof importResult>;

/** What would come of it, and whom the first rows may already be. */
export const importTried = z.object({
  things: z.number(),
  links: z.number(),
  others: z.number(),
  problems: z.array(refused),
  sample: z.array(
    z.object({
      line: z.number(),
      name: z.string(),
      schema: z.string(),
      properties: z.record(z.string(), z.array(z.string())),
      maybe: z.object({ id: z.string(), name: z.string(), score: z.number() }).nullable(),
    }),
  ),
});
export type ImportTried = z.infer<typeof importTried>;

export const importBegun = z.object({ job: jobView });
