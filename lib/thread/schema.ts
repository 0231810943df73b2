import { z } from 'zod';
import { claimHead } from '../claims/head.schema.ts';
import { anchoredWords, sealedText } from '../claims/evidence/schema.ts';
import { bases, stances, strengths } from '../claims/rules.ts';
import { clientId, uuid } from '../platform/ids.ts';

const person = z.object({ id: z.string(), name: z.string() });

/** Exact words, where they stand, and the sealed text that holds them. */
const threadWords = anchoredWords.extend({
  title: z.string(),
  outlet: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
});
export type ThreadWords = z.infer<typeof threadWords>;

const threadEvidence = z.object({
  id: z.string(),
  /** "[3]" in the rationale. */
  number: z.number(),
  stance: z.enum(stances),
  strength: z.enum(strengths).nullable(),
  words: threadWords.nullable(),
  url: z.string().nullable(),
  archiveUrl: z.string().nullable(),
  accessedAt: z.iso.datetime().nullable(),
  // Dossiers from before this was kept know of none.
  sealed: sealedText.nullable().default(null),
  quote: z.string().nullable(),
  file: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  /** A person's statement; without a name where it is kept back. */
  statement: z
    .object({
      by: z.string().nullable(),
      basis: z.enum(bases).nullable(),
      at: z.iso.datetime().nullable(),
      words: z.string(),
    })
    .nullable(),
});
export type ThreadEvidence = z.infer<typeof threadEvidence>;

const threadVerdict = z.object({
  decisionId: z.string(),
  rating: z.string(),
  labels: z.record(z.string(), z.string()),
  tone: z.string(),
  icon: z.string(),
  conclusion: z.string().nullable(),
  /** The claim as it was signed. */
  statement: z.string(),
  rationale: z.string(),
  revision: z.number(),
  proposedBy: person,
  authors: z.array(person),
  signedOffBy: person,
  reason: z.string().nullable(),
  at: z.iso.datetime(),
  /** The claim stands under this verdict now. */
  stands: z.boolean(),
});

/** A verdict and all that it rests on, down to the words (CLM-11). */
export const threadView = z.object({
  claim: claimHead.omit({ rating: true }).extend({
    investigation: z.object({ id: z.string(), title: z.string(), confidential: z.boolean() }),
  }),
  /** null: nothing is signed off yet. */
  verdict: threadVerdict.nullable(),
  evidence: z.array(threadEvidence),
  mentions: z.array(threadWords),
  /** Every verdict that there ever was, newest first. */
  verdicts: z.array(
    z.object({ decisionId: z.string(), rating: z.string(), at: z.iso.datetime(), stands: z.boolean() }),
  ),
  isPublic: z.boolean(),
});
export type ThreadView = z.infer<typeof threadView>;
export type ThreadVerdict = z.infer<typeof threadVerdict>;

export const threadInput = z.object({ claimId: uuid, decisionId: uuid.optional() });

/** Words, and every claim that says them or rests on them. */
export const restingView = z.object({
  words: threadWords,
  claims: z.array(
    claimHead.extend({
      /** How it uses the words: it is said there, or evidence of this stance. */
      uses: z.array(z.enum(['mention', ...stances])),
      /** "[2]" in its rationale, where the words are evidence. */
      numbers: z.array(z.number()),
    }),
  ),
});
export type RestingView = z.infer<typeof restingView>;
export const restingInput = z.object({ annotationId: uuid });

export const makeDossierInput = z.object({
  id: clientId.optional(),
  claimId: uuid,
  /** Which verdict; absent: the latest. */
  decisionId: uuid.optional(),
  /** With off-record statements and names kept back: only a lead lets them out. */
  full: z.boolean().default(false),
  /** With whole texts in which readers' comments stand (SRC-10): only a lead lets them out. */
  comments: z.boolean().default(false),
});
export const listDossiersInput = z.object({ claimId: uuid });

const sealedSource = z.object({
  sourceId: z.string(),
  title: z.string(),
  version: z.number(),
  sha256: z.string(),
  /** In UTF-16 units. */
  length: z.number(),
  sealedAt: z.iso.datetime(),
  /** The whole text is in the file; not where readers' comments stand in it, unless a lead let it out. */
  whole: z.boolean(),
});
export type SealedSource = z.infer<typeof sealedSource>;

/** All that a dossier says, as it was when it was made. Its fingerprint is over exactly this. */
export const dossierFacts = z.object({
  dossierId: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  newsroom: z.string(),
  full: z.boolean(),
  comments: z.boolean(),
  claim: z.object({ id: z.string(), number: z.number(), investigation: z.string() }),
  verdict: threadVerdict.omit({ stands: true }),
  evidence: z.array(threadEvidence),
  /** Pieces that are off the record and not in it. */
  withheld: z.number(),
  mentions: z.array(threadWords),
  sources: z.array(sealedSource),
});
export type DossierFacts = z.infer<typeof dossierFacts>;

export const dossierList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      madeBy: person,
      at: z.iso.datetime(),
      /** With something that only a lead lets out. */
      full: z.boolean(),
      fingerprint: z.string(),
      rating: z.string(),
      /** The claim no longer stands under the verdict that it shows, or something under that has changed (CLM-17). */
      stale: z.boolean(),
    }),
  ),
});
export type DossierList = z.infer<typeof dossierList>;

export const dossierFileInput = z.object({
  dossierId: uuid,
  format: z.enum(['html', 'pdf'], { error: 'A dossier comes as html or pdf.' }).default('html'),
  language: z.enum(['en', 'es'], { error: 'A dossier is written in en or es.' }).default('en'),
});
export const dossierFile = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() });
