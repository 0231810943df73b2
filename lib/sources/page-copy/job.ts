import { fetcher } from '../../fetch/fetcher.ts';
import { sha256 } from '../../platform/canonical.ts';
import { execute } from '../../platform/command.ts';
import type { JobContext, JobKind } from '../../platform/jobs.ts';
import { JobRefused } from '../../platform/jobs.ts';
import { Unreadable } from '../intake/unreadable.ts';
import { Upload } from '../upload.rules.ts';
import { keepPage } from './commands.ts';
import { makePageCopy } from './make.ts';
import { pageCopyJob } from './schema.ts';

/** Fetches what a page loads and keeps the page as one file (RUN-4, SRC-2). */
export const pageCopyJobKind: JobKind = { kind: 'source.page_copy', run };

async function run(ctx: JobContext) {
  const { sourceId, rawInputId, commandId } = pageCopyJob.parse(ctx.input);
  const page = await ctx.db.prisma.rawInput.findUniqueOrThrow({ where: { id: rawInputId } });
  const address = page.finalUrl ?? '';
  const copy = await makePageCopy(
    { bytes: page.bytes, address },
    {
      fetchUrl: fetcher(),
      signal: ctx.signal,
      progress: (done, total) => ctx.progress('pictures', done, total),
    },
  ).catch((error: unknown) => {
    throw error instanceof Unreadable ? new JobRefused(error.message) : error;
  });
  ctx.progress('saving', 0, 0);
  const { bytes, taken, left } = copy;
  const upload = new Upload({
    ...{ name: `page-${sourceId}.html`, mediaType: 'text/html', sha256: sha256(bytes), bytes },
  });
  const result = await execute(
    ctx.db,
    keepPage,
    { userId: ctx.userId },
    { jobId: ctx.id, sourceId, upload, address, taken, left },
    { id: commandId },
  );
  if (!result.ok) throw new JobRefused(result.error.detail);
  return { ...result.value };
}
