import { z } from 'zod';
import { getJob } from '../jobs/api.ts';
import type { Caller } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { errorTable, failure, success } from '../platform/errors.ts';
import type { Result } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';

const LOOK_MS = 100;
const WAIT_MS = 50_000;

/** An answer of another kind than the usual one. */
export class Instead {
  constructor(
    readonly status: 202 | 409,
    readonly body: Readonly<Record<string, unknown>>,
  ) {}
}

const made = z.looseObject({});
const found = z.object({ made: z.literal(false), similar: z.array(z.unknown()) });

/**
 * A command that began a job answers as if it had done the work: it waits for the end, and says 202 with the job when the
 * client asked for that (`Prefer: respond-async`, RFC 7240) or when it takes longer than a request should. Where nothing
 * was made because something like it is there, 409 says what.
 */
export async function settle<Output extends object>(
  db: Database,
  caller: Caller,
  request: Request,
  output: Output,
): Promise<Result<Output | Instead>> {
  const jobId = 'jobId' in output && typeof output.jobId === 'string' ? output.jobId : null;
  if (jobId === null) return success(unmade(output) ?? output);
  const until = Date.now() + (request.headers.get('prefer')?.includes('respond-async') ? 0 : WAIT_MS);
  for (;;) {
    const asked = await ask(db, getJob, caller, { jobId });
    if (!asked.ok) return asked;
    const job = asked.value;
    if (job.state === 'failed') return failure('invalid_input', job.failure ?? undefined);
    if (job.state === 'cancelled') return failure('conflict', 'It was cancelled.');
    // What the job made goes over what the command could say when it began it: the number of a version, say.
    if (job.state === 'done') return success(unmade(job.result) ?? { ...output, ...made.parse(job.result) });
    if (Date.now() >= until || request.signal.aborted) return success(new Instead(202, { job }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function unmade(result: unknown): Instead | null {
  const parsed = found.safeParse(result);
  if (!parsed.success) return null;
  const { title, status } = errorTable.conflict;
  const detail = 'Something like it is already there. Open that, or send it again with "duplicates": "link".';
  return new Instead(409, {
    type: 'about:blank#conflict',
    title,
    status,
    code: 'conflict',
    detail,
    similar: parsed.data.similar,
  });
}
