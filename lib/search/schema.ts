import { z } from 'zod';
import { claimHead } from '../claims/head.schema.ts';
import { annotationKinds, annotationStatuses, tagColors, visibilities } from '../annotations/rules.ts';
import { uuid } from '../platform/ids.ts';
import { longText } from '../platform/text.schema.ts';

export const searchTypes = ['source', 'annotation', 'claim', 'entity'] as const;
export type SearchType = (typeof searchTypes)[number];

export const searchInput = z.object({
  q: longText(500).default(''),
  type: z.enum(searchTypes, { error: `One of: ${searchTypes.join(', ')}.` }).optional(),
  investigationId: uuid.optional(),
  sourceId: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(30),
  after: z.coerce.number().int().min(0).max(10_000).default(0),
});

const place = z.object({ start: z.number(), end: z.number() });
const common = {
  id: z.string(),
  investigation: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** Why it was found, with the places of the words that were asked for. */
  snippet: z.object({ text: z.string(), found: z.array(place).readonly() }),
};
const person = z.object({ id: z.string(), name: z.string() });

export const searchHit = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.literal('source'),
    title: z.string(),
    state: z.enum(['draft', 'sealed']),
    /** The part in which the words stand (P12); null when the title was found. */
    label: z.string().nullable(),
  }),
  z.object({
    ...common,
    type: z.literal('annotation'),
    kind: z.enum(annotationKinds),
    status: z.enum(annotationStatuses),
    visibility: z.enum(visibilities),
    revision: z.number(),
    text: z.string(),
    source: z.object({ id: z.string(), title: z.string() }),
    author: person,
    createdAt: z.iso.datetime(),
    tags: z.array(z.object({ name: z.string(), color: z.enum(tagColors) })),
    replies: z.number(),
    /** Where it stands in the newest version: the words and those around them. */
    words: z
      .object({ label: z.string().nullable(), prefix: z.string(), exact: z.string(), suffix: z.string() })
      .nullable(),
    claim: claimHead.pick({ id: true, number: true, statement: true, rating: true }).nullable(),
    entityId: z.string().nullable(),
  }),
  z.object({
    ...common,
    ...claimHead.omit({ id: true }).shape,
    type: z.literal('claim'),
  }),
  z.object({ ...common, type: z.literal('entity'), name: z.string(), schema: z.string() }),
]);
export type SearchHit = z.infer<typeof searchHit>;
export type AnnotationHit = Extract<SearchHit, { type: 'annotation' }>;

export const searchAnswer = z.object({
  items: z.array(searchHit).readonly(),
  next: z.string().nullable(),
  /** How many there are of each type. */
  counts: z.object({ source: z.number(), annotation: z.number(), claim: z.number(), entity: z.number() }),
  /** Nothing has just these words: these are alike. */
  alike: z.boolean(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
