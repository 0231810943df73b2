import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { listings } from './lists.rules.ts';
import { nameKinds, supports } from './rules.ts';

export const nameView = z.object({
  name: z.string(),
  kind: z.enum(nameKinds),
  language: z.string().nullable(),
});
export type NameView = z.infer<typeof nameView>;

export const reasonKinds = [
  'same',
  'spaces',
  'part',
  'similar',
  'initial',
  'short_form',
  'acronym',
  'only_one_has',
  'differs',
  'number_differs',
  'father_differs',
  'part_only',
] as const;
/** Why two names fit or do not. */
export const nameReason = z.object({ kind: z.enum(reasonKinds), a: z.string(), b: z.string() });

export const entityStub = z.object({ id: z.string(), schema: z.string(), name: z.string() });
export type EntityStub = z.infer<typeof entityStub>;

/** A list that somebody took in and on which an entity stands: what it is called, and what it says of them. */
export const onList = z.object({ list: z.string(), as: z.enum(listings) });

/** A line of a list or a candidate: with what tells it apart from others of the same name. */
export const entityItem = entityStub.extend({
  names: z.array(nameView),
  /** 0 to 1, how well the name fits what was asked; null where nothing was asked. */
  score: z.number().nullable(),
  /** Which of its names fits best, what kind of name that is, and why it fits. */
  matched: z.string().nullable(),
  matchedKind: z.enum(nameKinds).nullable(),
  reasons: z.array(nameReason),
  lists: z.array(onList),
  counts: z.object({
    /** Mentions that the viewer may read. */
    mentions: z.number(),
    cases: z.number(),
    sources: z.number(),
    /** In the case that the question named. */
    here: z.number(),
  }),
  /** One mention in its words. */
  sample: z
    .object({
      exact: z.string(),
      prefix: z.string(),
      suffix: z.string(),
      sourceId: z.string(),
      annotationId: z.string(),
      sourceTitle: z.string(),
    })
    .nullable(),
});
export type EntityItem = z.infer<typeof entityItem>;
export const entityPageView = pageOf(entityItem);

const claimLine = z.object({
  id: z.string(),
  investigationId: z.string(),
  number: z.number(),
  statement: z.string(),
  state: z.string(),
  /** The signed-off verdict; null while there is none. */
  rating: z.string().nullable(),
});
export type ClaimLine = z.infer<typeof claimLine>;

export const relationshipView = z.object({
  id: z.string(),
  investigationId: z.string(),
  schema: z.string(),
  label: z.string(),
  /** How the line reads: "A owns B". */
  words: z.string(),
  directed: z.boolean(),
  from: entityStub,
  to: entityStub,
  fromId: z.string(),
  toId: z.string(),
  role: z.string(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  claimIds: z.array(z.string()),
  claims: z.array(claimLine),
  support: z.enum(supports),
  /** Something has changed under a verdict that supports it (CLM-17). */
  stale: z.boolean(),
  /** Its own words are other ones in the newest version of their source, or gone. */
  wordsMoved: z.boolean(),
  /** The passages in which it was found, with what proves them. */
  quotes: z.array(
    z.object({
      sourceId: z.string(),
      sourceTitle: z.string(),
      version: z.number(),
      start: z.number(),
      end: z.number(),
      exact: z.string(),
      annotationId: z.string().nullable(),
    }),
  ),
  createdById: z.string(),
  createdAt: z.iso.datetime(),
});
export type RelationshipView = z.infer<typeof relationshipView>;

/** One alone, with whether the viewer may correct or remove it. */
export const relationshipDetail = relationshipView.extend({
  mayChange: z.boolean(),
  /** What else a file said of it: FollowTheMoney property -> values. */
  properties: z.record(z.string(), z.array(z.string())),
  /** What those values that are ids of others are called by the viewer. */
  named: z.record(z.string(), z.string()),
});
export type RelationshipDetail = z.infer<typeof relationshipDetail>;

export const entityView = entityStub.extend({
  caption: z.string(),
  names: z.array(nameView),
  /** FollowTheMoney's own shape: property -> values. */
  properties: z.record(z.string(), z.array(z.string())),
  /** The same values with where each comes from (ENT-1). */
  provenance: z.array(
    z.object({
      property: z.string(),
      label: z.string(),
      id: z.string(),
      value: z.string(),
      origin: z.enum(['person', 'annotation', 'import']),
      annotationId: z.string().nullable(),
      sourceId: z.string().nullable(),
      /** The case that it came from, where it came from one. */
      investigationId: z.string().nullable(),
      importedFrom: z.string().nullable(),
      byId: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** What of it points to other entities that the viewer may see (ENT-8). */
  pointsTo: z.array(
    z.object({
      id: z.string(),
      property: z.string(),
      label: z.string(),
      target: entityStub,
      investigationId: z.string().nullable(),
      importedFrom: z.string().nullable(),
      byId: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  revision: z.number(),
  counts: z.object({
    mentions: z.number(),
    cases: z.number(),
    sources: z.number(),
    claims: z.number(),
    relationships: z.number(),
  }),
  claims: z.array(
    claimLine.extend({
      /** How the claim is about it. */
      as: z.enum(['speaker', 'relationship', 'mention']),
    }),
  ),
  relationships: z.array(relationshipView),
  /** What was merged into it and can be taken back. */
  merges: z.array(
    z.object({
      id: z.string(),
      fromId: z.string(),
      name: z.string(),
      reason: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  watched: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type EntityView = z.infer<typeof entityView>;

/** A mention in its words, with what proves them: version, hash, place (CLM-11). */
export const mentionView = z.object({
  annotationId: z.string(),
  investigationId: z.string(),
  investigationTitle: z.string(),
  sourceId: z.string(),
  sourceTitle: z.string(),
  version: z.number(),
  sha256: z.string(),
  blockLabel: z.string().nullable(),
  state: z.string(),
  start: z.number().nullable(),
  end: z.number().nullable(),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  visibility: z.enum(['case', 'private']),
  authorId: z.string(),
  author: z.string(),
  createdAt: z.iso.datetime(),
});
export type MentionView = z.infer<typeof mentionView>;

/** Who is named in the same paragraphs. */
export const alongsideView = z.object({
  items: z.array(entityStub.extend({ paragraphs: z.number(), sourceId: z.string(), annotationId: z.string() })),
});
export type AlongsideView = z.infer<typeof alongsideView>;

const ofCase = { investigationId: z.string(), investigationTitle: z.string() };
export const notesView = z.object({
  items: z.array(z.object({ ...ofCase, documentId: z.string(), mayWrite: z.boolean() })),
  /** Cases that name it and have no note yet, in which the viewer may begin one. */
  open: z.array(z.object(ofCase)),
});

const duplicateSide = entityItem.omit({ score: true, matched: true, matchedKind: true, reasons: true });
export const duplicateView = z.object({
  a: duplicateSide,
  b: duplicateSide,
  score: z.number(),
  /** The two names that made it a pair. */
  names: z.object({ a: z.string(), b: z.string() }),
  reasons: z.array(nameReason),
  /** Near enough that a merge is proposed; else only: look. */
  proposed: z.boolean(),
});
export type DuplicateView = z.infer<typeof duplicateView>;
export const duplicatePage = z.object({ items: z.array(duplicateView), next: z.null() });

export const mergePreview = z.object({
  from: entityView,
  into: entityView,
  schemas: z.array(z.string()),
  score: z.number(),
  reasons: z.array(nameReason),
  /** Why they cannot be merged as they are; null when they can. */
  complaint: z.string().nullable(),
});
export type MergePreview = z.infer<typeof mergePreview>;
