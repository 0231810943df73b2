import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { line, page } from '../platform/text.schema.ts';
import { blockRoles } from './blocks.rules.ts';
import { commentMarks } from './comments.rules.ts';
import { Upload } from './upload.rules.ts';

/** About a long book. Larger pastes are mostly something else by accident. */
export const MAX_TEXT = 2_000_000;

/** More parts than any article, report or transcript has; a table of numbers pasted by accident may have more. */
export const MAX_PARTS = 20_000;

export const MAX_TITLE = 300;

export const webAddress = z
  .url({ protocol: /^https?$/, error: 'This is not an address of the web (http or https).' })
  .max(2000);

/** Letters, digits or signs that a person can read. */
const READABLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What may be pasted; the form asks the same of it before it is sent. */
export const pastedText = z
  .string({ error: 'Paste the text of the source.' })
  .max(MAX_TEXT, `This is longer than ${MAX_TEXT.toLocaleString('en')} characters. Bring it in as several sources.`)
  .refine((text) => text.trim() !== '', 'There is nothing in it. Paste the text of the source.')
  .refine(
    (text) => !text.includes('\u0000') && text.isWellFormed(),
    'This is not text but the bytes of a file. Open the file, copy its text and paste that.',
  )
  .refine(
    (text) => READABLE.test(text),
    'There are no words in it, only characters that cannot be seen. Copy the text again from the page.',
  );

const authors = z.array(line(200)).max(50);
/** What a person says about a source themselves, when it is brought in or corrected. */
export const metadata = {
  title: line(MAX_TITLE).optional(),
  outlet: line(200).optional(),
  url: webAddress.optional(),
  authors: authors.optional(),
  publishedAt: z.iso.datetime({ offset: true }).optional(),
  archiveUrl: webAddress.optional(),
  rights: line(500).optional(),
};
export const givenMetadata = z.object(metadata);
export type GivenMetadata = z.infer<typeof givenMetadata>;

export const intakeKinds = ['text', 'html', 'markdown', 'url', 'file'] as const;
/** In an HTML page the article is the smaller part. */
const MAX_HTML = 8_000_000;

/** What a text may be given as; the same for a new source and for a correction of one. */
export const contentFields = {
  kind: z.enum(intakeKinds, {
    error: 'Say what it is: text, html, markdown, url, or a file as multipart/form-data.',
  }),
  text: pastedText.optional(),
  html: z
    .string()
    .max(MAX_HTML, 'This page is too large. Copy the part that you need and paste that.')
    .refine((html) => html.trim() !== '', 'There is nothing in it. Copy the page again.')
    .optional(),
  /** Comes with multipart/form-data only. */
  upload: z.instanceof(Upload).optional(),
};

const needs = { text: 'text', markdown: 'text', html: 'html', url: 'url', file: 'upload' } as const;
const missing = {
  text: 'Paste the text of the source.',
  html: 'Give the HTML of the page.',
  url: 'Give the address of the page.',
  upload: 'Send the file as multipart/form-data, in a part named "file".',
};

/** What is still to be given for that kind; null when it is there. */
export function lacking(input: {
  readonly kind: (typeof intakeKinds)[number];
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly url?: string | undefined;
  readonly upload?: Upload | undefined;
}): { readonly field: string; readonly words: string } | null {
  const field = needs[input.kind];
  return input[field] === undefined ? { field, words: missing[field] } : null;
}

/** Of an address: keep the page as it looks, too, with its pictures, in one file (SRC-2). */
export const keepPage = z.boolean().default(false);

export const intakeInput = z
  .object({
    id: clientId.optional(),
    investigationId: uuid,
    ...contentFields,
    ...metadata,
    keepPage,
    /** Seal at once, with the roles as they were guessed. */
    seal: z.boolean().default(false),
    /** Where something like it is already there: ask about it and make nothing, or make it and link the two. */
    duplicates: z.enum(['ask', 'link']).default('link'),
  })
  .superRefine((input, ctx) => {
    const lack = lacking(input);
    if (lack) ctx.addIssue({ code: 'custom', path: [lack.field], message: lack.words });
  });

export const fileFacts = z.object({ name: z.string(), mediaType: z.string() });

/** What an intake job has to remember. */
export const intakeJob = z.object({
  sourceId: uuid,
  commandId: clientId,
  investigationId: uuid,
  kind: z.enum(intakeKinds),
  seal: z.boolean(),
  duplicates: z.enum(['ask', 'link']),
  given: givenMetadata,
  file: fileFacts.nullable(),
  keepPage,
});

const readBlock = z.object({
  role: z.enum(blockRoles),
  number: z.string().nullable(),
  text: z.string(),
  confidence: z.number().optional(),
  language: z.string().optional(),
  page: z.number().int().optional(),
  author: z.string().optional(),
  depth: z.number().int().optional(),
});

/** What was read, without the bytes that it was read from. */
export const readingInput = z.object({
  blocks: z.array(readBlock).min(1),
  metadata: z.object({
    title: z.string().nullable(),
    outlet: z.string().nullable(),
    authors: z.array(z.string()),
    publishedAt: z.string().nullable(),
    language: z.string().nullable(),
    canonicalUrl: z.string().nullable(),
    rights: z.string().nullable(),
  }),
  raw: z.object({ mediaType: z.string(), fileName: z.string().nullable(), finalUrl: z.string().nullable() }),
  notes: z.array(z.string()),
  pages: z.number().int().nullable(),
});

export const takeInInput = z.object({
  jobId: uuid,
  sourceId: uuid,
  investigationId: uuid,
  seal: z.boolean(),
  duplicates: z.enum(['ask', 'link']),
  given: givenMetadata,
  keepPage,
  reading: readingInput,
});

