import { fetcher } from '../../fetch/fetcher.ts';
import type { JobContext } from '../../platform/jobs.ts';
import { JobRefused } from '../../platform/jobs.ts';
import type { intakeKinds } from '../schema.ts';
import type { InputGiven, ReadInput } from './read.ts';
import { readInput, Unreadable } from './read.ts';

/** What the job remembers of the input; the bytes are its payload. */
export interface JobInput {
  readonly kind: (typeof intakeKinds)[number];
  readonly url: string | null;
  readonly file: { readonly name: string; readonly mediaType: string } | null;
}

/**
 * Reads what a job was given, says how far it is, and ends the job with a sentence where it cannot be read. What was
 * fetched is kept beside the job before it is used, so that the command which uses it finds it there.
 */
export async function readForJob(ctx: JobContext, input: JobInput): Promise<Omit<ReadInput, 'raw'> & { raw: Raw }> {
  const reading = await readInput(inputOf(ctx.payload, input), {
    fetchUrl: fetcher(),
    signal: ctx.signal,
    progress: ({ step, done, total }) => ctx.progress(step, done, total),
  }).catch((error: unknown) => {
    throw error instanceof Unreadable ? new JobRefused(error.message) : error;
  });
  const { bytes, ...raw } = reading.raw;
  if (input.kind === 'url')
    await ctx.db.prisma.job.update({ where: { id: ctx.id }, data: { payload: Uint8Array.from(bytes) } });
  ctx.progress('saving', 0, 0);
  return { ...reading, raw };
}

type Raw = Omit<ReadInput['raw'], 'bytes'>;

function inputOf(payload: Uint8Array | null, { kind, url, file }: JobInput): InputGiven {
  const bytes = payload ?? new Uint8Array();
  const text = () => Buffer.from(bytes).toString('utf8');
  switch (kind) {
    case 'text':
    case 'markdown':
      return { kind, text: text() };
    case 'html':
      return { kind, html: text() };
    case 'url':
      return { kind, url: url ?? '' };
    case 'file':
      return { kind, bytes, name: file?.name ?? '', mediaType: file?.mediaType ?? '' };
  }
}
