import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import type { Changes, Mark } from './marks.ts';
import { lockMark, onlyFor } from './marks.ts';
import { createReplyInput, replyRef, updateReplyInput } from './schema.ts';

export const createReply = command({
  name: 'reply.create',
  input: createReplyInput,
  allow: (input) => on.annotation('reply.create', input.annotationId),
  run: async (ctx, { id = ctx.newId(), annotationId, text }) => {
    const mark = await lockMark(ctx, annotationId, { deleted: false });
    const { count } = await ctx.tx.reply.createMany({
      data: [{ id, annotationId, authorId: ctx.actor.id, text, createdAt: ctx.now }],
      skipDuplicates: true,
    });
    if (count === 0) refuse('id_taken');
    tell(ctx, mark, id, 'reply.created', { reply: { before: null, after: text } });
    return { id };
  },
});

export const updateReply = command({
  name: 'reply.update',
  input: updateReplyInput,
  allow: (input) => on.reply('reply.update', input.replyId),
  run: async (ctx, { replyId, annotationId, text }) => {
    const { reply, mark } = await lockReply(ctx, replyId, annotationId);
    if (reply.deletedAt) refuse('not_found', 'This reply was deleted.');
    if (reply.text === text) return { id: replyId };
    await ctx.tx.reply.update({ where: { id: replyId }, data: { text, editedAt: ctx.now } });
    tell(ctx, mark, replyId, 'reply.updated', { reply: { before: reply.text, after: text } });
    return { id: replyId };
  },
});

export const deleteReply = command({
  name: 'reply.delete',
  input: replyRef,
  allow: (input) => on.reply('reply.update', input.replyId),
  run: async (ctx, { replyId, annotationId }) => {
    const { reply, mark } = await lockReply(ctx, replyId, annotationId);
    if (reply.deletedAt) refuse('not_found', 'This reply was deleted.');
    await ctx.tx.reply.update({ where: { id: replyId }, data: { deletedAt: ctx.now } });
    tell(ctx, mark, replyId, 'reply.deleted', { reply: { before: reply.text, after: null } });
    return { id: replyId };
  },
});

/** Takes the deletion of one's reply back. */
export const restoreReply = command({
  name: 'reply.restore',
  input: replyRef,
  allow: (input) => on.reply('reply.update', input.replyId),
  run: async (ctx, { replyId, annotationId }) => {
    const { reply, mark } = await lockReply(ctx, replyId, annotationId);
    if (!reply.deletedAt) return { id: replyId };
    if (await ctx.tx.hiddenText.findUnique({ where: { subjectId: replyId } }))
      refuse('forbidden', 'This was hidden by moderation. Ask them to bring it back.');
    await ctx.tx.reply.update({ where: { id: replyId }, data: { deletedAt: null } });
    tell(ctx, mark, replyId, 'reply.restored', { reply: { before: null, after: reply.text } });
    return { id: replyId };
  },
});

/** A thread is changed under its mark's lock. */
async function lockReply(ctx: CommandContext, replyId: string, annotationId: string | undefined) {
  const { annotationId: owner } = found(await ctx.tx.reply.findUnique({ where: { id: replyId } }));
  if (annotationId !== undefined && annotationId !== owner) refuse('not_found');
  const mark = await lockMark(ctx, owner, { deleted: false });
  return { mark, reply: found(await ctx.tx.reply.findUnique({ where: { id: replyId } })) };
}

const tell = ({ emit }: CommandContext, mark: Mark, id: string, type: string, changes: Changes): void =>
  emit({
    stream: mark.investigationId,
    type,
    subject: { type: 'reply', id },
    data: { annotationId: mark.id, sourceId: mark.sourceId, changes },
    visibleTo: onlyFor(mark),
  });
