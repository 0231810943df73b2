import { z } from 'zod';
import { anchoredWords } from '../evidence/schema.ts';

const name = z.object({ entityId: z.string(), name: z.string(), schema: z.string() });
export type BasisName = z.infer<typeof name>;

/** What a verdict rests on beside its frozen proposal: see `VerdictBasis`. */
export const basisFacts = z.object({
  /** The newest version that had been seen of each source that the evidence stands in or that says the claim. */
  sources: z.array(z.object({ sourceId: z.string(), version: z.number() })),
  /** The words in those sources, by the marks on them. */
  words: z.array(z.object({ annotationId: z.string(), sourceId: z.string(), exact: z.string() })),
  speaker: name.nullable(),
  /** Entities named inside the words that say it. */
  named: z.array(name),
  /** Where it was said. */
  mentions: z.array(anchoredWords),
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
  z.object({ kind: z.literal('name'), before: z.string(), after: z.string().nullable() }),
]);
export type BasisChange = z.infer<typeof basisChange>;
