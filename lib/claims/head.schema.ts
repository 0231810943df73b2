import { z } from 'zod';
import { claimStates } from './rules.ts';

/** A claim as other things name it: its number and words, how far it is, and the verdict that stands, if one does. */
export const claimHead = z.object({
  id: z.string(),
  number: z.number(),
  statement: z.string(),
  state: z.enum(claimStates),
  rating: z.string().nullable(),
});
