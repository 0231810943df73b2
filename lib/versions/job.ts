import { execute } from '../platform/command.ts';
import type { JobContext, JobKind } from '../platform/jobs.ts';
import { JobRefused } from '../platform/jobs.ts';
import { readForJob } from '../sources/intake/for-job.ts';
import { takeInVersion } from './commands.ts';
import { versionJob } from './schema.ts';

/** Reads a corrected article, or fetches it again, and makes the next version of it (RUN-4). */
export const versionJobKind: JobKind = { kind: 'source.version', run };

async function run(ctx: JobContext) {
  const { sourceId, commandId, after, details, keepPage, ...given } = versionJob.parse(ctx.input);
  const reading = await readForJob(ctx, given);
  const result = await execute(
    ctx.db,
    takeInVersion,
    { userId: ctx.userId },
    { jobId: ctx.id, sourceId, after, details, keepPage, reading },
    { id: commandId },
  );
  if (!result.ok) throw new JobRefused(result.error.detail);
  return { ...result.value };
}