/** The bytes are not a field, so that the trail of commands does not hold the page a second time. */
export const keepPageInput = z.object({
  jobId: uuid,
  sourceId: uuid,
  upload: z.instanceof(Upload),
  address: z.string(),
  taken: z.number().int(),
  left: z.number().int(),
});

export const similarView = z.object({
  id: z.string(),
  title: z.string(),
  outlet: z.string().nullable(),
  url: z.string().nullable(),
  investigationId: z.string(),
  caseTitle: z.string(),
  sameAddress: z.boolean(),
  /** Share of the shorter one's words that stand in the other. */
  overlap: z.number(),
});
export type SimilarView = z.infer<typeof similarView>;

export const intakeAnswer = z.object({
  id: z.string(),
  jobId: z.string().nullable(),
  /** false: nothing was made, because something like it is there. */
  made: z.boolean(),
  similar: z.array(similarView),
});

export const updateSourceInput = z.object({
  sourceId: uuid,
  title: line(MAX_TITLE).optional(),
  outlet: line(200).nullable().optional(),
  url: webAddress.nullable().optional(),
  authors: authors.optional(),
  publishedAt: z.iso.datetime({ offset: true }).nullable().optional(),
  accessedAt: z.iso.datetime({ offset: true }).nullable().optional(),
  archiveUrl: webAddress.nullable().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/u, 'A language is two or three small letters: en, es.')
    .nullable()
    .optional(),
  rights: line(500).nullable().optional(),
});

export const sourceRef = z.object({ sourceId: uuid });
/** What version 1 was read from is what the source was brought in as. */
export const rawRef = z.object({ sourceId: uuid, version: z.coerce.number().int().min(1).optional() });
export const listSourcesInput = z.object({ investigationId: uuid, ...page });
export const versionRef = z.object({ sourceId: uuid, number: z.coerce.number().int().min(1) });

const personView = z.object({ id: z.string(), name: z.string() });

const rawView = z.object({
  sha256: z.string(),
  mediaType: z.string(),
  fileName: z.string().nullable(),
  finalUrl: z.string().nullable(),
  at: z.iso.datetime(),
  /** No longer kept, after the time that admins have set. */
  erasedAt: z.iso.datetime().nullable(),
});

export const sourceView = z.object({
  id: z.string(),
  investigationId: z.string(),
  title: z.string(),
  outlet: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  language: z.string().nullable(),
  authors: z.array(z.string()),
  accessedAt: z.iso.datetime().nullable(),
  archiveUrl: z.string().nullable(),
  rights: z.string().nullable(),
  /** Of a PDF. */
  pages: z.number().nullable(),
  notes: z.array(z.string()),
  /** What says nearly the same, as far as the viewer may read it (SRC-7). */
  links: z.array(z.object({ id: z.string(), title: z.string(), outlet: z.string().nullable(), overlap: z.number() })),
  state: z.enum(['draft', 'sealed']),
  createdBy: personView,
  createdAt: z.iso.datetime(),
  draft: z.object({ documentId: z.string(), schemaVersion: z.number() }),
  versions: z.array(
    z.object({
      number: z.number(),
      sha256: z.string(),
      sealedAt: z.iso.datetime(),
      sealedBy: personView,
      /** Marks that it changed, or left without a place, and that nobody has looked at (SRC-5). */
      waiting: z.number(),
    }),
  ),
  raw: rawView,
  counts: z.object({ annotations: z.number() }),
});
export type SourceView = z.infer<typeof sourceView>;

export const blockView = z.object({
  id: z.string(),
  role: z.enum(blockRoles),
  label: z.string(),
  number: z.string().nullable(),
  language: z.string().nullable(),
  page: z.number().nullable(),
  start: z.number(),
  end: z.number(),
});
export type BlockView = z.infer<typeof blockView>;

export const versionView = z.object({
  sourceId: z.string(),
  number: z.number(),
  text: z.string(),
  sha256: z.string(),
  sealedAt: z.iso.datetime(),
  sealedBy: personView,
  /** What this version was read from. */
  raw: rawView,
  blocks: z.array(blockView),
  /** Where words were redacted since it was sealed (ACC-8): the hash is that of the text as it was. */
  redactions: z.array(
    z.object({ start: z.number(), end: z.number(), at: z.iso.datetime(), reason: z.string(), sha256: z.string() }),
  ),
});
export type VersionView = z.infer<typeof versionView>;

const address = z.string().regex(/^C\d{1,6}[a-z]{0,2}(?:-\d+)?$/u, 'The address of a reader comment is like C7.');

export const commentUpdate = z.object({
  sourceId: uuid,
  label: address,
  author: line(200).nullable().optional(),
  replyTo: address.nullable().optional(),
  mark: z.enum(commentMarks).nullable().optional(),
});

/** Of the newest version, where none is named. */
export const commentsRef = z.object({ sourceId: uuid, version: z.coerce.number().int().min(1).optional() });

export const commentConsent = z.object({ sourceId: uuid, label: address, consent: z.boolean() });

export const commentsView = z.object({
  items: z.array(
    z.object({
      label: z.string(),
      author: z.string().nullable(),
      replyTo: z.string().nullable(),
      depth: z.number(),
      mark: z.enum(commentMarks).nullable(),
      consentAt: z.iso.datetime().nullable(),
    }),
  ),
  next: z.null(),
});

export const positionInput = z.object({
  sourceId: uuid,
  version: z.number().int().min(1),
  offset: z.number().int().min(0).max(10_000_000),
});

export const positionView = z.object({
  position: z.object({ version: z.number(), offset: z.number(), at: z.iso.datetime() }).nullable(),
});
