import { accept } from '../accounts/accept.ts';
import { failure, Refusal } from '../platform/errors.ts';
import { logUnforeseen } from '../platform/log.ts';
import { isSameOrigin, json, problem, readJson } from '../platform/http.ts';

/** The one form that nobody is signed in for. */
export async function acceptFromRequest(request: Request): Promise<Response> {
  try {
    if (!isSameOrigin(request)) return problem(failure('wrong_origin').error);
    const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'local';
    const result = await accept(await readJson(request), address);
    return result.ok ? json(result.value, 201) : problem(result.error);
  } catch (error) {
    if (error instanceof Refusal) return problem(error.failure);
    logUnforeseen(error, request);
    return problem(failure('internal').error);
  }
}
