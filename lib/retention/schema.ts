import { z } from 'zod';
import { uuid } from '../platform/ids.ts';
import { line } from '../platform/text.schema.ts';

/** Of what is not undone: said in words that somebody else understands. */
export const reason = line(500).refine((words) => words.length >= 10, 'Say why, in ten characters or more.');

export const holdRef = z.object({ investigationId: uuid });
export const holdInput = z.object({ investigationId: uuid, reason });
export const eraseRawInput = z.object({ investigationId: uuid, sourceId: uuid, rawInputId: uuid });

export const holdView = z.object({
  hold: z
    .object({ reason: z.string(), by: z.object({ id: z.string(), name: z.string() }), at: z.iso.datetime() })
    .nullable(),
});
