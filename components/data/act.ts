import type { z } from 'zod';
import type { Result } from '@/lib/platform/errors.ts';
import { failure } from '@/lib/platform/errors.ts';
import { call } from './api.ts';
import { problemWords } from './problem-words.ts';

/** An act of the door or of one's own account (app/api/door, app/api/account); not kept for later when it does not get through. */
export async function act<Output>(
  path: `/api/${'door' | 'account'}/${string}`,
  input: Record<string, unknown>,
  shape: z.ZodType<Output>,
): Promise<Result<Output>> {
  const done = await call(path, { method: 'POST', body: JSON.stringify(input) }).catch(() => null);
  if (!done) return failure('unavailable', await problemWords('unavailable', 'The server did not answer. Try again.'));
  return done.ok ? { ok: true, value: shape.parse(done.value) } : done;
}
