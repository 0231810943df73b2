import { z } from 'zod';

/**
 * What goes over Postgres NOTIFY: a wake-up, never the record (LIV-2). Short keys because a payload has 8,000 bytes.
 * events: a stream has grown to `seq`. updates: a live document's log has. access: what a person may do has changed.
 * inbox: the lines of a person's inbox have. redacted: words of a case are gone, and live texts were made anew.
 */
export const CHANNEL = 'redthread';

export const wakeUp = z.discriminatedUnion('k', [
  z.object({ k: z.literal('events'), stream: z.string(), seq: z.number() }),
  z.object({ k: z.literal('updates'), docs: z.array(z.tuple([z.string(), z.number()])) }),
  z.object({ k: z.literal('access'), userId: z.string() }),
  z.object({ k: z.literal('inbox'), userId: z.string() }),
  z.object({ k: z.literal('redacted') }),
]);
export type WakeUp = z.infer<typeof wakeUp>;
