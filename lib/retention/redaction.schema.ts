import { z } from 'zod';
import { uuid } from '../platform/ids.ts';
import { reason } from './schema.ts';

export const askRedaction = z.object({
  sourceId: uuid,
  version: z.number().int().min(1),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  reason,
});
export const redactionRef = z.object({ redactionId: uuid });
export const endRedaction = z.object({ redactionId: uuid, reason });
export const redactionsOf = z.object({ investigationId: uuid });

/** What stands in how many places, by kind. */
export const placeKinds = ['source', 'marks', 'claims', 'talk', 'names', 'trail', 'other'] as const;
const person = z.object({ id: z.string(), name: z.string() });

/** So much stands around the words, where there is so much. */
export const AROUND = 120;

export const redactionView = z.object({
  id: z.string(),
  source: z.object({ id: z.string(), title: z.string() }),
  version: z.number(),
  /** P12 */
  label: z.string().nullable(),
  start: z.number(),
  end: z.number(),
  /** The words and what stands around them, as the text is now. */
  words: z.string(),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  askedBy: person,
  askedAt: z.iso.datetime(),
  outcome: z.enum(['done', 'refused', 'withdrawn']).nullable(),
  endedBy: person.nullable(),
  endedAt: z.iso.datetime().nullable(),
  endReason: z.string().nullable(),
  /** While it waits: in how many places bars would be put, and which other sources of the case have the words too. */
  places: z.partialRecord(z.enum(placeKinds), z.number()).nullable(),
  otherSources: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type RedactionView = z.infer<typeof redactionView>;
export const redactionList = z.object({ items: z.array(redactionView), held: z.boolean() });
