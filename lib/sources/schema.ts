import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { line, page } from '../platform/text.schema.ts';
import { blockRoles } from './blocks.rules.ts';

/** About a long book. Larger pastes are mostly something else by accident. */
export const MAX_TEXT = 2_000_000;

/** More parts than any article, report or transcript has; a table of numbers pasted by accident may have more. */
export const MAX_PARTS = 20_000;

export const MAX_TITLE = 300;

const SUPPORTED = 'Paste the text itself for now (kind "text"): addresses, HTML, Markdown and files are not read yet.';
const webAddress = z
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

const metadata = {
  title: line(MAX_TITLE).optional(),
  outlet: line(200).optional(),
  url: webAddress.optional(),
  publishedAt: z.iso.datetime({ offset: true }).optional(),
};

export const intakeInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  kind: z.literal('text', { error: SUPPORTED }),
  text: pastedText,
  ...metadata,
  /** Seal at once, with the roles as they were guessed. */
  seal: z.boolean().default(false),
});

export const updateSourceInput = z.object({
  sourceId: uuid,
  title: line(MAX_TITLE).optional(),
  outlet: line(200).nullable().optional(),
  url: webAddress.nullable().optional(),
  publishedAt: z.iso.datetime({ offset: true }).nullable().optional(),
});

export const sourceRef = z.object({ sourceId: uuid });
export const listSourcesInput = z.object({ investigationId: uuid, ...page });
export const versionRef = z.object({ sourceId: uuid, number: z.coerce.number().int().min(1) });

const personView = z.object({ id: z.string(), name: z.string() });

export const sourceView = z.object({
  id: z.string(),
  investigationId: z.string(),
  title: z.string(),
  outlet: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  language: z.string().nullable(),
  state: z.enum(['draft', 'sealed']),
  createdBy: personView,
  createdAt: z.iso.datetime(),
  draft: z.object({ documentId: z.string(), schemaVersion: z.number() }),
  versions: z.array(
    z.object({ number: z.number(), sha256: z.string(), sealedAt: z.iso.datetime(), sealedBy: personView }),
  ),
  raw: z.object({ sha256: z.string(), mediaType: z.string() }),
  counts: z.object({ annotations: z.number() }),
});
export type SourceView = z.infer<typeof sourceView>;

export const blockView = z.object({
  id: z.string(),
  role: z.enum(blockRoles),
  label: z.string(),
  number: z.string().nullable(),
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
  blocks: z.array(blockView),
});
export type VersionView = z.infer<typeof versionView>;
