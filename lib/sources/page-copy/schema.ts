import { z } from 'zod';
import { clientId, uuid } from '../../platform/ids.ts';

/** What the job has to remember. */
export const pageCopyJob = z.object({ sourceId: uuid, rawInputId: uuid, commandId: clientId });

/** The newest one where no version is named. */
export const pageCopyRef = z.object({ sourceId: uuid, version: z.coerce.number().int().min(1).optional() });

export const pageCopyView = z.object({
  version: z.number(),
  /** null: being made, or given up (`failure`). */
  sha256: z.string().nullable(),
  bytes: z.number(),
  taken: z.number(),
  left: z.number(),
  at: z.iso.datetime(),
  /** Why there is none, in a sentence; null while it is being made. */
  failure: z.string().nullable(),
});
export const pageCopiesView = z.object({ items: z.array(pageCopyView), next: z.null() });
