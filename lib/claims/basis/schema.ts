import { z } from 'zod';
import { anchoredWords } from '../evidence/schema.ts';
import { repliesShown } from '../rules.ts';
import { replyOutcomes } from './replies.rules.ts';

const name = z.object({ entityId: z.string(), name: z.string(), schema: z.string() });
export type BasisName = z.infer<typeof name>;

/** A request for a reply as readers are told of it (replies.rules.ts). */
const reply = z.object({
  id: z.string(),
  name: z.string(),
  /** Where the name is that of an entity. */
  entity: name.nullable(),
  askedAt: z.string(),
  dueAt: z.string().nullable(),
  outcome: z.enum(replyOutcomes),
  at: z.string().nullable(),
  answer: z.string().nullable(),
});
export type BasisReply = z.infer<typeof reply>;

/** What a verdict rests on beside its frozen proposal: see `VerdictBasis`. */
export const basisFacts = z.object({
  /** Built afterwards from the frozen evidence of an older verdict: names and places are not on record. */
  reconstructed: z.boolean().default(false),
  /** The newest version that had been seen of each source that the evidence stands in or that says the claim. */
  sources: z.array(z.object({ sourceId: z.string(), version: z.number() })),
  /** The words in those sources, by the marks on them. */
  words: z.array(z.object({ annotationId: z.string(), sourceId: z.string(), exact: z.string() })),
  speaker: name.nullable(),
  /** Entities named inside the words that say it. */
  named: z.array(name),
  /** Where it was said. */
  mentions: z.array(anchoredWords),
  /** How the page tells who was asked; older ones, and a verdict that is not public, tell nothing. */
  repliesShown: z.enum(repliesShown).default('no'),
  replies: z.array(reply).default([]),
});
export type BasisFacts = z.infer<typeof basisFacts>;

/** What has changed under a verdict since it was signed, published or renewed. */
export const basisChange = z.discriminatedUnion('kind', [
  /** It is being checked again, or a newer verdict waits for its publication. */
  z.object({ kind: z.literal('verdict') }),
  z.object({
    kind: z.literal('version'),
    sourceId: z.string(),
    title: z.string(),
    from: z.number(),
    to: z.number(),
    /** The very words that it rests on are other ones there, or gone. */
    words: z.boolean(),
  }),
  /** Somebody named is called otherwise now; `after` null: the case knows them by no name any more. */
  /** Somebody was asked or has answered since, and the page tells of it. */
  z.object({ kind: z.literal('reply'), name: z.string() }),
  z.object({ kind: z.literal('name'), before: z.string(), after: z.string().nullable() }),
]);
export type BasisChange = z.infer<typeof basisChange>;
