import { on } from '../../platform/access.ts';
import { sha256 } from '../../platform/canonical.ts';
import type { CommandContext } from '../../platform/command.ts';
import { command } from '../../platform/command.ts';
import { found, refuse } from '../../platform/errors.ts';
import { finishJob, startJob } from '../../platform/jobs.ts';
import { keepPageInput } from '../schema.ts';
import { FORGOTTEN } from '../raw.ts';
import { isPage } from './copy-policy.rules.ts';
import { pageCopyJob, pageCopyRef } from './schema.ts';

/**
 * Begins to keep a fetched page with its pictures (SRC-2): a job of its own, so that nobody waits for the pictures to read
 * the words. Answers the job; null where what was fetched is no page and is kept whole as it came.
 */
export async function beginPageCopy(
  ctx: CommandContext,
  page: {
    readonly sourceId: string;
    readonly version: number;
    readonly rawInputId: string;
    readonly mediaType: string;
  },
): Promise<string | null> {
  const { sourceId, version, rawInputId, mediaType } = page;
  if (!isPage(mediaType)) return null;
  const input = pageCopyJob.parse({ sourceId, rawInputId, commandId: ctx.newId() });
  const id = await startJob(ctx.tx, { kind: 'source.page_copy', userId: ctx.actor.id, now: ctx.now, input });
  await ctx.tx.pageCopy.create({ data: { id, sourceId, version, createdById: ctx.actor.id, createdAt: ctx.now } });
  return id;
}

/**
 * Keeps the page of a version that was fetched without, or tries again where that failed or was cancelled (SRC-2). What
 * was fetched then is copied; only its pictures and style sheets are asked for now.
 */
export const copyPage = command({
  name: 'source.copy_page',
  input: pageCopyRef,
  allow: (input) => on.source('source.create', input.sourceId),
  run: async (ctx, { sourceId, version: wanted }) => {
    const { tx, now, actor } = ctx;
    // Two who press at once: one begins, the other is told that it is on its way.
    await tx.$queryRaw`SELECT 1 FROM "Source" WHERE id = ${sourceId}::uuid FOR UPDATE`;
    const source = await tx.source.findUniqueOrThrow({
      where: { id: sourceId },
      include: { versions: { orderBy: { number: 'asc' }, select: { number: true, rawInputId: true } } },
    });
    const version = wanted ?? source.versions.at(-1)?.number ?? 1;
    const corrected = source.versions.find(({ number }) => number === version);
    if (version > 1 && !corrected) refuse('not_found', 'There is no such version of this source.');
    const rawInputId = version === 1 ? source.rawInputId : corrected?.rawInputId;
    const raw = rawInputId
      ? await tx.rawInput.findUnique({
          where: { id: rawInputId },
          select: { mediaType: true, finalUrl: true, erasedAt: true },
        })
      : null;
    if (!rawInputId || !raw?.finalUrl || !isPage(raw.mediaType))
      refuse('conflict', 'This was not fetched as a web page, so there is no page to keep.');
    if (raw.erasedAt) refuse('conflict', FORGOTTEN);
    const copy = await tx.pageCopy.findUnique({ where: { sourceId_version: { sourceId, version } } });
    if (!copy) {
      await beginPageCopy(ctx, { sourceId, version, rawInputId, mediaType: raw.mediaType });
      return { sourceId };
    }
    if (copy.rawInputId) refuse('conflict', 'A copy of this page is kept already.');
    const { id } = copy;
    const job = await tx.job.findUnique({ where: { id }, select: { state: true } });
    if (job?.state === 'queued' || job?.state === 'running') refuse('conflict', 'A copy of this page is being made.');
    // The row of a copy is that of its job, for good; a job is no record, and begins anew.
    await tx.job.deleteMany({ where: { id } });
    const input = pageCopyJob.parse({ sourceId, rawInputId, commandId: ctx.newId() });
    await startJob(tx, { id, kind: 'source.page_copy', userId: actor.id, now, input });
    return { sourceId };
  },
});

/** The copy that a job has made is kept; done once, however often the job was begun. Only the job runs it. */
export const keepPage = command({
  name: 'source.keep_page',
  input: keepPageInput,
  allow: (input) => on.source('source.create', input.sourceId),
  run: async (ctx, { jobId, sourceId, upload, address, taken, left }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const copy = found(await tx.pageCopy.findUnique({ where: { id: jobId, sourceId }, include: { source: true } }));
    const bytes = Uint8Array.from(upload.bytes());
    const rawInputId = newId();
    const hash = sha256(bytes);
    await tx.rawInput.create({
      data: {
        ...{ id: rawInputId, bytes, sha256: hash, mediaType: 'text/html; charset=utf-8' },
        ...{ fileName: upload.name, finalUrl: address, givenById: actor.id, at: now },
      },
    });
    await tx.pageCopy.update({ where: { id: copy.id }, data: { rawInputId, taken, left } });
    emit({
      stream: copy.source.investigationId,
      type: 'source.page_kept',
      subject: { type: 'source', id: sourceId },
      data: { title: copy.source.title, version: copy.version, sha256: hash, taken, left },
    });
    if (!(await finishJob(tx, jobId, { sourceId, sha256: hash }))) refuse('conflict', 'It was cancelled.');
    return { sourceId, sha256: hash };
  },
});
