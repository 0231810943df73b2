import { useState } from 'react';
import { call, Unreachable } from '@/components/data/api.ts';
import { problemWords } from '@/components/data/problem-words.ts';
import { followJob } from '@/components/data/follow-job.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import type { ImportResult, ImportTried } from '@/lib/interop/import.schema.ts';
import { importBegun, importResult, importTried } from '@/lib/interop/import.schema.ts';
import type { JobView } from '@/lib/jobs/schema.ts';

export type ImportStanding =
  | { readonly t: 'choosing' }
  | { readonly t: 'trying' }
  | { readonly t: 'tried'; readonly tried: ImportTried }
  | { readonly t: 'working'; readonly job: JobView | null }
  | { readonly t: 'done'; readonly result: ImportResult }
  | { readonly t: 'stopped'; readonly done: number; readonly total: number }
  | { readonly t: 'failed'; readonly why: string };

/** Why lines were left out, in the language of the page. */
const inWords = <Row extends { readonly why: string }>(rows: readonly Row[]): Promise<Row[]> =>
  Promise.all(rows.map(async (row) => ({ ...row, why: await problemWords('invalid_input', row.why) })));

/** A file of entities on its way in: tried without effect, then taken in as work that can be followed and stopped. */
export function useImport(unreachable: string) {
  const [standing, setStanding] = useState<ImportStanding>({ t: 'choosing' });

  async function send(file: Blob, search: URLSearchParams, headers: Readonly<Record<string, string>> = {}) {
    try {
      const answer = await call(`/api/interchange/entities?${search.toString()}`, {
        method: 'POST',
        body: file,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      });
      if (answer.ok) return answer.value;
      setStanding({ t: 'failed', why: answer.error.detail });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      setStanding({ t: 'failed', why: unreachable });
    }
    return null;
  }

  return {
    standing,
    forget: () => setStanding({ t: 'choosing' }),
    tryOut: async (file: Blob, search: URLSearchParams) => {
      setStanding({ t: 'trying' });
      const told = await send(file, new URLSearchParams([...search, ['dryRun', 'true']]));
      if (told === null) return;
      const tried = importTried.parse(told);
      setStanding({ t: 'tried', tried: { ...tried, problems: await inWords(tried.problems) } });
    },
    takeIn: async (file: Blob, search: URLSearchParams) => {
      setStanding({ t: 'working', job: null });
      const told = await send(file, search, { prefer: 'respond-async' });
      if (told === null) return;
      const { job } = importBegun.parse(told);
      const ended = await followJob(job.id, (now) => setStanding({ t: 'working', job: now }));
      if (ended.state === 'done') {
        const result = importResult.parse(ended.result);
        const [problems, skipped] = [await inWords(result.problems), await inWords(result.skipped)];
        setStanding({ t: 'done', result: { ...result, problems, skipped } });
      } else if (ended.state === 'cancelled') setStanding({ t: 'stopped', done: ended.done, total: ended.total });
      else
        setStanding({
          t: 'failed',
          why: ended.failure ? await problemWords('invalid_input', ended.failure) : unreachable,
        });
    },
    stop: (jobId: string) => void sendCommand('job.cancel', { jobId }),
  };
}
