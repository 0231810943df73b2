import { z } from 'zod';
import { replyOutcomes } from '../claims/basis/replies.rules.ts';
import { claimStates, stances } from '../claims/rules.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText, page } from '../platform/text.schema.ts';

/** A document that readers may be led to: only what its source row says in public. */
const work = z.object({
  title: z.string(),
  outlet: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
});

/** Exact words with the sealed text that they stand in. */
const publicWords = z.object({
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  /** "P12": the part of the text (SRC-9). */
  label: z.string().nullable(),
  version: z.number(),
  sha256: z.string(),
  source: work,
});
export type PublicWords = z.infer<typeof publicWords>;

const publicEvidence = z.object({
  /** "[3]" in the rationale. */
  number: z.number(),
  stance: z.enum(stances),
  words: publicWords.nullable(),
  url: z.string().nullable(),
  archiveUrl: z.string().nullable(),
  accessedAt: z.iso.datetime().nullable(),
  /** The text of that address as the newsroom sealed it. */
  sealed: z.object({ version: z.number(), sha256: z.string() }).nullable(),
  quote: z.string().nullable(),
  file: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  /** A person's statement: on the record with a name, as background without one. */
  statement: z.object({ by: z.string().nullable(), at: z.iso.datetime().nullable(), words: z.string() }).nullable(),
});
export type PublicEvidence = z.infer<typeof publicEvidence>;

const publicRating = z.object({
  key: z.string(),
  labels: z.record(z.string(), z.string()),
  /** null where a number would mislead. */
  value: z.number().nullable(),
  best: z.number(),
  worst: z.number(),
  icon: z.string(),
  tone: z.string(),
});
export type PublicRating = z.infer<typeof publicRating>;

/** All that the public page of a claim shows, and so all that its data may say (CLM-10). */
export const publicClaim = z.object({
  id: z.string(),
  statement: z.string(),
  rating: publicRating,
  conclusion: z.string().nullable(),
  rationale: z.string(),
  /** Of the statement. */
  language: z.string().nullable(),
  speaker: z.object({ name: z.string(), isOrganization: z.boolean() }).nullable(),
  /** Where it was said. */
  appearances: z.array(publicWords),
  evidence: z.array(publicEvidence),
  entities: z.array(z.object({ name: z.string(), schema: z.string() })),
  /** Who was asked for a reply, where the case says so, and what came of it (CLM-15). */
  replies: z.array(
    z.object({
      name: z.string(),
      askedAt: z.iso.datetime(),
      dueAt: z.iso.datetime().nullable(),
      outcome: z.enum(replyOutcomes),
      at: z.iso.datetime().nullable(),
      answer: z.string().nullable(),
    }),
  ),
  firstPublishedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime(),
  /** Newest first: when, what readers are told was wrong, and the rating before where it was another one. */
  corrections: z.array(z.object({ at: z.iso.datetime(), text: z.string(), before: z.string().nullable() })),
  /** Something that it rests on has changed since; readers are told that much, and never what (CLM-17). */
  underReview: z.boolean(),
  /** Words for the ratings that it had before. */
  ratingLabels: z.record(z.string(), z.record(z.string(), z.string())),
});
export type PublicClaim = z.infer<typeof publicClaim>;

/** As much as lists, feeds and story pages tell. */
export const publicSummary = publicClaim.pick({
  id: true,
  statement: true,
  rating: true,
  conclusion: true,
  rationale: true,
  firstPublishedAt: true,
  publishedAt: true,
  corrections: true,
  underReview: true,
});
export type PublicSummary = z.infer<typeof publicSummary>;

/** What stands where a page was taken down: that it was, when, and why. Never what it said. */
export interface Tombstone {
  readonly id: string;
  readonly withdrawnAt: string;
  readonly reason: string;
}

export const newsroomView = z.object({
  name: z.string(),
  /** A few letters that stand where the name is long; empty: the name. */
  logoText: z.string(),
  url: z.string().nullable(),
  method: z.record(z.string(), z.string()),
});
export type NewsroomView = z.infer<typeof newsroomView>;

export const updateNewsroomInput = z.object({
  name: longText(200).optional(),
  logoText: longText(40).optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'This is not an address of the web (http or https).' })
    .max(2000)
    .nullable()
    .optional(),
  method: z.object({ en: longText(20_000).optional(), es: longText(20_000).optional() }).optional(),
});

/** A page that gathers several claims of one case. */
export const publicStory = z.object({
  id: z.string(),
  title: z.string(),
  intro: z.string(),
  publishedAt: z.iso.datetime(),
  claims: z.array(publicSummary.extend({ lead: z.string() })),
});
export type PublicStory = z.infer<typeof publicStory>;

const storyFields = {
  title: line(200),
  intro: longText(8000),
};
export const createStoryInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  title: storyFields.title,
  intro: storyFields.intro.default(''),
});
export const updateStoryInput = z.object({
  storyId: uuid,
  title: storyFields.title.optional(),
  intro: storyFields.intro.optional(),
  /** All of them, in their order. */
  claims: z
    .array(z.object({ claimId: uuid, lead: longText(2000).default('') }))
    .max(100, 'A story gathers at most 100 claims.')
    .optional(),
});
export const storyRef = z.object({ storyId: uuid });
export const withdrawStoryInput = z.object({
  storyId: uuid,
  reason: line(1000),
});
export const listStoriesInput = z.object({ investigationId: uuid });
export const storyView = z.object({
  id: z.string(),
  investigationId: z.string(),
  title: z.string(),
  intro: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  isPublic: z.boolean(),
  withdrawal: z.string().nullable(),
  claims: z.array(
    z.object({
      claimId: z.string(),
      number: z.number(),
      statement: z.string(),
      state: z.enum(claimStates),
      lead: z.string(),
      /** Readers see it on the page; the others wait for their own publication. */
      isPublic: z.boolean(),
    }),
  ),
});
export type StoryView = z.infer<typeof storyView>;
export const storyList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      isPublic: z.boolean(),
      claims: z.number(),
      updatedAt: z.iso.datetime(),
    }),
  ),
});
export type StoryList = z.infer<typeof storyList>;

export const listPublishedInput = z.object(page);

export interface PublicPage {
  readonly claim: PublicClaim;
  readonly newsroom: NewsroomView;
  readonly locale: Locale;
  /** ClaimReview, made from `claim`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly address: string;
}
