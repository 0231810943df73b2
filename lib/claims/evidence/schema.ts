import { z } from 'zod';
import { targetInput } from '../../annotations/target.schema.ts';
import { clientId, uuid } from '../../platform/ids.ts';
import { line, longText } from '../../platform/text.schema.ts';
import { personView } from '../person.schema.ts';
import { bases, stances, strengths } from '../rules.ts';

const webAddress = z
  .url({ protocol: /^https?$/, error: 'This is not an address of the web (http or https).' })
  .max(2000);
/** Words of a source of the case: by what they are or where they stand. */
export const passageInput = z.object({
  sourceId: uuid,
  version: z.number().int().min(1).optional(),
  target: targetInput,
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
export const takeInEvidenceInput = evidenceRef;
/** The words that a mark stands on, and where: enough to open them, and to check them against the sealed text (CLM-11). */
export const anchoredWords = z.object({
  annotationId: z.string(),
  sourceId: z.string(),
  version: z.number(),
  sha256: z.string(),
  label: z.string().nullable(),
  /** UTF-16 offsets in the sealed text; null where the words no longer stand in that version. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});
export type AnchoredWords = z.infer<typeof anchoredWords>;
/** The words that something rests on, in the case. */
export const wordsView = anchoredWords.extend({
  sourceTitle: z.string(),
  /** Whether the words still stand there in the newest version (ANC-1). */
  state: z.string(),
});
export type WordsView = z.infer<typeof wordsView>;
/** An address of the web as it was taken in: a source of the case, sealed and hashed. */
export const sealedText = z.object({
  sourceId: z.string(),
  title: z.string(),
  version: z.number(),
  sha256: z.string(),
});
export type SealedText = z.infer<typeof sealedText>;
export const evidenceView = z.object({
  id: z.string(),
  stance: z.enum(stances),
  words: wordsView.nullable(),
  annotationId: z.string().nullable(),
  url: z.string().nullable(),
  archiveUrl: z.string().nullable(),
  accessedAt: z.iso.datetime().nullable(),
  sealed: sealedText.nullable(),
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
