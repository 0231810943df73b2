import { z } from 'zod';
import { annotationKinds, anchorStates, carryResolutions } from '../annotations/rules.ts';
import { targetInput } from '../annotations/schema.ts';
import { claimStates } from '../claims/rules.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { blockRoles } from '../sources/blocks.rules.ts';
import {
  contentFields,
  fileFacts,
  givenMetadata,
  intakeKinds,
  keepPage,
  lacking,
  metadata,
  readingInput,
  versionView,
} from '../sources/schema.ts';

const number = z.coerce.number().int().min(1);

/**
 * The same as at intake: what is said about the source itself corrects that as well. An address is where the corrected
 * text is fetched; without one, where the source came from.
 */
export const addVersionInput = z
  .object({
    sourceId: uuid,
    ...contentFields,
    ...metadata,
    keepPage,
    /** The version that this one corrects; refused as stale when a colleague has added another since. */
    after: number.optional(),
  })
  .superRefine((input, ctx) => {
    const lack = input.kind === 'url' ? null : lacking(input);
    if (lack) ctx.addIssue({ code: 'custom', path: [lack.field], message: lack.words });
  });

/** Number of the new version, or the job that will make it. */
export const addVersionAnswer = z.object({
  sourceId: z.string(),
  number: z.number().nullable(),
  jobId: z.string().nullable(),
});

/** What the job has to remember. */
export const versionJob = z.object({
  sourceId: uuid,
  commandId: clientId,
  kind: z.enum(intakeKinds),
  url: z.string().nullable(),
  file: fileFacts.nullable(),
  after: number.optional(),
  details: givenMetadata.default({}),
  keepPage,
});

export const takeInVersionInput = z.object({
  jobId: uuid,
  sourceId: uuid,
  after: number.optional(),
  details: givenMetadata.default({}),
  keepPage,
  reading: readingInput,
});

export const settleActions = ['accept', 'place', 'retire', 'reopen'] as const;
export type SettleAction = (typeof settleActions)[number];

export const settleInput = z
  .object({
    annotationId: uuid,
    version: number,
    action: z.enum(settleActions, { error: `Do one of: ${settleActions.join(', ')}.` }),
    target: targetInput.optional(),
  })
  .refine(({ action, target }) => (action === 'place') === (target !== undefined), {
    path: ['target'],
    message: 'Say where, and only when you place it: {start, end}, {ranges} or {quote}.',
  });

export const reportInput = z.object({ sourceId: uuid, number });
export const diffInput = z.object({ sourceId: uuid, number, from: number.optional() });
export const changedClaimsInput = z.object({ investigationId: uuid });

const range = z.object({ start: z.number(), end: z.number() });

export const reportItem = z.object({
  annotationId: z.string(),
  kind: z.enum(annotationKinds),
  author: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  /** As it was found when the version came. */
  outcome: z.enum(anchorStates),
  score: z.number(),
  before: z.string(),
  /** The words where it stands now; null where it has no place. */
  after: z.string().nullable(),
  label: z.string().nullable(),
  places: z.array(range).readonly(),
  suggestion: z.array(range).readonly(),
  suggested: z.string().nullable(),
  /** Waits for somebody to look. */
  open: z.boolean(),
  resolution: z.enum(carryResolutions).nullable(),
  resolvedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  claim: z.object({ id: z.string(), number: z.number(), statement: z.string(), state: z.enum(claimStates) }).nullable(),
  /** Claims that these words are evidence of. */
  evidenceOf: z.array(z.object({ id: z.string(), number: z.number() })),
});
export type ReportItem = z.infer<typeof reportItem>;

export const versionReport = z.object({
  unchanged: z.number(),
  moved: z.number(),
  changed: z.number(),
  needsLook: z.number(),
  orphaned: z.number(),
  /** How many of them wait for somebody. */
  open: z.number(),
  items: z.array(reportItem),
});
export type VersionReport = z.infer<typeof versionReport>;

/** A version and what became of the marks in it. */
export const versionWithReport = z.object({ version: versionView, report: versionReport });
export type VersionWithReport = z.infer<typeof versionWithReport>;

const segment = z.object({ text: z.string(), change: z.enum(['same', 'removed', 'added']) });
const side = z.object({ label: z.string(), role: z.enum(blockRoles), segments: z.array(segment).readonly() });

export const diffRow = z.object({
  kind: z.enum(['same', 'changed', 'removed', 'added', 'moved']),
  old: side.nullable(),
  new: side.nullable(),
});
export type DiffRowView = z.infer<typeof diffRow>;

export const versionDiff = z.object({
  sourceId: z.string(),
  from: z.number(),
  to: z.number(),
  counts: z.object({ changed: z.number(), removed: z.number(), added: z.number(), moved: z.number() }),
  rows: z.array(diffRow),
});
export type VersionDiff = z.infer<typeof versionDiff>;

export const changedClaims = z.object({
  items: z.array(
    z.object({
      claimId: z.string(),
      annotationId: z.string(),
      sourceId: z.string(),
      sourceTitle: z.string(),
      version: z.number(),
      outcome: z.enum(anchorStates),
      as: z.enum(['mention', 'evidence']),
      before: z.string(),
      after: z.string().nullable(),
    }),
  ),
});
export type ChangedClaims = z.infer<typeof changedClaims>;
