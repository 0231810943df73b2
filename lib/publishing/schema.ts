import { z } from 'zod';
import { stances } from '../claims/rules.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { longText, page } from '../platform/text.schema.ts';

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
  firstPublishedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime(),
  /** Newest first: when, and what readers are told was wrong. */
  corrections: z.array(z.object({ at: z.iso.datetime(), text: z.string(), before: z.string() })),
  /** Words for the ratings that it had before. */
  ratingLabels: z.record(z.string(), z.record(z.string(), z.string())),
});
export type PublicClaim = z.infer<typeof publicClaim>;

/** What stands where a page was taken down: that it was, when, and why. Never what it said. */
export interface Tombstone {
  readonly id: string;
  readonly withdrawnAt: string;
  readonly reason: string;
}

export const newsroomView = z.object({
  name: z.string(),
  url: z.string().nullable(),
  method: z.record(z.string(), z.string()),
});
export type NewsroomView = z.infer<typeof newsroomView>;

export const updateNewsroomInput = z.object({
  name: longText(200).optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'This is not an address of the web (http or https).' })
    .max(2000)
    .nullable()
    .optional(),
  method: z.object({ en: longText(20_000).optional(), es: longText(20_000).optional() }).optional(),
});

export const listPublishedInput = z.object(page);

export interface PublicPage {
  readonly claim: PublicClaim;
  readonly newsroom: NewsroomView;
  readonly locale: Locale;
  /** ClaimReview, made from `claim`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly address: string;
}
