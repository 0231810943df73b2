import { carryMarks } from '../annotations/carry.ts';
import type { CarriedMark } from '../annotations/carry.ts';
import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { finishJob, startJob } from '../platform/jobs.ts';
import type { ParsedBlock } from '../sources/blocks.rules.ts';
import { parseBlocks } from '../sources/blocks.rules.ts';
import { canonicalise } from '../sources/canonical.rules.ts';
import { rememberComments } from '../sources/comment.commands.ts';
import { AT_ONCE, blockRow, correctDetails } from '../sources/commands.ts';
import { withLanguages } from '../sources/intake/language.ts';
import { beginPageCopy } from '../sources/page-copy/commands.ts';
import type { GivenMetadata } from '../sources/schema.ts';
import { refuseTooMany } from '../sources/take-in.ts';
import { withKeptRoles } from './kept-roles.rules.ts';
import { addVersionInput, takeInVersionInput } from './schema.ts';

/** Where a source can be fetched again, and its latest version. */
interface Latest {
  readonly id: string;
  readonly number: number;
  readonly sha256: string;
  readonly text: string;
  readonly address: string | null;
}

/**
 * Adds a corrected text as the next version. A paste of usual length becomes one at once; whatever has to be fetched,
 * read from a file or takes long becomes a job (RUN-4), whose end is the same.
 */
export const addVersion = command({
  name: 'version.add',
  input: addVersionInput,
  allow: (input) => on.source('version.add', input.sourceId),
  run: async (ctx, { sourceId, kind, text = '', html, upload, after, keepPage, ...given }) => {
    const latest = await lockLatest(ctx, sourceId, after);
    const { url, ...rest } = given;
    // Where it is fetched from is not where the source is known to stand.
    const details = kind === 'url' ? rest : given;
    if (kind === 'text' && text.length <= AT_ONCE) {
      const reading = {
        blocks: withLanguages(parseBlocks(text), null).blocks,
        raw: { mediaType: 'text/plain; charset=utf-8', fileName: null, finalUrl: null },
      };
      return {
        sourceId,
        number: await sealNext(ctx, sourceId, latest, details, reading, Buffer.from(text)),
        jobId: null,
      };
    }
    const address = url ?? latest.address;
    if (kind === 'url' && !address)
      refuse('invalid_input', 'This source has no address to be fetched from. Give one, or paste the corrected text.');
    const jobId = await startJob(ctx.tx, {
      kind: 'source.version',
      userId: ctx.actor.id,
      now: ctx.now,
      payload: upload?.bytes() ?? ((html ?? text) ? Buffer.from(html ?? text) : undefined),
      input: {
        ...{ sourceId, commandId: ctx.newId(), kind, url: address, after: after ?? latest.number, details },
        keepPage: keepPage && kind === 'url',
        file: upload ? { name: upload.name, mediaType: upload.mediaType } : null,
      },
    });
    return { sourceId, number: null, jobId };
  },
});

/** What the job has read becomes the next version; done once, however often the job was begun. Only the job runs it. */
export const takeInVersion = command({
  name: 'version.take_in',
  input: takeInVersionInput,
  allow: (input) => on.source('version.add', input.sourceId),
  run: async (ctx, { jobId, sourceId, after, details, keepPage, reading }) => {
    const latest = await lockLatest(ctx, sourceId, after);
    const { payload } = found(await ctx.tx.job.findUnique({ where: { id: jobId }, select: { payload: true } }));
    const given = payload ?? new Uint8Array();
    const number = await sealNext(ctx, sourceId, latest, details, reading, given);
    const copyJobId = keepPage ? await copyOf(ctx, sourceId, number, reading.raw.mediaType) : null;
    const result = { sourceId, number, copyJobId };
    if (!(await finishJob(ctx.tx, jobId, result))) refuse('conflict', 'It was cancelled.');
    return result;
  },
});

async function copyOf(ctx: CommandContext, sourceId: string, version: number, mediaType: string) {
  const { rawInputId } = await ctx.tx.sourceVersion.findUniqueOrThrow({
    where: { sourceId_number: { sourceId, number: version } },
    select: { rawInputId: true },
  });
  return rawInputId ? beginPageCopy(ctx, { sourceId, version, rawInputId, mediaType }) : null;
}

