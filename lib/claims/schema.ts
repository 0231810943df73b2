import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { caseRoles } from '../platform/permissions.rules.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import { evidenceView, passageInput, wordsView } from './evidence/schema.ts';
import { claimHead } from './head.schema.ts';
import { flagKeys } from './kin/links.rules.ts';
import { personView } from './person.schema.ts';
import { bases, claimKinds, claimStates, linkKinds, priorities, replyStatuses, setAsideReasons } from './rules.ts';
import { ratingKey } from './scale/schema.ts';
import { moves } from './verdict/transitions.rules.ts';
import { waits } from './desk/waiting.rules.ts';

const statement = line(1000);
const rating = ratingKey;
const details = {
  kind: z.enum(claimKinds).nullable(),
  priority: z.enum(priorities),
  assigneeId: uuid.nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** The entity that says it. */
  speakerId: uuid.nullable(),
  checkWorthiness: z.number().int().min(0).max(3).nullable(),
  checkReasons: z.array(line(200)).max(10),
  allegation: z.boolean(),
  /** Who says it, from the outermost voice to the innermost. */
  attribution: z.array(line(200)).max(8),
  tags: z.array(line(60)).max(20),
};
export const createClaimInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  statement,
  kind: z.enum(claimKinds).optional(),
  priority: details.priority.default('normal'),
  assigneeId: uuid.optional(),
  dueAt: z.iso.datetime().optional(),
  speakerId: uuid.optional(),
  checkWorthiness: z.number().int().min(0).max(3).optional(),
  checkReasons: details.checkReasons.optional(),
  allegation: details.allegation.optional(),
  attribution: details.attribution.optional(),
  tags: details.tags.optional(),
  /** Passages that say it: one claim, many mentions. */
  mentions: z.array(passageInput).max(50).default([]),
});
export const createClaimsInput = z.object({
  investigationId: uuid,
  /** One claim each; blank ones are left out. */
  statements: z.array(statement).min(1, 'Write at least one claim.').max(500, 'At most 500 claims at once.'),
  priority: details.priority.default('normal'),
  assigneeId: uuid.optional(),
});
export const updateClaimInput = z.object({
  claimId: uuid,
  /** When given, the change is refused if the claim has moved on since. */
  revision: z.number().int().optional(),
  statement: statement.optional(),
  /** Why the words were changed: shown to whoever wrote them (CLM-13). */
  reason: longText(1000).optional(),
  kind: details.kind.optional(),
  priority: details.priority.optional(),
  assigneeId: details.assigneeId.optional(),
  dueAt: details.dueAt.optional(),
  speakerId: details.speakerId.optional(),
  checkWorthiness: details.checkWorthiness.optional(),
  checkReasons: details.checkReasons.optional(),
  allegation: details.allegation.optional(),
  attribution: details.attribution.optional(),
  tags: details.tags.optional(),
});
export const updateClaimsInput = z
  .object({
    claimIds: z.array(uuid).min(1, 'Choose at least one claim.').max(500, 'At most 500 claims at once.'),
    investigationId: uuid,
    priority: details.priority.optional(),
    assigneeId: details.assigneeId.optional(),
    dueAt: details.dueAt.optional(),
  })
  .refine((input) => ((input.priority ?? input.assigneeId !== undefined) ? true : input.dueAt !== undefined), {
    message: 'Say what to change: assigneeId, priority or dueAt.',
  });
