import { z } from 'zod';
import { targetInput } from '../annotations/target.schema.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { caseRoles } from '../platform/policy.rules.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import {
  bases,
  claimKinds,
  claimStates,
  linkKinds,
  priorities,
  ratingTones,
  replyStatuses,
  setAsideReasons,
  stances,
  strengths,
} from './rules.ts';
import { flagKeys } from './links.rules.ts';
import { orders } from './desk.rules.ts';
import { moves } from './transitions.rules.ts';
import { waits } from './waiting.rules.ts';

const statement = line(1000);
export const ratingKey = z.string('Choose a rating.').regex(/^[a-z][a-z0-9_]{0,39}$/u, 'Choose a rating of the scale.');
const rating = ratingKey;
const webAddress = z
  .url({ protocol: /^https?$/, error: 'This is not an address of the web (http or https).' })
  .max(2000);

/** Words of a source of the case: by what they are or where they stand. */
export const passageInput = z.object({
  sourceId: uuid,
  version: z.number().int().min(1).optional(),
  target: targetInput,
});

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

const strength = z.enum(strengths).nullable();
const basis = z.enum(bases, { error: `A statement is one of: ${bases.join(', ')}.` });

export const addEvidenceInput = z
  .object({
    id: clientId.optional(),
    claimId: uuid,
    stance: z.enum(stances),
    annotationId: uuid.optional(),
    /** Words of a source, marked in the same act. */
    passage: passageInput.optional(),
    url: webAddress.optional(),
    archiveUrl: webAddress.optional(),
    accessedAt: z.iso.datetime().optional(),
    quote: longText(4000).optional(),
    note: longText(4000).default(''),
    independent: z.boolean().optional(),
    strength: strength.optional(),
    /** A statement: who said it (the note says what), when, and how it may be used. */
    saidBy: line(200).optional(),
    saidAt: z.iso.datetime().optional(),
    basis: basis.optional(),
    sameOriginAsId: uuid.optional(),
    /** A file's bytes in base64, at most 10 MB. */
    file: z
      .object({
        name: line(200),
        mediaType: z
          .string()
          .max(200)
          .regex(/^[\w.+-]+\/[\w.+-]+$/u, 'This is not a media type.'),
        base64: z.base64('This is not base64.').max(14_000_000, 'A file has at most 10 MB. Give its address instead.'),
      })
      .optional(),
  })
  .refine((input) => input.annotationId ?? input.passage ?? input.url ?? input.file ?? input.note, {
    message: 'Evidence leads somewhere: choose words, give an address or a file, or write who said what and when.',
    path: ['annotationId'],
  })
  .refine((input) => !(input.annotationId && input.passage), { message: 'Give either annotationId or passage.' })
  .refine((input) => !input.saidBy || input.note !== '', { message: 'Write what was said.', path: ['note'] });

export const updateEvidenceInput = z.object({
  evidenceId: uuid,
  stance: z.enum(stances).optional(),
  strength: strength.optional(),
  independent: z.boolean().nullable().optional(),
  note: longText(4000).optional(),
  quote: longText(4000).nullable().optional(),
  archiveUrl: webAddress.nullable().optional(),
  basis: basis.optional(),
  sameOriginAsId: uuid.nullable().optional(),
});

/** The whole list in its new order. */
export const orderEvidenceInput = z.object({ claimId: uuid, evidenceIds: z.array(uuid).min(1).max(500) });

export const evidenceRef = z.object({ evidenceId: uuid });

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

export const personView = z.object({ id: z.string(), name: z.string() });
export type PersonView = z.infer<typeof personView>;

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
  /** Whether the words still stand there in the newest version (ANC-1). */
  state: z.string(),
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
  /** "[3]" in the rationale. */
  number: z.number(),
  strength,
  saidBy: z.string().nullable(),
  saidAt: z.iso.datetime().nullable(),
  basis: basis.nullable(),
  sameOriginAsId: z.string().nullable(),
  /** An off-record statement that a lead has let out of the case. */
  released: z.boolean(),
  file: z.object({ name: z.string(), mediaType: z.string(), sha256: z.string() }).nullable(),
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

export const flagView = z.object({
  key: z.enum(flagKeys),
  claim: z.object({ id: z.string(), number: z.number(), statement: z.string() }).nullable(),
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
  claim: z.object({
    id: z.string(),
    number: z.number(),
    statement: z.string(),
    state: z.enum(claimStates),
    rating: z.string().nullable(),
  }),
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
  answeredAt: z.iso.datetime().optional(),
});
export const tickInput = z.object({ claimId: uuid, line: line(200), ticked: z.boolean() });

