import { fetcher } from '../../fetch/fetcher.ts';
import { execute } from '../../platform/command.ts';
import type { JobContext, JobKind } from '../../platform/jobs.ts';
import { JobRefused } from '../../platform/jobs.ts';
import { takeInSource } from '../commands.ts';
import { intakeJob } from '../schema.ts';
import type { InputGiven } from './read.ts';
import { readInput, Unreadable } from './read.ts';

/** Reads what was given and makes a source of it (RUN-4). Until the last step nothing of it is in the case. */
export const intakeJobKind: JobKind = { kind: 'source.intake', run };

async function run(ctx: JobContext) {
  const { sourceId, commandId, investigationId, kind, seal, duplicates, given, file } = intakeJob.parse(ctx.input);
  const text = () => Buffer.from(ctx.payload ?? []).toString('utf8');
  const inputs: Record<typeof kind, () => InputGiven> = {
    text: () => ({ kind: 'text', text: text() }),
    markdown: () => ({ kind: 'markdown', text: text() }),
    html: () => ({ kind: 'html', html: text() }),
    url: () => ({ kind: 'url', url: given.url ?? '' }),
    file: () => ({
      kind: 'file',
      bytes: ctx.payload ?? new Uint8Array(),
      name: file?.name ?? '',
      mediaType: file?.mediaType ?? '',
    }),
  };
  const reading = await readInput(inputs[kind](), {
    fetchUrl: fetcher(),
    signal: ctx.signal,
    progress: ({ step, done, total }) => ctx.progress(step, done, total),
  }).catch((error: unknown) => {
    throw error instanceof Unreadable ? new JobRefused(error.message) : error;
  });
  const { bytes, ...raw } = reading.raw;
  // What was fetched is kept before it is used, so that the command finds it beside the job.
  if (kind === 'url')
    await ctx.db.prisma.job.update({ where: { id: ctx.id }, data: { payload: Uint8Array.from(bytes) } });
  ctx.progress('saving', 0, 0);
  const { url, ...said } = given;
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
      // A fetched page is cited by where it was found.
      given: { ...said, ...(url && kind !== 'url' ? { url } : {}) },
      reading: { blocks: reading.blocks, metadata: reading.metadata, raw, notes: reading.notes, pages: reading.pages },
    },
    { id: commandId },
  );
  if (!result.ok) throw new JobRefused(result.error.detail);
  return { ...result.value };
}
