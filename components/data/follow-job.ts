'use client';

import type { JobView } from '@/lib/jobs/schema.ts';
import { jobView } from '@/lib/jobs/schema.ts';
import { get } from './api.ts';

const LOOK_MS = 400;
const ended: readonly JobView['state'][] = ['done', 'failed', 'cancelled'];

/** Looks at long work until it has ended. A lost connection is waited out: the work goes on without us. */
export async function followJob(jobId: string, onProgress: (job: JobView) => void): Promise<JobView> {
  for (;;) {
    const job = await get(`/jobs/${jobId}`, jobView).catch(() => null);
    if (job && ended.includes(job.state)) return job;
    if (job) onProgress(job);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
