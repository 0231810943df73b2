'use client';

import { useCallback, useRef, useState } from 'react';
import { z } from 'zod';
import { get } from '@/components/data/api.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { JobView } from '@/lib/jobs/schema.ts';
import { jobView } from '@/lib/jobs/schema.ts';
import type { SimilarView } from '@/lib/sources/schema.ts';
import { intakeAnswer, similarView } from '@/lib/sources/schema.ts';

export type IntakeStanding =
  | { readonly t: 'sending' }
  | { readonly t: 'working'; readonly job: JobView }
  | { readonly t: 'done' }
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

const LOOK_MS = 400;
const ended = z.object({ made: z.boolean(), similar: z.array(similarView) });
const accepted = z.object({ job: jobView });
const refused = z.object({ detail: z.string(), similar: z.array(similarView).optional() });

/** Sends what is given, follows its job to the end, and says how it stands. */
export function useIntakes(investigationId: string, onDone: (id: string, alone: boolean) => void) {
  const [intakes, setIntakes] = useState<readonly Intake[]>([]);
  const count = useRef(0);

  const stand = useCallback((id: string, standing: IntakeStanding) => {
    setIntakes((all) => all.map((one) => (one.id === id ? { ...one, standing } : one)));
  }, []);

  async function follow(id: string, jobId: string): Promise<void> {
    for (;;) {
      const job = await get(`/jobs/${jobId}`, jobView).catch(() => null);
      if (job?.state === 'done') {
        finish(id, ended.parse(job.result));
        return;
      }
      if (job?.state === 'failed') {
        stand(id, { t: 'failed', why: job.failure ?? '' });
        return;
      }
      if (job?.state === 'cancelled') {
        stand(id, { t: 'cancelled' });
        return;
      }
      // A lost connection is waited out: the work goes on without us.
      if (job) stand(id, { t: 'working', job });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  function finish(id: string, { made, similar }: z.infer<typeof ended>): void {
    if (!made) {
      stand(id, { t: 'similar', similar });
      return;
    }
    stand(id, { t: 'done' });
    onDone(id, count.current === 1);
  }

  async function send(id: string, given: GivenInput, duplicates: 'ask' | 'link'): Promise<void> {
    stand(id, { t: 'sending' });
    if (given.t === 'file') return sendFile(id, given.file, duplicates);
    const result = await sendCommand('source.intake', { ...given.input, id, investigationId, duplicates });
    if (!result.ok) {
      stand(id, { t: 'failed', why: result.error.detail });
      return;
    }
    const { jobId, ...answer } = intakeAnswer.parse(result.value);
    if (jobId) await follow(id, jobId);
    else finish(id, answer);
  }

  async function sendFile(id: string, file: File, duplicates: 'ask' | 'link'): Promise<void> {
    const body = new FormData();
    body.set('file', file);
    body.set('id', id);
    body.set('duplicates', duplicates);
    const response = await fetch(`/api/v1/investigations/${investigationId}/sources`, {
      method: 'POST',
      body,
      headers: { prefer: 'respond-async' },
    }).catch(() => null);
    const answer: unknown = await response?.json().catch(() => null);
    const work = accepted.safeParse(answer);
    if (response?.status === 202 && work.success) return follow(id, work.data.job.id);
    if (response?.ok) {
      finish(id, { made: true, similar: [] });
      return;
    }
    const no = refused.safeParse(answer);
    if (no.data?.similar) {
      stand(id, { t: 'similar', similar: no.data.similar });
      return;
    }
    stand(id, { t: 'failed', why: no.data?.detail ?? '' });
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
    stop: ({ standing }: Intake) => {
      if (standing.t === 'working') void sendCommand('job.cancel', { jobId: standing.job.id });
    },
    dismiss: ({ id }: Intake) => {
      count.current -= 1;
      setIntakes((all) => all.filter((one) => one.id !== id));
    },
  };
}
