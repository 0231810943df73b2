import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { lockMark, onlyFor } from './marks.ts';
import { acknowledgeInput, annotationRef } from './schema.ts';

/** A check under a mark or a reply, or taken away again: the one reaction there is. */
export const acknowledge = command({
  name: 'annotation.acknowledge',
  input: acknowledgeInput,
  allow: (input) => on.annotation('annotation.acknowledge', input.annotationId),
  run: async (ctx, { annotationId, replyId, acknowledged }) => {
    const { tx, actor, now, emit } = ctx;
    const mark = await lockMark(ctx, annotationId, { deleted: false });
    if (replyId) {
      const reply = found(await tx.reply.findUnique({ where: { id: replyId } }), 'This reply was deleted.');
      if (reply.annotationId !== annotationId || reply.deletedAt) refuse('not_found', 'This reply was deleted.');
    }
    const row = { subjectId: replyId ?? annotationId, userId: actor.id };
    const { count } = acknowledged
      ? await tx.acknowledgement.createMany({ data: [{ ...row, annotationId, at: now }], skipDuplicates: true })
      : await tx.acknowledgement.deleteMany({ where: row });
    if (count > 0)
      emit({
        stream: mark.investigationId,
        type: acknowledged ? 'annotation.acknowledged' : 'annotation.unacknowledged',
        subject: replyId ? { type: 'reply', id: replyId } : { type: 'annotation', id: annotationId },
        data: { annotationId, sourceId: mark.sourceId, changes: {} },
        visibleTo: onlyFor(mark),
      });
    return { id: annotationId };
  },
});

/** That one has had a thread open. It decides nothing and would drown the trail, so it leaves no event. */
export const seeThread = command({
  name: 'annotation.see',
  input: annotationRef,
  allow: (input) => on.annotation('annotation.see', input.annotationId),
  run: async ({ tx, actor, now }, { annotationId }) => {
    const mark = found(await tx.annotation.findUnique({ where: { id: annotationId } }));
    if (mark.deletedAt || (mark.visibility === 'private' && mark.authorId !== actor.id)) refuse('not_found');
    await tx.seen.upsert({
      where: { annotationId_userId: { annotationId, userId: actor.id } },
      create: { annotationId, userId: actor.id, at: now },
      update: { at: now },
    });
    return { id: annotationId };
  },
});
