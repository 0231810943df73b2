import { z } from 'zod';
import { entityItem, onList } from '../entities/schema.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { line } from '../platform/text.schema.ts';

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

export const foundNamesInput = z.object({ investigationId: uuid });

/** What a person agreed to: who it is, how it is written, where it stands (ENT-9). */
export const acceptNameInput = z
  .object({
    investigationId: uuid,
    entityId: uuid.optional(),
    entity: z.object({ id: clientId.optional(), schema: line(60), name: line(200) }).optional(),
    spellings: z.array(line(200)).max(20, 'At most 20 spellings.').default([]),
    places: z
      .array(
        z
          .object({ sourceId: uuid, version: z.number().int().min(1), start: offset, end: offset })
          .refine(({ start, end }) => end > start, 'The end of a mark must come after its start.'),
      )
      .min(1)
      .max(500, 'At most 500 mentions at a time.'),
  })
  .refine(({ entityId, entity }) => Boolean(entityId) !== Boolean(entity), 'Give either entityId or entity, not both.');

const foundPlace = z.object({
  sourceId: z.string(),
  sourceTitle: z.string(),
  version: z.number(),
  start: z.number(),
  end: z.number(),
  exact: z.string(),
  before: z.string(),
  after: z.string(),
  key: z.string(),
});
export const foundNameView = z.object({
  id: z.string(),
  name: z.string(),
  schema: z.string(),
  spellings: z.array(z.string()),
  entityId: z.string().nullable(),
  places: z.array(foundPlace),
  /** Who it may be: "same as ...?". */
  candidates: z.array(entityItem),
  /** Lists on which whoever is known by this name stands. */
  lists: z.array(onList),
});
export type FoundNameView = z.infer<typeof foundNameView>;
export const foundNameList = z.object({
  items: z.array(foundNameView),
  /** How many names were found; those that are not here come as these are answered. */
  total: z.number(),
  /** How many sealed sources were read, of how many. */
  sources: z.object({ read: z.number(), of: z.number() }),
});

export const suggestionView = z.object({
  key: z.string(),
  kind: z.enum(['entity', 'claim']),
  start: z.number(),
  end: z.number(),
  entityId: z.string().nullable(),
  name: z.string(),
  schema: z.string(),
  /** Of a known name: the lists on which its owner stands, as far as one may know. */
  lists: z.array(onList),
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