export const ratingRef = z.object({ key: ratingKey });
export const saveRatingInput = z.object({
  key: ratingKey,
  labels: z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/u, 'A language is a code such as en or es.'), line(60))
    .refine((labels) => Object.keys(labels).length > 0, 'Name it in one language at least.'),
  value: z.number().int().min(1).max(5).nullable(),
  tone: z.enum(ratingTones),
  icon: line(4),
  position: z.number().int().min(0).max(1000).optional(),
  needsConclusion: z.boolean().default(false),
});
export const ratingView = z.object({
  key: z.string(),
  labels: z.record(z.string(), z.string()),
  value: z.number().nullable(),
  tone: z.enum(ratingTones),
  icon: z.string(),
  position: z.number(),
  needsConclusion: z.boolean(),
  retired: z.boolean(),
  /** Something was rated so: its meaning is kept. */
  used: z.boolean(),
});
export type RatingView = z.infer<typeof ratingView>;

export const saveFilterInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  name: line(80),
  query: z.string().max(1000),
  shared: z.boolean().default(false),
});
export const filterRef = z.object({ investigationId: uuid, filterId: uuid });
export const filterView = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
});

const listOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(values)));
const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])])
  .default(false)
  .transform((value) => value === true || value === 'true' || value === '1');

/** As in an address: lists are separated by commas. */
export const deskInput = z.object({
  investigationId: uuid,
  q: longText(200).default(''),
  state: listOf(claimStates),
  assignee: z
    .union([z.enum(['me', 'nobody']), uuid])
    .nullable()
    .default(null),
  priority: listOf(priorities),
  kind: z.enum(claimKinds).nullable().default(null),
  wait: z.enum(waits).nullable().default(null),
  flagged: flag,
  overdue: flag,
  order: z.enum(orders).default('number'),
});
export const deskView = z.object({
  items: z.array(claimSummary),
  total: z.number(),
  people: z.array(personView.extend({ role: z.enum(caseRoles) })),
});
export type DeskView = z.infer<typeof deskView>;

export const similarInput = z.object({
  q: longText(1000).refine((text) => text.length >= 3, 'Write three letters at least.'),
  investigationId: uuid.optional(),
  /** The claim that one is looking from. */
  except: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});
export const similarView = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      statement: z.string(),
      state: z.enum(claimStates),
      rating: z.string().nullable(),
      decidedAt: z.iso.datetime().nullable(),
      /** 0 to 1: how many groups of three letters the two share. */
      likeness: z.number(),
      investigation: z.object({ id: z.string(), title: z.string() }),
      sameCase: z.boolean(),
      mergedInto: z.object({ id: z.string(), number: z.number(), statement: z.string() }).nullable(),
      differs: z.object({
        onlyHere: z.array(z.string()),
        onlyThere: z.array(z.string()),
        number: z.boolean(),
        denial: z.boolean(),
      }),
    }),
  ),
});
export type SimilarView = z.infer<typeof similarView>;

export const dayView = z.object({
  groups: z.array(
    z.object({
      key: z.enum(['overdue', 'decide', 'review', 'propose_again', 'mine', 'publish']),
      claims: z.array(
        z.object({
          id: z.string(),
          number: z.number(),
          statement: z.string(),
          state: z.enum(claimStates),
          priority: z.enum(priorities),
          dueAt: z.iso.datetime().nullable(),
          since: z.iso.datetime(),
          investigation: z.object({ id: z.string(), title: z.string() }),
        }),
      ),
    }),
  ),
});
export type DayView = z.infer<typeof dayView>;

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

const figureView = z.object({
  value: z.number().nullable(),
  why: z.enum(['nothing_compared', 'no_variation']).nullable(),
});
const measuredView = figureView.extend({ interval: z.object({ low: z.number(), high: z.number() }).nullable() });
const figuresView = z.object({
  /** Units that at least two people rated. */
  n: z.number(),
  percent: measuredView,
  fleiss: measuredView,
  alphaNominal: measuredView,
  alphaOrdinal: measuredView,
});
export const agreementView = z.object({
  overall: figuresView,
  pairs: z.array(z.object({ people: z.array(personView), n: z.number(), percent: measuredView, cohen: measuredView })),
  kinds: z.array(figuresView.extend({ key: z.string() })),
  months: z.array(figuresView.extend({ key: z.string() })),
});
export type AgreementView = z.infer<typeof agreementView>;
export type MeasuredView = z.infer<typeof measuredView>;
export const spanAgreementView = z.object({
  length: z.number(),
  people: z.array(personView),
  /** Krippendorff's unitizing alpha over all kinds. */
  alpha: figureView,
  kinds: z.array(z.object({ kind: z.string(), alpha: figureView })),
  pairs: z.array(
    z.object({ people: z.array(personView), exact: z.number().nullable(), overlap: z.number().nullable() }),
  ),
});

export const outcomesView = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      kind: z.enum([
        'reworded',
        'merged',
        'sent_back',
        'set_aside',
        'reopened',
        'confirmed',
        'decided_otherwise',
        'rationale',
        'mark_changed',
        'mark_resolved',
        'mark_deleted',
      ]),
      actor: personView,
      claim: z.object({ id: z.string(), number: z.number(), statement: z.string() }).nullable(),
      investigation: z.object({ id: z.string(), title: z.string() }).nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type OutcomesView = z.infer<typeof outcomesView>;
