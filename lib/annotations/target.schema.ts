import { z } from 'zod';
import { MAX_MARK } from '../anchors/rules.ts';
import { hasBrokenCharacters } from '../platform/text.schema.ts';

const offset = z
  .number('A place is a whole number.')
  .int('A place is a whole number.')
  .min(0, 'A place is counted from 0.');
const range = z
  .object({ start: offset, end: offset })
  .refine(({ start, end }) => end > start, 'The end of a mark must come after its start.');

// Not longText: spaces at the ends of a quote are part of it.
const words = (max: number) =>
  z
    .string()
    .max(max, `At most ${max.toLocaleString('en')} characters.`)
    .refine((value) => !hasBrokenCharacters(value), 'This contains characters that are not text.');

const quote = z.object({
  exact: words(MAX_MARK).refine((value) => value.trim() !== '', 'Quote at least one word.'),
  prefix: words(1000).optional(),
  suffix: words(1000).optional(),
});

export const MAX_RANGES = 20;

/** Where a mark goes: a range of UTF-16 offsets, several, or the words themselves. */
export const targetInput = z.union(
  [
    z.strictObject({ quote }),
    z.strictObject({ ranges: z.array(range).min(1).max(MAX_RANGES, `At most ${MAX_RANGES} ranges in one mark.`) }),
    z.strictObject(range.shape).refine(({ start, end }) => end > start, 'The end of a mark must come after its start.'),
  ],
  {
    error:
      'Say where: {start, end} with end after start, {quote: {exact, prefix?, suffix?}}, or {ranges: [{start, end}]} (at most 20).',
  },
);
export type TargetInput = z.infer<typeof targetInput>;
