import { createAnnotation } from '../annotations/commands.ts';
import { createAnnotationInput } from '../annotations/schema.ts';
import { addEntity, addName } from '../entities/commands.ts';
import { requireVisibleEntity } from '../entities/visibility.ts';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { acceptNameInput, markMentionsInput, refuseSuggestionInput } from './schema.ts';

/** What was refused is not suggested again, to nobody in the case, in this source and its later versions. */
export const refuseSuggestion = command({
  name: 'suggestion.refuse',
  input: refuseSuggestionInput,
  allow: (input) => on.source('annotation.create', input.sourceId),
  run: async ({ tx, actor, now, newId, facts, emit }, { sourceId, keys }) => {
    const investigationId = found(facts.investigationId);
    const refused = await tx.suggestionRefusal.createManyAndReturn({
      data: [...new Set(keys)].map((key) => ({
        id: newId(),
        investigationId,
        sourceId,
        key,
        refusedById: actor.id,
        at: now,
      })),
      skipDuplicates: true,
    });
    if (refused.length > 0)
      emit({
        stream: investigationId,
        type: 'suggestion.refused',
        subject: { type: 'source', id: sourceId },
        data: { sourceId, keys: refused.map((row) => row.key) },
      });
    return { refused: refused.length };
  },
});

/** Takes a refusal back: the words may be suggested again. */
export const reconsiderSuggestion = command({
  name: 'suggestion.reconsider',
  input: refuseSuggestionInput,
  allow: (input) => on.source('annotation.create', input.sourceId),
  run: async ({ tx, facts, emit }, { sourceId, keys }) => {
    const { count } = await tx.suggestionRefusal.deleteMany({ where: { sourceId, key: { in: keys } } });
    if (count > 0)
      emit({
        stream: found(facts.investigationId),
        type: 'suggestion.reconsidered',
        subject: { type: 'source', id: sourceId },
        data: { sourceId, keys },
      });
    return { reconsidered: count };
  },
});

/** "Mark the other n mentions": each place that was agreed to becomes a mark of its own, all or none. */
export const markMentions = command({
  name: 'annotation.mark_mentions',
  input: markMentionsInput,
  allow: (input) => on.source('annotation.create', input.sourceId),
  run: async (ctx, { sourceId, version, entityId, ranges }) => {
    const ids: string[] = [];
    for (const target of ranges) {
      const input = createAnnotationInput.parse({ sourceId, version, kind: 'entity', entityId, target });
      ids.push((await createAnnotation.run(ctx, input)).id);
    }
    return { ids };
  },
});

/**
 * A found name that a person agreed to (ENT-9): linked to somebody known or to a new entity, all its spellings learnt, all
 * its places marked, or nothing of it.
 */
export const acceptName = command({
  name: 'suggestion.accept_name',
  input: acceptNameInput,
  allow: ({ investigationId }) => on.investigation('annotation.create', investigationId),
  run: async (ctx, { investigationId, entityId: known, entity, spellings, places }) => {
    const { tx, actor } = ctx;
    const sources = [...new Set(places.map(({ sourceId }) => sourceId))];
    if ((await tx.source.count({ where: { id: { in: sources }, investigationId } })) < sources.length)
      refuse('not_found', 'One of these places is not in this case.');
    const entityId = entity
      ? await addEntity(ctx, { ...entity, originId: investigationId })
      : (await requireVisibleEntity(tx, actor, known ?? '')).id;
    for (const name of spellings.filter((one) => one !== entity?.name))
      await addName.run(ctx, {
        entityId,
        name,
        // A part of a name alone is many people's.
        kind: name.includes(' ') ? 'alias' : 'weak',
        language: null,
        investigationId,
      });
    for (const { sourceId, version, ...target } of places)
      await createAnnotation.run(
        ctx,
        createAnnotationInput.parse({ sourceId, version, kind: 'entity', entityId, target }),
      );
    return { entityId, marked: places.length };
  },
});
