import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { commentConsent, commentUpdate } from './schema.ts';
import type { SealedBlock } from './canonical.rules.ts';
import { answeredNumber } from './comments.rules.ts';

/** What the page or the text itself says about its comments, kept when the source is sealed. */
export async function rememberComments(
  { tx, actor, now, newId }: CommandContext,
  sourceId: string,
  text: string,
  blocks: readonly SealedBlock[],
): Promise<void> {
  const comments = blocks.filter((block) => block.role === 'comment');
  const parents: string[] = [];
  const rows = comments.map(({ label, author, depth = 0, start, end }) => {
    parents.splice(depth);
    const above = parents.at(-1) ?? null;
    parents[depth] = label;
    const answered = answeredNumber(text.slice(start, end));
    const replyTo = answered === null ? above : (comments.find((one) => one.number === answered)?.label ?? above);
    return { id: newId(), sourceId, label, author: author ?? null, depth, replyTo: replyTo === label ? null : replyTo };
  });
  await tx.readerComment.createMany({
    data: rows.map((row) => ({ ...row, updatedById: actor.id, updatedAt: now })),
    skipDuplicates: true,
  });
}

async function mustBeComment({ tx }: CommandContext, sourceId: string, label: string): Promise<void> {
  const block = await tx.block.findFirst({
    where: { label, role: 'comment', version: { sourceId } },
    select: { id: true },
  });
  if (!block) refuse('not_found', `There is no reader comment ${label} in this source.`);
}

/** Who wrote a comment, what it answers, what it is worth. */
export const updateComment = command({
  name: 'comment.update',
  input: commentUpdate,
  allow: (input) => on.source('comment.update', input.sourceId),
  run: async (ctx, { sourceId, label, ...changes }) => {
    const { tx, actor, now, newId, emit, facts } = ctx;
    await mustBeComment(ctx, sourceId, label);
    if (changes.replyTo) await mustBeComment(ctx, sourceId, changes.replyTo);
    if (changes.replyTo === label) refuse('invalid_input', 'A comment does not answer itself.');
    // Another name needs another consent.
    const consent = changes.author === undefined ? {} : { consentById: null, consentAt: null };
    const said = { ...changes, ...consent, updatedById: actor.id, updatedAt: now };
    await tx.readerComment.upsert({
      where: { sourceId_label: { sourceId, label } },
      create: { id: newId(), sourceId, label, ...said },
      update: said,
    });
    emit({
      stream: facts.investigationId ?? '',
      type: 'source.comment_described',
      subject: { type: 'source', id: sourceId },
      // Without the name: the trail is kept for ever, and personal data must be able to go.
      data: {
        label,
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
    await mustBeComment(ctx, sourceId, label);
    const changed = await tx.readerComment.updateMany({
      where: { sourceId, label, author: { not: null } },
      data: consent ? { consentById: actor.id, consentAt: now } : { consentById: null, consentAt: null },
    });
    if (changed.count === 0) refuse('invalid_input', 'Say first who wrote it: there is no name yet.');
    emit({
      stream: facts.investigationId ?? '',
      type: consent ? 'source.comment_consented' : 'source.comment_consent_withdrawn',
      subject: { type: 'source', id: sourceId },
      data: { label },
    });
    return { id: sourceId, label };
  },
});
