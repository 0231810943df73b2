'use client';

import { useState } from 'react';
import { z } from 'zod';
import { followJob } from '@/components/data/follow-job.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { sendFile } from '@/components/sources/send-file.ts';
import type { JobView } from '@/lib/jobs/schema.ts';
import { addVersionAnswer } from '@/lib/versions/schema.ts';

type Standing =
  | { readonly t: 'idle' }
  | { readonly t: 'sending' }
  | { readonly t: 'working'; readonly job: JobView }
  | { readonly t: 'cancelled' }
  | { readonly t: 'refused'; readonly why: string };

const made = z.object({ number: z.number() });

/** Sends a corrected article in whatever form it is, follows the job where it needs one, and says how it stands. */
export function useCorrection(sourceId: string, after: number, onMade: (number: number) => void) {
  const [standing, setStanding] = useState<Standing>({ t: 'idle' });
  const refused = (why: string) => setStanding({ t: 'refused', why });

  async function follow(jobId: string): Promise<void> {
    const job = await followJob(jobId, (now) => setStanding({ t: 'working', job: now }));
    if (job.state === 'done') onMade(made.parse(job.result).number);
    else if (job.state === 'cancelled') setStanding({ t: 'cancelled' });
    else refused(job.failure ?? '');
  }

  return {
    standing,
    give: async (content: Readonly<Record<string, unknown>>): Promise<void> => {
      setStanding({ t: 'sending' });
      const result = await sendCommand('version.add', { sourceId, after, ...content });
      if (!result.ok) {
        refused(result.error.detail);
        return;
      }
      const { number, jobId } = addVersionAnswer.parse(result.value);
      if (jobId !== null) await follow(jobId);
      else if (number !== null) onMade(number);
    },
    giveFile: async (file: File): Promise<void> => {
      setStanding({ t: 'sending' });
      const answer = await sendFile(`/sources/${sourceId}/versions`, file, { after: String(after) });
      if (answer.t === 'job') await follow(answer.jobId);
      else refused(answer.t === 'refused' ? answer.why : '');
    },
  };
}
