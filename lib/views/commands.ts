import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { atLeastCase, effectiveCaseRole } from '../platform/policy.rules.ts';
import { saveViewInput, seenInput, viewRef } from './schema.ts';

const MOST = 100;

export const saveView = command({
  name: 'view.save',
  input: saveViewInput,
  allow: (input) => on.investigation('view.save', input.investigationId),
  run: async ({ tx, actor, now, newId, facts, emit }, { id = newId(), investigationId, name, filters, shared }) => {
    const role = facts.case && effectiveCaseRole(actor, facts.case);
    if (shared && !(role && atLeastCase(role, 'annotator')))
      refuse('forbidden', 'Whoever may mark may share a view with the case. Save it for yourself.');
    if ((await tx.savedView.count({ where: { investigationId, ownerId: actor.id } })) >= MOST)
      refuse('conflict', `You have ${MOST} views in this case. Remove one first.`);
    const { count } = await tx.savedView.createMany({
      data: [{ id, investigationId, ownerId: actor.id, name, filters, shared, createdAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) refuse('id_taken');
    emit({
      stream: investigationId,
      type: 'view.saved',
      subject: { type: 'view', id },
      data: { name, filters },
      visibleTo: shared ? undefined : actor.id,
    });
    return { id, investigationId };
  },
});

export const removeView = command({
  name: 'view.remove',
  input: viewRef,
  allow: (input) => on.savedView('view.remove', input.viewId),
  run: async ({ tx, actor, emit }, { viewId }) => {
    const view = found(await tx.savedView.findUnique({ where: { id: viewId } }));
    await tx.savedView.delete({ where: { id: viewId } });
    emit({
      stream: view.investigationId,
      type: 'view.removed',
      subject: { type: 'view', id: viewId },
      data: { name: view.name },
      visibleTo: view.shared ? undefined : actor.id,
    });
    return { id: viewId };
  },
});

/** Up to where a person has seen a case; never back. Nobody else's business: it leaves no line in the trail. */
export const markSeen = command({
  name: 'investigation.seen',
  input: seenInput,
  allow: (input) => on.investigation('investigation.seen', input.investigationId),
  run: async ({ tx, actor, now }, { investigationId, seq }) => {
    await tx.$executeRaw`
      INSERT INTO "CaseVisit" ("userId", "investigationId", seq, at)
      SELECT ${actor.id}::uuid, s.id, least(${seq}, s.seq), ${now} FROM "EventStream" s WHERE s.id = ${investigationId}::uuid
      ON CONFLICT ("userId", "investigationId")
      DO UPDATE SET seq = greatest("CaseVisit".seq, EXCLUDED.seq), at = EXCLUDED.at`;
    return { investigationId };
  },
});