/** The latest version, with the source locked: marks that are being made wait, and so does a second correction. */
async function lockLatest({ tx }: CommandContext, sourceId: string, after: number | undefined): Promise<Latest> {
  await tx.$queryRaw`SELECT 1 FROM "Source" WHERE id = ${sourceId}::uuid FOR UPDATE`;
  const source = found(
    await tx.source.findUnique({
      where: { id: sourceId },
      select: { state: true, url: true, rawInput: { select: { finalUrl: true } } },
    }),
  );
  if (source.state === 'draft')
    refuse('conflict', 'This source is still a draft. Correct the draft itself, then seal it.');
  const latest = found(
    await tx.sourceVersion.findFirst({
      where: { sourceId },
      orderBy: { number: 'desc' },
      select: { id: true, number: true, sha256: true, text: true },
    }),
  );
  if (after !== undefined && after !== latest.number)
    refuse('stale', `Version ${latest.number} was added meanwhile. Compare with that one, then correct it again.`);
  return { ...latest, address: source.url ?? source.rawInput.finalUrl };
}

interface Corrected {
  readonly blocks: readonly ParsedBlock[];
  readonly raw: { readonly mediaType: string; readonly fileName: string | null; readonly finalUrl: string | null };
}

/**
 * Seals a corrected text and carries every mark of the source onto it, in one transaction (SRC-5): nobody ever sees the
 * version without its marks. The earlier versions stay as they are, with their marks.
 */
async function sealNext(
  ctx: CommandContext,
  sourceId: string,
  latest: Latest,
  details: GivenMetadata,
  { blocks: parts, raw }: Corrected,
  given: Uint8Array,
): Promise<number> {
  const { tx, actor, now, newId } = ctx;
  refuseTooMany(parts.length);
  const before = await tx.block.findMany({ where: { versionId: latest.id }, orderBy: { ordinal: 'asc' } });
  const { text, blocks } = canonicalise(withKeptRoles(parts, { text: latest.text, blocks: before }));
  const hash = sha256(text);
  if (hash === latest.sha256)
    refuse('conflict', `This is word for word version ${latest.number}. There is nothing to correct.`);
  const bytes = Uint8Array.from(given);
  const rawInputId = newId();
  await tx.rawInput.create({
    data: { id: rawInputId, bytes, sha256: sha256(bytes), ...raw, givenById: actor.id, at: now },
  });
  const [id, number] = [newId(), latest.number + 1];
  await tx.sourceVersion.create({
    data: { id, sourceId, number, text, sha256: hash, rawInputId, sealedById: actor.id, sealedAt: now },
  });
  const rows = blocks.map((block, ordinal) => blockRow(block, newId(), id, ordinal));
  await tx.block.createMany({ data: rows });
  await rememberComments(ctx, sourceId, number, text, blocks);
  const carried = await carryMarks(ctx, sourceId, { id, number, text, blocks: rows });
  if (Object.keys(details).length > 0) await correctDetails(ctx, sourceId, details);
  const source = await tx.source.update({ where: { id: sourceId }, data: { updatedAt: now } });
  tell(ctx, source, { number, sha256: hash, blocks: blocks.length }, carried);
  return number;
}

/** Named in the event one by one, for those who follow it; of more than this the report tells. */
const NAMED = 500;

/**
 * One event for everybody about the marks that everybody sees; one for each person about their private ones (ANN-7).
 */
function tell(
  { emit }: CommandContext,
  source: { readonly id: string; readonly investigationId: string; readonly title: string },
  version: { readonly number: number; readonly sha256: string; readonly blocks: number },
  all: readonly CarriedMark[],
): void {
  const carried = all.filter(({ deleted }) => !deleted);
  const about = (marks: readonly CarriedMark[]) => ({
    sourceId: source.id,
    title: source.title,
    version: version.number,
    counts: {
      unchanged: marks.filter(({ outcome }) => outcome === 'exact').length,
      moved: marks.filter(({ outcome }) => outcome === 'moved').length,
      changed: marks.filter(({ outcome }) => outcome === 'changed').length,
      needsLook: marks.filter(({ outcome }) => outcome === 'needs_look').length,
      orphaned: marks.filter(({ outcome }) => outcome === 'orphan').length,
    },
    affected: marks
      .filter(({ outcome }) => outcome !== 'exact' && outcome !== 'moved')
      .slice(0, NAMED)
      .map(({ annotationId, authorId, outcome }) => ({ annotationId, authorId, outcome })),
  });
  const subject = { type: 'source' as const, id: source.id };
  const stream = source.investigationId;
  emit({
    stream,
    type: 'source.version_added',
    subject,
    data: {
      ...about(carried.filter(({ visibility }) => visibility === 'case')),
      sha256: version.sha256,
      blocks: version.blocks,
    },
  });
  const mine = Map.groupBy(
    carried.filter(({ visibility }) => visibility === 'private'),
    ({ authorId }) => authorId,
  );
  for (const [authorId, marks] of mine)
    emit({ stream, type: 'source.private_marks_carried', subject, data: about(marks), visibleTo: authorId });
}
