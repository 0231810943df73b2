import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { jobRef, jobView } from './schema.ts';

/** How far one's own long work is (RUN-4). */
export const getJob = query({
  name: 'job.get',
  input: jobRef,
  output: jobView,
  allow: (input) => on.job('job.read', input.jobId),
  run: async ({ db }, { jobId }) => {
    const job = found(await db.job.findUnique({ where: { id: jobId }, omit: { payload: true } }));
    return {
      ...job,
      result: jobView.shape.result.parse(job.result ?? null),
      createdAt: job.createdAt.toISOString(),
      endedAt: job.endedAt?.toISOString() ?? null,
    };
  },
});

/** Asks a job to stop: at once when it waits, else at its next breath. What it had not finished leaves nothing. */
export const cancelJob = command({
  name: 'job.cancel',
  input: jobRef,
  allow: (input) => on.job('job.cancel', input.jobId),
  run: async ({ tx, now }, { jobId: id }) => {
    const waiting = await tx.job.updateMany({
      where: { id, state: 'queued' },
      data: { state: 'cancelled', cancelAt: now, endedAt: now, payload: null },
    });
    if (waiting.count === 0) await tx.job.updateMany({ where: { id, state: 'running' }, data: { cancelAt: now } });
    return { id };
  },
});

export const jobCommands = [cancelJob];
export const jobQueries = [getJob];

export const jobEndpoints: EndpointTable = {
  '/jobs/{jobId}': { GET: read('How far a long work is', getJob) },
  '/jobs/{jobId}/cancel': {
    POST: write('Stop a long work', 200, cancelJob, getJob, ({ id }) => ({ jobId: id })),
  },
};
