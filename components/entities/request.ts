import { z } from 'zod';

const problem = z.object({ detail: z.string() });

/** What the API says when it refuses, in its own sentence. */
export class ApiRefusal extends Error {}

/** One call of /api/v1 by the signed-in browser; the answer is checked before anything is drawn from it. */
export async function callApi<Answer>(
  path: string,
  answer: z.ZodType<Answer>,
  init: { readonly method?: 'POST' | 'PATCH'; readonly body?: unknown; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const response = await fetch(`/api/v1${path}`, {
    method: init.method ?? 'GET',
    ...(init.body === undefined
      ? {}
      : { body: JSON.stringify(init.body), headers: { 'content-type': 'application/json' } }),
    ...(init.signal ? { signal: init.signal } : {}),
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return answer.parse(body);
  const said = problem.safeParse(body);
  throw new ApiRefusal(said.success ? said.data.detail : 'The server did not answer. Try again shortly.');
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

export const sentenceOf = (error: unknown): string =>
  error instanceof ApiRefusal ? error.message : 'The server is not reachable. Check the connection and try again.';
