import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import type { Reader } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import { commentConsent, commentUpdate } from './schema.ts';
import type { SealedBlock } from './canonical.rules.ts';
import { answeredNumber } from './comments.rules.ts';

/** Reader comments are described in the newest version; 1 for a draft, which has none yet. */
export async function newestVersion(db: Reader, sourceId: string): Promise<number> {
  const { _max } = await db.sourceVersion.aggregate({ where: { sourceId }, _max: { number: true } });
  return _max.number ?? 1;
}

/**
 * What the page or the text itself says about its comments, kept when a version is sealed. What people found out before
 * stays with the comment's words, whatever address the correction gives them: C7 may be somebody else's now, and must
 * not come into a name or a consent that was another's.
 */
export async function rememberComments(
  ctx: CommandContext,
  sourceId: string,
  version: number,
  text: string,
  blocks: readonly SealedBlock[],
): Promise<void> {
  const { tx, actor, now, newId } = ctx;
  const known = await knownBefore(ctx, sourceId, version - 1);
  const comments = blocks.filter((block) => block.role === 'comment');
  const parents: string[] = [];
  const rows = comments.map(({ label, author, depth = 0, start, end }) => {
    parents.splice(depth);
    const above = parents.at(-1) ?? null;
    parents[depth] = label;
    const words = text.slice(start, end);
    const answered = answeredNumber(words);
    const replyTo = answered === null ? above : (comments.find((one) => one.number === answered)?.label ?? above);
    const before = known.get(sameWords(words))?.shift();
    const row = {
      ...{ id: newId(), sourceId, version, label, depth: before?.depth ?? depth },
      author: before?.author ?? author ?? null,
      replyTo: replyTo === label ? null : replyTo,
      ...{ mark: before?.mark ?? null, consentById: before?.consentById ?? null, consentAt: before?.consentAt ?? null },
      ...{ updatedById: before?.updatedById ?? actor.id, updatedAt: before?.updatedAt ?? now },
    };
    return { row, before };
  });
  // What a person said that it answers, under the address which that comment has now.
  const nowAt = new Map(rows.flatMap(({ row, before }) => (before ? [[before.label, row.label] as const] : [])));
  const answers = (before: string | null | undefined) => (before ? nowAt.get(before) : undefined);
  await tx.readerComment.createMany({
    data: rows.map(({ row, before }) => ({ ...row, replyTo: answers(before?.replyTo) ?? row.replyTo })),
    skipDuplicates: true,
  });
}

const sameWords = (words: string): string => words.replace(/\s+/gu, ' ').trim();

/** The comments of a version by their words, in the order of the text: the same words may stand there twice. */
async function knownBefore({ tx }: CommandContext, sourceId: string, version: number) {
  const before = await tx.sourceVersion.findUnique({
    where: { sourceId_number: { sourceId, number: version } },
    select: { text: true, blocks: { where: { role: 'comment' }, orderBy: { ordinal: 'asc' } } },
  });
  const rows = await tx.readerComment.findMany({ where: { sourceId, version } });
  const facts = new Map(rows.map((row) => [row.label, row]));
  const placed = (before?.blocks ?? []).flatMap(({ label, start, end }) => {
    const row = facts.get(label);
    return row ? [{ row, words: sameWords(before?.text.slice(start, end) ?? '') }] : [];
  });
  return new Map(
    [...Map.groupBy(placed, ({ words }) => words)].map(([words, all]) => [words, all.map((one) => one.row)]),
  );
}

async function mustBeComment({ tx }: CommandContext, sourceId: string, version: number, label: string): Promise<void> {
  const block = await tx.block.findFirst({
    where: { label, role: 'comment', version: { sourceId, number: version } },
    select: { id: true },
  });
  if (!block) refuse('not_found', `There is no reader comment ${label} in this source.`);
}

/** The newest version, while no other can be sealed. */
async function versionHeld({ tx }: CommandContext, sourceId: string): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "Source" WHERE id = ${sourceId}::uuid FOR SHARE`;
  return newestVersion(tx, sourceId);
}

/** Who wrote a comment, what it answers, what it is worth. */
export const updateComment = command({
  name: 'comment.update',
  input: commentUpdate,
  allow: (input) => on.source('comment.update', input.sourceId),
  run: async (ctx, { sourceId, label, ...changes }) => {
    const { tx, actor, now, newId, emit, facts } = ctx;
    const version = await versionHeld(ctx, sourceId);
    await mustBeComment(ctx, sourceId, version, label);
    if (changes.replyTo) await mustBeComment(ctx, sourceId, version, changes.replyTo);
    if (changes.replyTo === label) refuse('invalid_input', 'A comment does not answer itself.');
    // Another name needs another consent.
    const consent = changes.author === undefined ? {} : { consentById: null, consentAt: null };
    const said = { ...changes, ...consent, updatedById: actor.id, updatedAt: now };
    await tx.readerComment.upsert({
      where: { sourceId_version_label: { sourceId, version, label } },
      create: { id: newId(), sourceId, version, label, ...said },
      update: said,
    });
    emit({
      stream: facts.investigationId ?? '',
      type: 'source.comment_described',
      subject: { type: 'source', id: sourceId },
      // Without the name: the trail is kept for ever, and personal data must be able to go.
      data: {
        label,
        version,
        fields: Object.keys(changes).sort(),
        ...(changes.mark === undefined ? {} : { mark: changes.mark }),
      },
    });
    return { id: sourceId, label };
  },
});

/** A lead says that the name may, or may no longer, leave the newsroom. */
export const consentComment = command({
  name: 'comment.consent',
  input: commentConsent,
  allow: (input) => on.source('comment.consent', input.sourceId),
  run: async (ctx, { sourceId, label, consent }) => {
    const { tx, actor, now, emit, facts } = ctx;
    const version = await versionHeld(ctx, sourceId);
    await mustBeComment(ctx, sourceId, version, label);
    const changed = await tx.readerComment.updateMany({
      where: { sourceId, version, label, author: { not: null } },
      data: consent ? { consentById: actor.id, consentAt: now } : { consentById: null, consentAt: null },
    });
    if (changed.count === 0) refuse('invalid_input', 'Say first who wrote it: there is no name yet.');
    emit({
      stream: facts.investigationId ?? '',
      type: consent ? 'source.comment_consented' : 'source.comment_consent_withdrawn',
      subject: { type: 'source', id: sourceId },
      data: { label, version },
    });
    return { id: sourceId, label };
  },
});
