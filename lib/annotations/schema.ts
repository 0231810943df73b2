import { z } from 'zod';
import { claimHead } from '../claims/head.schema.ts';
import { pageOf } from '../investigations/schema.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import { targetInput } from './target.schema.ts';
import {
  anchorStates,
  annotationKinds,
  annotationStatuses,
  isPlainLabel,
  kindWords,
  needsText,
  tagColors,
  tagSlug,
  visibilities,
} from './rules.ts';

export { MAX_RANGES, targetInput } from './target.schema.ts';
export type { TargetInput } from './target.schema.ts';

const MAX_TEXT = 10_000;
const kind = z.enum(annotationKinds, { error: `A mark is one of: ${annotationKinds.join(', ')}.` });
const visibility = z.enum(visibilities, {
  error: 'A mark is for the whole case ("case") or for you alone ("private").',
});

export const tagName = line(60)
  .refine(isPlainLabel, 'A tag is plain words, without control characters.')
  .refine((name) => tagSlug(name) !== '', 'Write the name of the tag.')
  .transform((name) => name.replace(/^#+/u, '').trim());

export const tagNames = z.array(tagName).max(20, 'At most 20 tags on one mark.');

export const ONLY_QUESTIONS = 'Only a question is assigned to somebody.';

export const createAnnotationInput = z
  .object({
    id: clientId.optional(),
    sourceId: uuid,
    version: z.number().int().min(1).optional(),
    kind,
    target: targetInput,
    text: longText(MAX_TEXT).default(''),
    tags: tagNames.default([]),
    claimId: uuid.optional(),
    claim: z.object({ id: clientId.optional(), statement: line(1000) }).optional(),
    entityId: uuid.optional(),
    entity: z.object({ id: clientId.optional(), schema: line(60), name: line(200) }).optional(),
    visibility: visibility.default('case'),
    assigneeId: uuid.optional(),
  })
  .superRefine((mark, ctx) => {
    const wrong = (path: keyof typeof mark, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (needsText(mark.kind) && mark.text === '') wrong('text', `Write the ${kindWords[mark.kind]} first.`);
    if (mark.kind === 'tag' && mark.tags.length === 0) wrong('tags', 'Name at least one tag.');
    if (mark.assigneeId && mark.kind !== 'question') wrong('assigneeId', ONLY_QUESTIONS);
    if (mark.claimId && mark.claim) wrong('claim', 'Give either claimId or claim, not both.');
    if ((mark.kind === 'claim') !== Boolean(mark.claimId ?? mark.claim))
      wrong('claim', 'A claim mark, and only that, carries a claim: claimId, or claim with its statement.');
    if (mark.entityId && mark.entity) wrong('entity', 'Give either entityId or entity, not both.');
    if ((mark.kind === 'entity') !== Boolean(mark.entityId ?? mark.entity))
      wrong('entity', 'An entity mark, and only that, names an entity: entityId, or entity with schema and name.');
    // A claim and an entity are rows that colleagues see: opening one from a private mark would give the mark away.
    if (mark.visibility === 'private' && (mark.claim ?? mark.entity))
      wrong('visibility', 'What is new in the case cannot be private: mark it for everyone, or keep a private note.');
  });
export type CreateAnnotationInput = z.infer<typeof createAnnotationInput>;

export const updateAnnotationInput = z.object({
  annotationId: uuid,
  /** Given: refused as stale when the mark has changed since this revision. */
  revision: z.number().int().min(1).optional(),
  text: longText(MAX_TEXT).optional(),
  tags: tagNames.optional(),
  visibility: visibility.optional(),
  status: z.enum(annotationStatuses, { error: 'A thread is "open" or "resolved".' }).optional(),
  claimId: uuid.optional(),
  entityId: uuid.optional(),
  /** Whom a question is for; null: nobody in particular. */
  assigneeId: uuid.nullable().optional(),
  /** Other words of a version, the latest when it is not named: a mark that was set too short or too long. */
  target: targetInput.optional(),
  version: z.number().int().min(1).optional(),
});
export type UpdateAnnotationInput = z.infer<typeof updateAnnotationInput>;

export const resolveAnnotationInput = z.object({ annotationId: uuid, resolved: z.boolean() });
export const annotationRef = z.object({ annotationId: uuid });

export const acknowledgeInput = z.object({
  annotationId: uuid,
  /** A reply of this mark; absent: the mark itself. */
  replyId: uuid.optional(),
  acknowledged: z.boolean().default(true),
});

const replyText = longText(MAX_TEXT).refine((value) => value !== '', 'Write a reply first.');
export const createReplyInput = z.object({ id: clientId.optional(), annotationId: uuid, text: replyText });
export const updateReplyInput = z.object({ replyId: uuid, annotationId: uuid.optional(), text: replyText });
/** `annotationId`, where the address names it, must be the reply's own. */
export const replyRef = z.object({ replyId: uuid, annotationId: uuid.optional() });

export const listAnnotationsInput = z.object({
  sourceId: uuid,
  version: z.coerce.number().int().min(1).optional(),
  kind: kind.optional(),
  author: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  after: uuid.optional(),
});

export const historyInput = z.object({ annotationId: uuid, ...page, after: z.coerce.number().int().min(0).default(0) });

export const listTagsInput = z.object({ q: longText(60).default(''), ...page });

const personView = z.object({ id: z.string(), name: z.string() });

export const tagView = z.object({ id: z.string(), name: z.string(), color: z.enum(tagColors) });
export type TagView = z.infer<typeof tagView>;

export const anchorView = z.object({
  version: z.number(),
  state: z.enum(anchorStates),
  /** null where the mark has no place in this version. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  score: z.number(),
  exact: z.string(),
  /** The address of its part that people say aloud: P12, Cap2, C7. */
  label: z.string().nullable(),
});
export type AnchorView = z.infer<typeof anchorView>;

export const replyView = z.object({
  id: z.string(),
  authorId: z.string(),
  author: personView,
  text: z.string(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  acknowledgedBy: z.array(personView),
});
export type ReplyView = z.infer<typeof replyView>;

export const annotationView = z.object({
  id: z.string(),
  investigationId: z.string(),
  sourceId: z.string(),
  kind,
  text: z.string(),
  status: z.enum(annotationStatuses),
  visibility,
  revision: z.number(),
  authorId: z.string(),
  author: personView,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  tags: z.array(tagView),
  anchors: z.array(anchorView),
  /** On a draft: the words as they were marked, and Yjs positions (base64) that follow what is written (SRC-4). */
  draft: z.array(z.object({ exact: z.string(), from: z.string(), to: z.string() })).optional(),
  claimId: z.string().nullable(),
  claim: claimHead
    .extend({
      /** Of the proposal that is open now. */
      proposedRating: z.string().nullable(),
    })
    .nullable(),
  entityId: z.string().nullable(),
  entity: z.object({ id: z.string(), name: z.string(), schema: z.string() }).nullable(),
  assigneeId: z.string().nullable(),
  assignee: personView.nullable(),
  acknowledgedBy: z.array(personView),
  replies: z.array(replyView),
});
export type AnnotationView = z.infer<typeof annotationView>;

export const annotationPage = pageOf(annotationView);

/** One line of a mark's history (ANN-13): what it was, what it became. */
export const historyView = z.object({
  seq: z.number(),
  at: z.iso.datetime(),
  actor: personView,
  /** `annotation.updated`, `reply.created`, ... */
  type: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type HistoryView = z.infer<typeof historyView>;

export const historyPage = pageOf(historyView);

/** Who has had a thread open, and when last. */
export const seenList = z.object({ items: z.array(z.object({ person: personView, at: z.iso.datetime() })) });
