import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import { claimKinds, claimStates, moves, priorities, ratings, setAsideReasons, stances } from './rules.ts';

const statement = line(1000);
const rating = z.enum(ratings.map(({ key }) => key));
const webAddress = z
  .url({ protocol: /^https?$/, error: 'This is not an address of the web (http or https).' })
  .max(2000);

export const createClaimInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  statement,
  kind: z.enum(claimKinds).optional(),
  priority: z.enum(priorities).default('normal'),
  assigneeId: uuid.optional(),
  dueAt: z.iso.datetime().optional(),
});

export const updateClaimInput = z.object({
  claimId: uuid,
  /** When given, the change is refused if the claim has moved on since. */
  revision: z.number().int().optional(),
  statement: statement.optional(),
  kind: z.enum(claimKinds).nullable().optional(),
  priority: z.enum(priorities).optional(),
  assigneeId: uuid.nullable().optional(),
  dueAt: z.iso.datetime().nullable().optional(),
});

export const addEvidenceInput = z
  .object({
    id: clientId.optional(),
    claimId: uuid,
    stance: z.enum(stances),
    annotationId: uuid.optional(),
    url: webAddress.optional(),
    archiveUrl: webAddress.optional(),
    accessedAt: z.iso.datetime().optional(),
    quote: longText(4000).optional(),
    note: longText(4000).default(''),
    independent: z.boolean().optional(),
  })
  .refine((input) => input.annotationId ?? input.url ?? input.note, {
    message: 'Evidence leads somewhere: choose a mark, give an address, or write who said what and when.',
    path: ['annotationId'],
  });

export const evidenceRef = z.object({ evidenceId: uuid });

export const transitionInput = z.object({
  claimId: uuid,
  to: z.enum(moves, { error: `A claim moves to one of: ${moves.join(', ')}.` }),
  revision: z.number().int(),
  reason: longText(1000).optional(),
  rating: rating.optional(),
  rationale: longText(20_000).optional(),
});

export const reviewInput = z.object({
  claimId: uuid,
  rating,
  rationale: longText(8000).refine((value) => value.length > 0, 'Say why, in a sentence at least.'),
  revision: z.number().int(),
});

export const claimRef = z.object({ claimId: uuid });
export const listClaimsInput = z.object({
  investigationId: uuid,
  q: longText(200).default(''),
  state: z.enum(claimStates).optional(),
  assigneeId: uuid.optional(),
  ...page,
});

const personView = z.object({ id: z.string(), name: z.string() });

/** The words that something rests on, and where: enough to open them (CLM-11). */
export const wordsView = z.object({
  annotationId: z.string(),
  sourceId: z.string(),
  sourceTitle: z.string(),
  version: z.number(),
  sha256: z.string(),
  label: z.string().nullable(),
  start: z.number().nullable(),
  end: z.number().nullable(),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});
export type WordsView = z.infer<typeof wordsView>;

export const evidenceView = z.object({
  id: z.string(),
  stance: z.enum(stances),
  words: wordsView.nullable(),
  annotationId: z.string().nullable(),
  url: z.string().nullable(),
  archiveUrl: z.string().nullable(),
  accessedAt: z.iso.datetime().nullable(),
  quote: z.string().nullable(),
  note: z.string(),
  independent: z.boolean().nullable(),
  addedBy: personView,
  createdAt: z.iso.datetime(),
});
export type EvidenceView = z.infer<typeof evidenceView>;

export const reviewView = z.object({
  id: z.string(),
  reviewer: personView,
  rating,
  rationale: z.string(),
  revision: z.number(),
  at: z.iso.datetime(),
});

export const claimSummary = z.object({
  id: z.string(),
  investigationId: z.string(),
  number: z.number(),
  statement: z.string(),
  kind: z.enum(claimKinds).nullable(),
  priority: z.enum(priorities),
  state: z.enum(claimStates),
  setAsideReason: z.enum(setAsideReasons).nullable(),
  revision: z.number(),
  /** The verdict, or what is proposed. */
  rating: rating.nullable(),
  ratingIsProposed: z.boolean(),
  assignee: personView.nullable(),
  dueAt: z.iso.datetime().nullable(),
  createdBy: personView,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  counts: z.object({ mentions: z.number(), supports: z.number(), refutes: z.number(), context: z.number() }),
  firstMention: z.object({ label: z.string().nullable(), sourceId: z.string(), sourceTitle: z.string() }).nullable(),
  waitingFor: z.string(),
});
export type ClaimSummary = z.infer<typeof claimSummary>;

export const claimView = claimSummary.extend({
  mentions: z.array(wordsView),
  evidence: z.array(evidenceView),
  reviews: z.array(reviewView),
  proposal: z
    .object({
      id: z.string(),
      rating,
      statement: z.string(),
      rationale: z.string(),
      revision: z.number(),
      proposedBy: personView,
      rationaleAuthors: z.array(personView),
      at: z.iso.datetime(),
      stale: z.boolean(),
    })
    .nullable(),
  decisions: z.array(
    z.object({
      id: z.string(),
      rating,
      statement: z.string(),
      rationale: z.string(),
      revision: z.number(),
      proposedBy: personView,
      signedOffBy: personView,
      reason: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
  rationale: z.object({
    documentId: z.string(),
    schemaVersion: z.number(),
    text: z.string(),
    authors: z.array(personView),
  }),
  /** What the viewer could do next, and what stands in the way. */
  moves: z
    .array(
      z.object({
        move: z.enum(moves),
        to: z.enum(claimStates),
        words: z.string(),
        needs: z.array(z.enum(['rating', 'reason', 'setAsideReason'])).readonly(),
        blocked: z.string().nullable(),
      }),
    )
    .readonly(),
  mayEdit: z.boolean(),
  mayReview: z.object({ blocked: z.string().nullable() }),
});
export type ClaimView = z.infer<typeof claimView>;
