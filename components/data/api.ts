import { z } from 'zod';
import type { Result } from '@/lib/platform/errors.ts';
import { errorTable, failure } from '@/lib/platform/errors.ts';
import { problemWords } from './problem-words.ts';

const problemBody = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The answer did not come: no network, or nobody at the other end. */
export class Unreachable extends Error {}

/** One request with the session cookie; a refusal is a value, a lost connection is thrown. */
export async function call(path: string, init?: RequestInit): Promise<Result<unknown>> {
  let response: Response;
  try {
    const headers = new Headers(init?.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    response = await fetch(path, { ...init, headers });
  } catch (cause) {
    throw new Unreachable(await problemWords('unavailable', 'The server cannot be reached.'), { cause });
  }
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: body };
  const problem = problemBody.safeParse(body);
  const known = problem.success
    ? Object.keys(errorTable).find((code): code is keyof typeof errorTable => code === problem.data.code)
    : undefined;
  // A gateway's own page, or a server that is just starting: the same as nobody there.
  if (!known) throw new Unreachable(`The server answered ${response.status}.`);
  const fields = problem.data?.errors?.map(async ({ path: field, message }) => ({
    path: field,
    message: await problemWords(known, message),
  }));
  return failure(
    known,
    await problemWords(known, problem.data?.detail ?? ''),
    fields ? await Promise.all(fields) : undefined,
  );
}

/** GET /api/v1{path}, parsed by the schema that the server promises. */
export async function get<Output>(path: string, shape: z.ZodType<Output>): Promise<Output> {
  const result = await call(`/api/v1${path}`);
  if (!result.ok) throw new RefusedRead(result.error.code, result.error.detail);
  return shape.parse(result.value);
}

export class RefusedRead extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}
