import { failure, Refusal } from '../platform/errors.ts';
import { problem } from '../platform/http.ts';

/** A refusal thrown while a request was read is an answer like any other. */
export async function guarded(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return problem(error.failure);
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return problem(failure('internal').error);
  }
}
