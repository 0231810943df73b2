import { carryMarks } from '../annotations/carry.ts';
import type { CarriedMark } from '../annotations/carry.ts';
import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { parseBlocks } from '../sources/blocks.rules.ts';
import { canonicalise } from '../sources/canonical.rules.ts';
import { rememberComments } from '../sources/comment.commands.ts';
import { blockRow } from '../sources/commands.ts';
import { MAX_PARTS } from '../sources/schema.ts';
import { addVersionInput } from './schema.ts';

/**
 * Seals a corrected text as the next version, and carries every mark of the source onto it, in one transaction (SRC-5):
 * nobody ever sees the version without its marks. The earlier versions stay as they are, with their marks.
 */
export const addVersion = command({
  name: 'version.add',
  input: addVersionInput,
  allow: (input) => on.source('version.add', input.sourceId),
  run: async (ctx, { sourceId, text: given, after }) => {
    const { tx, actor, now, newId } = ctx;
    const latest = await lockLatest(ctx, sourceId);
    if (after !== undefined && after !== latest.number)
      refuse('stale', `Version ${latest.number} was added meanwhile. Compare with that one, then correct it again.`);
    const parts = parseBlocks(given);
    if (parts.length > MAX_PARTS)
      refuse('invalid_input', `This falls into more than ${MAX_PARTS.toLocaleString('en')} parts.`);
    const { text, blocks } = canonicalise(parts);
    const hash = sha256(text);
    if (hash === latest.sha256)
      refuse('conflict', `This is word for word version ${latest.number}. There is nothing to correct.`);
    const bytes = Buffer.from(given, 'utf8');
    const rawInputId = newId();
    await tx.rawInput.create({
      data: {
        id: rawInputId,
        bytes,
        sha256: sha256(bytes),
        mediaType: 'text/plain; charset=utf-8',
        givenById: actor.id,
        at: now,
      },
    });
    const id = newId();
    const number = latest.number + 1;
    await tx.sourceVersion.create({
      data: { id, sourceId, number, text, sha256: hash, rawInputId, sealedById: actor.id, sealedAt: now },
    });
    const rows = blocks.map((block, ordinal) => blockRow(block, newId(), id, ordinal));
    await tx.block.createMany({ data: rows });
    await rememberComments(ctx, sourceId, number, text, blocks);
    const carried = await carryMarks(ctx, sourceId, { id, number, text, blocks: rows });
    const source = await tx.source.update({ where: { id: sourceId }, data: { updatedAt: now } });
    tell(ctx, source, { number, sha256: hash, blocks: blocks.length }, carried);
    return { sourceId, number };
  },
});

/** The latest version, with the source locked: marks that are being made wait, and so does a second correction. */
async function lockLatest({ tx }: CommandContext, sourceId: string): Promise<{ number: number; sha256: string }> {
  const rows = await tx.$queryRaw<{ state: string }[]>`
    SELECT state::text AS state FROM "Source" WHERE id = ${sourceId}::uuid FOR UPDATE`;
  if (found(rows[0]).state === 'draft')
    refuse('conflict', 'This source is still a draft. Correct the draft itself, then seal it.');
  return found(
    await tx.sourceVersion.findFirst({
      where: { sourceId },
      orderBy: { number: 'desc' },
      select: { number: true, sha256: true },
    }),
  );
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
