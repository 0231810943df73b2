import type { CommandContext } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import type { Flaggable } from './rules.ts';
import { isHideable } from './rules.ts';

/**
 * Takes a text out of sight as if its author had deleted it, so that every list, count, export and open page already does the
 * right thing; the row beside it keeps the author from bringing it back (and a trigger in the database does too).
 */
export async function hide(ctx: CommandContext, type: Flaggable, id: string, reason: string): Promise<void> {
  const { tx, actor, now } = ctx;
  if (!isHideable(type)) refuse('conflict', 'This cannot be hidden. Warn its author, or ask them to change it.');
  const { count } = await tx.hiddenText.createMany({
    data: [{ subjectId: id, subjectType: type, reason, hiddenById: actor.id, at: now }],
    skipDuplicates: true,
  });
  if (count === 0) return;
  if (type === 'reply') await tx.reply.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: now } });
  else
    await tx.annotation.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: now, deletedById: actor.id },
    });
  await tell(ctx, type, id, 'deleted', { hidden: true, reason });
}

export async function restore(ctx: CommandContext, type: Flaggable, id: string): Promise<void> {
  const { tx } = ctx;
  const { count } = await tx.hiddenText.deleteMany({ where: { subjectId: id } });
  if (count === 0) refuse('conflict', 'This is not hidden.');
  if (type === 'reply') await tx.reply.update({ where: { id }, data: { deletedAt: null } });
  else await tx.annotation.update({ where: { id }, data: { deletedAt: null, deletedById: null } });
  await tell(ctx, type, id, 'restored', { hidden: false });
}

/** In the case's own trail, in the form that open pages follow. */
async function tell(
  { tx, emit, facts }: CommandContext,
  type: Flaggable,
  id: string,
  what: 'deleted' | 'restored',
  more: Record<string, string | boolean>,
): Promise<void> {
  const annotationId = type === 'reply' ? found(await tx.reply.findUnique({ where: { id } })).annotationId : id;
  const { sourceId } = found(await tx.annotation.findUnique({ where: { id: annotationId } }));
  emit({
    stream: found(facts.investigationId),
    type: `${type}.${what}`,
    subject: { type: type === 'reply' ? 'reply' : 'annotation', id },
    data: { annotationId, sourceId, ...more, changes: {} },
  });
}