export const transitionInput = z.object({
  claimId: uuid,
  to: z.enum(moves, { error: `A claim moves to one of: ${moves.join(', ')}.` }),
  revision: z.number().int(),
  reason: longText(1000).optional(),
  rating: rating.optional(),
  /** The verdict in one sentence, where the rating asks for it. */
  conclusion: line(400).optional(),
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
export const reviewView = z.object({
  id: z.string(),
  reviewer: personView,
  rating,
  rationale: z.string(),
  revision: z.number(),
  at: z.iso.datetime(),
});
export const flagView = z.object({
  key: z.enum(flagKeys),
  claim: claimHead.pick({ id: true, number: true, statement: true }).nullable(),
});
export type FlagView = z.infer<typeof flagView>;
/** What stands in the way: a code and numbers for the screen's own language, and the English sentence. */
export const blockView = z
  .object({
    code: z.string(),
    detail: z.string(),
    role: z.enum(caseRoles).optional(),
    needed: z.number().optional(),
    missing: z.number().optional(),
    have: z.number().optional(),
  })
  .nullable();
export type BlockView = z.infer<typeof blockView>;
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
  wait: z.enum(waits),
  stateSince: z.iso.datetime(),
  speaker: personView.nullable(),
  checkWorthiness: z.number().nullable(),
  checkReasons: z.array(z.string()),
  allegation: z.boolean(),
  attribution: z.array(z.string()),
  tags: z.array(z.string()),
  /** A public page stands (CLM-10). */
  isPublic: z.boolean(),
  mergedInto: z.object({ id: z.string(), number: z.number() }).nullable(),
  /** What its links and its evidence imply (CLM-1): it rests on something refuted, contradicts another true claim, ... */
  flags: z.array(flagView),
});
export type ClaimSummary = z.infer<typeof claimSummary>;
const verdictView = z.object({
  id: z.string(),
  rating,
  conclusion: z.string().nullable(),
  statement: z.string(),
  rationale: z.string(),
  revision: z.number(),
  proposedBy: personView,
});
export const linkView = z.object({
  id: z.string(),
  kind: z.enum(linkKinds),
  /** `to`: this claim points at the other; `from`: the other at this one. */
  direction: z.enum(['to', 'from']),
  claim: claimHead,
});
export type LinkView = z.infer<typeof linkView>;
export const replyRequestView = z.object({
  id: z.string(),
  personName: z.string(),
  entityId: z.string().nullable(),
  channel: z.string(),
  askedAt: z.iso.datetime(),
  askedBy: personView,
  dueAt: z.iso.datetime().nullable(),
  status: z.enum(replyStatuses),
  answer: z.string(),
  /** How the answer may be used; null: there is none. */
  basis: z.enum(bases).nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
export type ReplyRequestView = z.infer<typeof replyRequestView>;
export const claimView = claimSummary.extend({
  mentions: z.array(wordsView),
  evidence: z.array(evidenceView),
  /** Reviews of what is proposed now; in a blind review only one's own until all are in. */
  reviews: z.array(reviewView),
  proposal: z
    .object({
      ...verdictView.shape,
      /** null while a blind review goes on, for everybody but its proposer. */
      rating: rating.nullable(),
      rationaleAuthors: z.array(personView),
      at: z.iso.datetime(),
      stale: z.boolean(),
      reviewsNeeded: z.number(),
      blind: z.boolean(),
      revealed: z.boolean(),
      disputed: z.boolean(),
    })
    .nullable(),
  decisions: z.array(
    z.object({
      ...verdictView.shape,
      proposedRating: rating,
      signedOffBy: personView,
      reason: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
  /** Newest first; the one without an end stands. */
  publications: z.array(
    z.object({
      id: z.string(),
      decisionId: z.string(),
      correction: z.string().nullable(),
      publishedBy: personView,
      at: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      withdrawal: z.string().nullable(),
    }),
  ),
  rationale: z.object({
    documentId: z.string(),
    schemaVersion: z.number(),
    text: z.string(),
    authors: z.array(personView),
  }),
  /** Independent origins among the evidence (CLM-3), and how many the case asks for. */
  independence: z.object({ have: z.number(), needed: z.number() }),
  checklist: z.array(z.object({ line: z.string(), tickedBy: personView.nullable(), at: z.iso.datetime().nullable() })),
  links: z.array(linkView),
  /** Claims that were merged into this one, under their own words (CLM-14). */
  merged: z.array(z.object({ mergeId: z.string(), id: z.string(), number: z.number(), statement: z.string() })),
  replies: z.array(replyRequestView),
  /** What the viewer could do next, and what stands in the way. */
  moves: z
    .array(
      z.object({
        move: z.enum(moves),
        to: z.enum(claimStates),
        words: z.string(),
        needs: z.array(z.enum(['rating', 'reason', 'setAsideReason'])).readonly(),
        blocked: z.string().nullable(),
        block: blockView,
      }),
    )
    .readonly(),
  mayEdit: z.boolean(),
  mayReview: z.object({ blocked: z.string().nullable(), block: blockView }),
  mayRelease: z.boolean(),
});
export type ClaimView = z.infer<typeof claimView>;
export const linkClaimsInput = z.object({
  id: clientId.optional(),
  claimId: uuid,
  kind: z.enum(linkKinds, { error: `A link is one of: ${linkKinds.join(', ')}.` }),
  toId: uuid,
});
export const unlinkClaimsInput = z.object({ claimId: uuid, linkId: uuid });
export const mergeClaimsInput = z.object({
  id: clientId.optional(),
  claimId: uuid,
  intoId: uuid,
  reason: longText(1000).default(''),
});
export const unmergeClaimsInput = z.object({ claimId: uuid });
export const splitClaimInput = z.object({
  claimId: uuid,
  /** The mention whose words the quotes stand in. */
  annotationId: uuid.optional(),
  parts: z
    .array(
      z.object({
        id: clientId.optional(),
        statement,
        /** Its words, exactly as in the mention. */
        quote: z.string().max(5000).optional(),
        kind: z.enum(claimKinds).optional(),
        attribution: details.attribution.default([]),
      }),
    )
    .min(2, 'Split it into two claims at least.')
    .max(20, 'At most 20 claims from one sentence.'),
});
export const askForReplyInput = z.object({
  id: clientId.optional(),
  claimId: uuid,
  personName: line(200),
  entityId: uuid.optional(),
  channel: longText(200).default(''),
  askedAt: z.iso.datetime().optional(),
  dueAt: z.iso.datetime().optional(),
});
export const recordReplyInput = z.object({
  claimId: uuid,
  replyId: uuid,
  status: z.enum(replyStatuses),
  answer: longText(8000).default(''),
  /** One that nobody has agreed on is kept as off the record. */
  basis: z.enum(bases).optional(),
  answeredAt: z.iso.datetime().optional(),
});
export const tickInput = z.object({ claimId: uuid, line: line(200), ticked: z.boolean() });
