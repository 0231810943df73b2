import type { z } from 'zod';
import { carryDraftMarks } from '../annotations/draft-marks.ts';
import { freezeDocument, loadDocument, lockDocument } from '../notes/document.ts';
import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { finishJob, startJob } from '../platform/jobs.ts';
import { parseBlocks } from './blocks.rules.ts';
import type { SealedBlock } from './canonical.rules.ts';
import { canonicalise } from './canonical.rules.ts';
import { rememberComments } from './comment.commands.ts';
import { draftBlocks } from './draft.ts';
import { withLanguages } from './intake/language.ts';
import { beginPageCopy } from './page-copy/commands.ts';
import { noMetadata } from './intake/metadata.ts';
import { intakeInput, intakeJob, sourceRef, takeInInput, updateSourceInput } from './schema.ts';
import { urlKey } from './similar.rules.ts';
import { refuseTooMany, takeIn } from './take-in.ts';

/** Longer pastes are read as a job, so that nobody else waits for them. */
export const AT_ONCE = 100_000;

/**
 * Brings in a source. A paste of usual length becomes one at once; whatever has to be fetched or takes long becomes a
 * job (RUN-4), whose result is the same. Answers the source's id, the job's, or what is already there and much like it.
 */
export const intakeSource = command({
  name: 'source.intake',
  input: intakeInput,
  allow: (input) => on.investigation('source.create', input.investigationId),
  run: async (
    ctx,
    { id = ctx.newId(), investigationId, kind, text = '', html, upload, seal, duplicates, keepPage, ...given },
  ) => {
    if (kind === 'text' && text.length <= AT_ONCE) {
      const { blocks, language } = withLanguages(parseBlocks(text), null);
      const raw = { bytes: Buffer.from(text), mediaType: 'text/plain; charset=utf-8', fileName: null, finalUrl: null };
      const reading = { blocks, metadata: { ...noMetadata, language }, raw, notes: [], pages: null };
      const made = await takeIn(ctx, { id, investigationId, reading, given, duplicates });
      if (made.made && seal) await sealNow(ctx, id);
      return { id, jobId: null, made: made.made, similar: made.similar.map((one) => ({ ...one })) };
    }
    const payload = upload?.bytes() ?? ((html ?? text) ? Buffer.from(html ?? text) : undefined);
    const jobId = await startJob(ctx.tx, {
      kind: 'source.intake',
      userId: ctx.actor.id,
      now: ctx.now,
      payload,
      input: intakeJob.parse({
        sourceId: id,
        commandId: ctx.newId(),
        investigationId,
        kind,
        seal,
        duplicates,
        given,
        keepPage: keepPage && kind === 'url',
        file: upload ? { name: upload.name, mediaType: upload.mediaType } : null,
      }),
    });
    return { id, jobId, made: true, similar: [] };
  },
});

/** What an intake job has read becomes a source; done once, however often the job was begun. Only the job runs it. */
export const takeInSource = command({
  name: 'source.take_in',
  input: takeInInput,
  allow: (input) => on.investigation('source.create', input.investigationId),
  run: async (ctx, { jobId, sourceId, investigationId, seal, given, duplicates, keepPage, reading }) => {
    const { payload } = found(await ctx.tx.job.findUnique({ where: { id: jobId }, select: { payload: true } }));
    const raw = { ...reading.raw, bytes: payload ?? new Uint8Array() };
    const made = await takeIn(ctx, { id: sourceId, investigationId, given, duplicates, reading: { ...reading, raw } });
    if (made.made && seal) await sealNow(ctx, sourceId);
    const { rawInputId } = made;
    const page = { sourceId, version: 1, mediaType: raw.mediaType };
    const copyJobId = keepPage && rawInputId ? await beginPageCopy(ctx, { ...page, rawInputId }) : null;
    const result = { id: sourceId, made: made.made, similar: made.similar.map((one) => ({ ...one })), copyJobId };
    if (!(await finishJob(ctx.tx, jobId, result))) refuse('conflict', 'It was cancelled.');
    return result;
  },
});

