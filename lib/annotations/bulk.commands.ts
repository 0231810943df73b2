import { z } from 'zod';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { Refusal } from '../platform/errors.ts';
import { uuid } from '../platform/ids.ts';
import type { Permission } from '../platform/permissions.rules.ts';
import { decide } from '../platform/policy.rules.ts';
import { deleteAnnotation, restoreAnnotation, updateAnnotation } from './commands.ts';
import type { Mark } from './marks.ts';
import { lockMark } from './marks.ts';
import { tagSlug } from './rules.ts';
import { tagNames, updateAnnotationInput } from './schema.ts';

const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('tag'), tags: tagNames.min(1, 'Name at least one tag.') }),
  z.object({ do: z.literal('untag'), tags: tagNames.min(1, 'Name at least one tag.') }),
  z.object({ do: z.literal('resolve') }),
  z.object({ do: z.literal('reopen') }),
  z.object({ do: z.literal('link'), claimId: uuid.optional(), entityId: uuid.optional() }),
  z.object({ do: z.literal('delete') }),
  z.object({ do: z.literal('restore') }),
]);
type Act = z.infer<typeof act>;

export const bulkInput = z.object({
  investigationId: uuid,
  annotationIds: z.array(uuid).min(1, 'Choose at least one mark.').max(500, 'At most 500 marks at a time.'),
  act,
});

const permissionOf: Readonly<Record<Act['do'], Permission>> = {
  tag: 'annotation.update',
  untag: 'annotation.update',
  link: 'annotation.update',
  resolve: 'annotation.resolve',
  reopen: 'annotation.resolve',
  delete: 'annotation.delete',
  restore: 'annotation.delete',
};

/**
 * One act on many marks, in one transaction. The permission table is asked for each: what is not allowed, or not possible
 * now, is left as it is and named in the answer, and the rest is done. `done` holds only what changed, with what it was
 * linked to before, so that it can be undone.
 */
export const bulkAnnotations = command({
  name: 'annotation.bulk',
  input: bulkInput,
  allow: (input) => on.investigation('annotation.create', input.investigationId),
  run: async (ctx, { investigationId, annotationIds, act: wanted }) => {
    const done: { id: string; before: string | null }[] = [];
    const refused: { id: string; why: string }[] = [];
    // In one order everywhere, so that two such acts wait for each other instead of deadlocking.
    for (const id of [...new Set(annotationIds)].sort()) {
      try {
        const mark = await lockMark(ctx, id, { deleted: wanted.do === 'restore' });
        if (mark.investigationId !== investigationId) throw refusal('There is no such mark in this case.');
        const verdict = decide(permissionOf[wanted.do], ctx.actor, { case: ctx.facts.case, authorId: mark.authorId });
        if (verdict !== 'allowed') throw refusal('Only its author may do this.');
        if (await apply(ctx, mark, wanted)) done.push({ id, before: mark.claimId ?? mark.entityId });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ id, why: error.failure.detail });
      }
    }
    return { done, refused };
  },
});

const refusal = (detail: string): Refusal => new Refusal({ code: 'forbidden', detail });

/** Whether anything changed. Each act is the single command's own, so it writes the same rows and events. */
async function apply(ctx: CommandContext, mark: Mark, wanted: Act): Promise<boolean> {
  const change = (input: Record<string, unknown>) =>
    updateAnnotation.run(ctx, updateAnnotationInput.parse({ annotationId: mark.id, ...input }));
  const names = mark.tags.map(({ tag }) => tag.name);
  switch (wanted.do) {
    case 'tag': {
      const missing = wanted.tags.filter((name) => !names.some((has) => tagSlug(has) === tagSlug(name)));
      if (missing.length === 0) return false;
      await change({ tags: [...names, ...missing] });
      return true;
    }
    case 'untag': {
      const left = names.filter((has) => !wanted.tags.some((name) => tagSlug(has) === tagSlug(name)));
      if (left.length === names.length) return false;
      await change({ tags: left });
      return true;
    }
    case 'resolve':
    case 'reopen': {
      const status = wanted.do === 'resolve' ? 'resolved' : 'open';
      if (mark.status === status) return false;
      await change({ status });
      return true;
    }
    case 'link': {
      if (mark.kind === 'claim' && wanted.claimId) await change({ claimId: wanted.claimId });
      else if (mark.kind === 'entity' && wanted.entityId) await change({ entityId: wanted.entityId });
      else throw refusal('A claim mark is linked to a claim, a name to an entity.');
      return (mark.claimId ?? mark.entityId) !== (wanted.claimId ?? wanted.entityId);
    }
    case 'delete':
      await deleteAnnotation.run(ctx, { annotationId: mark.id });
      return true;
    case 'restore':
      if (!mark.deletedAt) return false;
      await restoreAnnotation.run(ctx, { annotationId: mark.id });
      return true;
  }
}
