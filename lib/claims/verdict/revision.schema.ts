import { z } from 'zod';
import { personView } from '../person.schema.ts';
import { stances } from '../rules.ts';
import { reviewView } from '../schema.ts';

export const evidenceSnapshotView = z.object({
  id: z.string(),
  number: z.number(),
  stance: z.enum(stances),
  words: z.object({ exact: z.string(), sourceTitle: z.string(), label: z.string().nullable() }).nullable(),
  url: z.string().nullable(),
  quote: z.string().nullable(),
  note: z.string(),
});
export const revisionView = z.object({
  id: z.string(),
  revision: z.number(),
  statement: z.string(),
  rationale: z.string(),
  evidence: z.array(evidenceSnapshotView),
  rating: z.string().nullable(),
  conclusion: z.string().nullable(),
  proposedBy: personView,
  rationaleAuthors: z.array(personView),
  at: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  reviews: z.array(reviewView),
  decision: z
    .object({ rating: z.string(), signedOffBy: personView, reason: z.string().nullable(), at: z.iso.datetime() })
    .nullable(),
});
export type RevisionView = z.infer<typeof revisionView>;
