import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText } from '../platform/text.schema.ts';

export const saveViewInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  name: line(80),
  /** A search as it is typed. */
  filters: longText(500),
  shared: z.boolean().default(false),
});
export const viewRef = z.object({ viewId: uuid });
export const listViewsInput = z.object({ investigationId: uuid });

export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  filters: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
});
export type SavedView = z.infer<typeof savedView>;
export const savedViewPage = pageOf(savedView);

export const seenInput = z.object({ investigationId: uuid, seq: z.number().int().min(0) });

export const catchUpInput = z.object({ investigationId: uuid, sourceId: uuid.optional() });
export const catchUpView = z.object({
  /** When one was last here; null the first time. */
  since: z.iso.datetime().nullable(),
  /** The last event that this answer knows: give it back to `seen`. */
  seq: z.number(),
  counts: z.object({
    marks: z.number(),
    replies: z.number(),
    claims: z.number(),
    verdicts: z.number(),
    sources: z.number(),
    merges: z.number(),
  }),
  /** Marks that are new, were changed or answered, in the order in which it happened. */
  steps: z.array(
    z.object({ annotationId: z.string(), sourceId: z.string(), what: z.enum(['new', 'reply', 'changed']) }),
  ),
  claims: z.array(z.object({ id: z.string(), number: z.number(), statement: z.string() })),
});
export type CatchUpView = z.infer<typeof catchUpView>;
