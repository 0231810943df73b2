import { z } from 'zod';
import { uuid } from '../platform/ids.ts';

export const historyInput = z.object({
  documentId: uuid,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only what came before this number of the log. */
  after: z.coerce.number().int().min(1).optional(),
});

/** A spell of writing: what was written with no long pause in between. */
export const historyEntry = z.object({
  from: z.number(),
  /** Number in the log of its last edit: the document as it was then is `at/{to}`. */
  to: z.number(),
  startedAt: z.string(),
  endedAt: z.string(),
  edits: z.number(),
  authors: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const documentHistory = z.object({ items: z.array(historyEntry), next: z.string().nullable() });

export const documentAtInput = z.object({
  documentId: uuid,
  seq: z.coerce.number().int().min(0),
  /** What it is compared with: another number; absent, the document as it is now. */
  against: z.coerce.number().int().min(0).optional(),
});

export const documentAt = z.object({
  seq: z.number(),
  against: z.number(),
  text: z.string(),
  /** From `seq` to `against`, word by word. */
  changes: z.array(z.object({ kind: z.enum(['same', 'before', 'after']), text: z.string() })),
});

export const restoreInput = z.object({ documentId: uuid, seq: z.number().int().min(0) });
