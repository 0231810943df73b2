import { execute } from '../../platform/command.ts';
import type { JobContext, JobKind } from '../../platform/jobs.ts';
import { JobRefused } from '../../platform/jobs.ts';
import { takeInSource } from '../commands.ts';
import { intakeJob } from '../schema.ts';
import { readForJob } from './for-job.ts';

/** Reads what was given and makes a source of it (RUN-4). Until the last step nothing of it is in the case. */
export const intakeJobKind: JobKind = { kind: 'source.intake', run };

async function run(ctx: JobContext) {
  const { sourceId, commandId, investigationId, kind, seal, duplicates, given, file, keepPage } = intakeJob.parse(
    ctx.input,
  );
  const { url, ...said } = given;
  const reading = await readForJob(ctx, { kind, url: url ?? null, file });
  const result = await execute(
    ctx.db,
    takeInSource,
    { userId: ctx.userId },
    {
      jobId: ctx.id,
      sourceId,
      investigationId,
      seal,
      duplicates,
      keepPage,
      // A fetched page is cited by where it was found.
      given: { ...said, ...(url && kind !== 'url' ? { url } : {}) },
      reading,
    },
    { id: commandId },
  );
  if (!result.ok) throw new JobRefused(result.error.detail);
  return { ...result.value };
}
