import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { uuid } from '../platform/ids.ts';
import { listTopics } from './lists.rules.ts';
import { MOST_ASIDES } from './model/ftm.rules.ts';
import { hasBrokenCharacters, line, page } from '../platform/text.schema.ts';

const text = z
  .string()
  .max(4000)
  .refine((value) => !hasBrokenCharacters(value), 'This is not text.');

/** As many values of a property as a line is taken with: some people on lists have a hundred names. */
export const MOST_VALUES = 500;

const aside = z.object({
  prop: z.string().max(60),
  value: text,
  lang: z.string().max(20).optional(),
  kind: z.string().max(20).optional(),
  original_value: text.optional(),
});

/** An entity or interval in FollowTheMoney's own form; values too long or broken are refused with it. */
export const exchanged = z.object({
  id: line(500),
  schema: line(60),
  properties: z.record(z.string().max(60), z.array(text).max(MOST_VALUES)),
  /** What FollowTheMoney has no place for: language and kind of a name, circa (docs/operations.md). */
  redthread: z.array(aside).max(MOST_ASIDES).optional(),
});
export type Exchanged = z.infer<typeof exchanged>;

export const exportInput = z.object({
  /** Only what this case names, with its relationships; otherwise all that the caller may see. */
  investigationId: uuid.optional(),
  ...page,
  /** The last id that was had: a stream that broke off goes on behind it. `link:` before it means in the relationships. */
  after: z.string().max(100).optional(),
});
export const exportPage = pageOf(exchanged);

/** How many can be asked for by their ids at a time: as many as fit into an address. */
export const MOST_ASKED = 80;
export const exchangedInput = z.object({
  /** Parted by commas. */
  ids: z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(uuid).min(1, 'Say which (ids).').max(MOST_ASKED, `At most ${MOST_ASKED} at a time.`)),
});
export const exchangedList = z.object({ items: z.array(exchanged) });

export const importInput = z.object({
  investigationId: uuid.optional(),
  /** The name of the file or list, kept with every value. */
  importedFrom: line(200),
  items: z.array(exchanged).min(1).max(200, 'At most 200 at a time.'),
  /** Tell me when one of them is mentioned. */
  watch: z.boolean().default(false),
  /** Of a watch list that does not say so itself: what whoever is on it is. */
  watchAs: z.enum(listTopics).default('poi'),
});
export type ImportInput = z.output<typeof importInput>;
