import { z } from 'zod';
import { uuid } from '../platform/ids.ts';

const key = z.string().min(1).max(400);

export const listSuggestionsInput = z.object({ sourceId: uuid, version: z.coerce.number().int().min(1).optional() });
export const refuseSuggestionInput = z.object({ sourceId: uuid, keys: z.array(key).min(1).max(200) });

const offset = z.number().int().min(0);
export const markMentionsInput = z
  .object({
    sourceId: uuid,
    version: z.number().int().min(1),
    entityId: uuid,
    /** Every place that the person has looked at and agreed to. */
    ranges: z
      .array(z.object({ start: offset, end: offset }))
      .min(1)
      .max(500, 'At most 500 mentions at a time.'),
  })
  .refine(
    ({ ranges }) => ranges.every(({ start, end }) => end > start),
    'The end of a mark must come after its start.',
  );

export const suggestionView = z.object({
  key: z.string(),
  kind: z.enum(['entity', 'claim']),
  start: z.number(),
  end: z.number(),
  entityId: z.string().nullable(),
  name: z.string(),
  schema: z.string(),
  why: z.array(
    z.enum([
      'known_name',
      'part_of_name',
      'capitalised',
      'number',
      'money',
      'date',
      'attribution',
      'quotation',
      'comparison',
      'named',
      'model',
    ]),
  ),
});
export type SuggestionView = z.infer<typeof suggestionView>;
export const suggestionList = z.object({ version: z.number(), items: z.array(suggestionView) });
