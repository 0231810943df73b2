'use client';

import { useCallback, useRef, useState } from 'react';
import { z } from 'zod';
import { followJob } from '@/components/data/follow-job.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { JobView } from '@/lib/jobs/schema.ts';
import type { SimilarView } from '@/lib/sources/schema.ts';
import { intakeAnswer, similarView } from '@/lib/sources/schema.ts';
import { sendFile } from './send-file.ts';

export type IntakeStanding =
  | { readonly t: 'sending' }
  | { readonly t: 'working'; readonly job: JobView }
  /** `copy`: how the copy of its page stands, where one is made. */
  | { readonly t: 'done'; readonly copy: JobView | null }
  | { readonly t: 'similar'; readonly similar: readonly SimilarView[] }
  | { readonly t: 'cancelled' }
  | { readonly t: 'failed'; readonly why: string };

/** One thing on its way into a case. */
export interface Intake {
  readonly id: string;
  readonly name: string;
  readonly standing: IntakeStanding;
  readonly given: GivenInput;
}

export type GivenInput =
  | { readonly t: 'command'; readonly input: Readonly<Record<string, unknown>> }
  | { readonly t: 'file'; readonly file: File };

const ended = z.object({
  made: z.boolean(),
  similar: z.array(similarView),
  copyJobId: z.string().nullable().default(null),
});

/** Sends what is given, follows its job to the end, and says how it stands. */
export function useIntakes(investigationId: string, onDone: (id: string, alone: boolean) => void) {
  const [intakes, setIntakes] = useState<readonly Intake[]>([]);
  const count = useRef(0);

  const stand = useCallback((id: string, standing: IntakeStanding) => {
    setIntakes((all) => all.map((one) => (one.id === id ? { ...one, standing } : one)));
  }, []);

  async function follow(id: string, jobId: string): Promise<void> {
    const job = await followJob(jobId, (now) => stand(id, { t: 'working', job: now }));
    if (job.state === 'done') await finish(id, ended.parse(job.result));
    else stand(id, job.state === 'cancelled' ? { t: 'cancelled' } : { t: 'failed', why: job.failure ?? '' });
  }

  async function finish(id: string, { made, similar, copyJobId }: z.infer<typeof ended>): Promise<void> {
    if (!made) {
      stand(id, { t: 'similar', similar });
      return;
    }
    stand(id, { t: 'done', copy: null });
    // Who wants the page kept sees that it is, and opens the draft when they like.
    if (copyJobId === null) onDone(id, count.current === 1);
    else stand(id, { t: 'done', copy: await followJob(copyJobId, (copy) => stand(id, { t: 'done', copy })) });
  }

  async function send(id: string, given: GivenInput, duplicates: 'ask' | 'link'): Promise<void> {
    stand(id, { t: 'sending' });
    if (given.t === 'file') {
      const answer = await sendFile(`/investigations/${investigationId}/sources`, given.file, { id, duplicates });
      if (answer.t === 'job') await follow(id, answer.jobId);
      else if (answer.t === 'done') await finish(id, { made: true, similar: [], copyJobId: null });
      else stand(id, answer.t === 'refused' ? { t: 'failed', why: answer.why } : answer);
      return;
    }
    const result = await sendCommand('source.intake', { ...given.input, id, investigationId, duplicates });
    if (!result.ok) {
      stand(id, { t: 'failed', why: result.error.detail });
      return;
    }
    const { jobId, ...answer } = intakeAnswer.parse(result.value);
    if (jobId) await follow(id, jobId);
    else await finish(id, { ...answer, copyJobId: null });
  }

  function begin(name: string, given: GivenInput): string {
    const id = newId();
    count.current += 1;
    setIntakes((all) => [...all, { id, name, given, standing: { t: 'sending' } }]);
    void send(id, given, 'ask');
    return id;
  }

  return {
    intakes,
    begin,
    /** All the same, although something like it is there: under a new id, because the old one has its answer. */
    anyway: ({ id, name, given }: Intake) => {
      const next = newId();
      setIntakes((all) =>
        all.map((one) => (one.id === id ? { id: next, name, given, standing: { t: 'sending' } } : one)),
      );
      void send(next, given, 'link');
    },
    dismiss: ({ id }: Intake) => {
      count.current -= 1;
      setIntakes((all) => all.filter((one) => one.id !== id));
    },
  };
}
