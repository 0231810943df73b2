import { z } from 'zod';
import { uuid } from '../platform/ids.ts';

export const jobRef = z.object({ jobId: uuid });

export const jobView = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** What it is at, as a word of its kind: `fetching`, `reading`. */
  step: z.string(),
  done: z.number(),
  /** 0 while it cannot be told. */
  total: z.number(),
  result: z.json(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type JobView = z.infer<typeof jobView>;
