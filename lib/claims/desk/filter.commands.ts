import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { filterRef, saveFilterInput } from './schema.ts';

/** Keeps a view of the desk by name, for oneself or for everyone in the case (CLM-9). */
export const saveFilter = command({
  name: 'desk_filter.save',
  input: saveFilterInput,
  allow: (input) => on.investigation('desk.filter', input.investigationId),
  run: async ({ tx, actor, now, newId, emit }, { id = newId(), investigationId, ...fields }) => {
    const mine = await tx.deskFilter.count({ where: { investigationId, userId: actor.id } });
    if (mine >= 50) refuse('conflict', 'You keep 50 views here. Remove one first.');
    await tx.deskFilter.create({ data: { id, investigationId, userId: actor.id, ...fields, createdAt: now } });
    emit({
      stream: investigationId,
      type: 'desk_filter.saved',
      subject: { type: 'investigation', id: investigationId },
      data: { name: fields.name },
      ...(fields.shared ? {} : { visibleTo: actor.id }),
    });
    return { id };
  },
});

export const removeFilter = command({
  name: 'desk_filter.remove',
  input: filterRef,
  allow: (input) => on.investigation('desk.filter', input.investigationId),
  run: async ({ tx, actor, facts, emit }, { investigationId, filterId: id }) => {
    const mayAll = facts.case?.role === 'lead';
    const { count } = await tx.deskFilter.deleteMany({
      where: {
        id,
        investigationId,
        ...(mayAll ? { OR: [{ userId: actor.id }, { shared: true }] } : { userId: actor.id }),
      },
    });
    if (count === 0) refuse('not_found', 'There is no such view, or it is somebody else’s.');
    emit({
      stream: investigationId,
      type: 'desk_filter.removed',
      subject: { type: 'investigation', id: investigationId },
      data: {},
      visibleTo: actor.id,
    });
    return { id };
  },
});