const moment = (at: string | null) => (at === null ? null : new Date(at));

export const updateSource = command({
  name: 'source.update',
  input: updateSourceInput,
  allow: (input) => on.source('source.update', input.sourceId),
  run: async (ctx, { sourceId: id, ...changes }) => {
    await correctDetails(ctx, id, changes);
    return { id };
  },
});

/** What is known about a source besides its words becomes what is given here; the rest stays (SRC-7). */
export async function correctDetails(
  { tx, now, emit }: CommandContext,
  id: string,
  { publishedAt, accessedAt, ...changes }: Omit<z.infer<typeof updateSourceInput>, 'sourceId'>,
): Promise<void> {
  const before = await tx.source.findUniqueOrThrow({ where: { id } });
  await tx.source.update({
    where: { id },
    data: {
      ...changes,
      ...(changes.url === undefined ? {} : { urlKey: changes.url === null ? null : urlKey(changes.url) }),
      ...(publishedAt === undefined ? {} : { publishedAt: moment(publishedAt) }),
      ...(accessedAt === undefined ? {} : { accessedAt: moment(accessedAt) }),
      updatedAt: now,
    },
  });
  emit({
    stream: before.investigationId,
    type: 'source.updated',
    subject: { type: 'source', id },
    data: {
      ...changes,
      ...(publishedAt === undefined ? {} : { publishedAt }),
      ...(accessedAt === undefined ? {} : { accessedAt }),
      before: { title: before.title, outlet: before.outlet, url: before.url },
    },
  });
}

export const sealSource = command({
  name: 'source.seal',
  input: sourceRef,
  allow: (input) => on.source('source.seal', input.sourceId),
  run: async (ctx, { sourceId }) => ({ id: sourceId, number: await sealNow(ctx, sourceId) }),
});

/** Without what is known about a comment's author: that is no part of a sealed version (SRC-10). */
export const blockRow = (
  { role, label, number, start, end, language, page }: SealedBlock,
  id: string,
  versionId: string,
  ordinal: number,
) => ({ id, versionId, ordinal, role, label, number, start, end, language: language ?? null, page: page ?? null });

/** Seals what the draft's log holds at this moment: while it is locked nobody's edit can come in between (SRC-3). */
async function sealNow(ctx: CommandContext, sourceId: string): Promise<number> {
  const { tx, actor, now, newId, emit } = ctx;
  // Marks that are being made on the draft come first, or wait and find it sealed (SRC-4).
  await tx.$queryRaw`SELECT 1 FROM "Source" WHERE id = ${sourceId}::uuid FOR UPDATE`;
  const { draftDocumentId } = await tx.source.findUniqueOrThrow({
    where: { id: sourceId },
    select: { draftDocumentId: true },
  });
  const { frozen } = await lockDocument(tx, draftDocumentId);
  if (frozen) refuse('conflict', 'This source is already sealed. Open it to read and mark it.');
  const { state } = await loadDocument(tx, draftDocumentId);
  const { text, blocks } = canonicalise(draftBlocks(state));
  if (text === '') refuse('invalid_input', 'The draft is empty. Write or paste something before you seal it.');
  refuseTooMany(blocks.length);
  const versionId = newId();
  const hash = sha256(text);
  await tx.sourceVersion.create({
    data: { id: versionId, sourceId, number: 1, text, sha256: hash, sealedById: actor.id, sealedAt: now },
  });
  const rows = blocks.map((block, ordinal) => blockRow(block, newId(), versionId, ordinal));
  await tx.block.createMany({ data: rows });
  await carryDraftMarks(ctx, sourceId, state, { id: versionId, number: 1, text, blocks: rows });
  await rememberComments(ctx, sourceId, 1, text, blocks);
  await freezeDocument(tx, draftDocumentId);
  const source = await tx.source.update({ where: { id: sourceId }, data: { state: 'sealed', updatedAt: now } });
  emit({
    stream: source.investigationId,
    type: 'source.sealed',
    subject: { type: 'source', id: sourceId },
    data: { title: source.title, version: 1, sha256: hash, blocks: blocks.length },
  });
  return 1;
}
