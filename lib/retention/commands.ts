import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { eraseRawInput, holdInput } from './schema.ts';

/** From now on nothing of the case is forgotten, until the hold is lifted (ACC-8). */
export const setHold = command({
  name: 'case.set_hold',
  input: holdInput,
  allow: (input) => on.investigation('case.hold', input.investigationId),
  run: async ({ tx, actor, now, newId, emit }, { investigationId, reason }) => {
    // Waits for a forgetting of this case that has begun, and for a colleague who holds it as well.
    await tx.$queryRaw`SELECT 1 FROM "Investigation" WHERE id = ${investigationId}::uuid FOR UPDATE`;
    if (await tx.legalHold.count({ where: { investigationId, liftedAt: null } }))
      refuse('conflict', 'This case is under legal hold already.');
    const id = newId();
    await tx.legalHold.create({ data: { id, investigationId, reason, setById: actor.id, setAt: now } });
    const subject = { type: 'investigation' as const, id: investigationId };
    emit({ stream: investigationId, type: 'case.held', subject, data: { reason } });
    return { investigationId };
  },
});

export const liftHold = command({
  name: 'case.lift_hold',
  input: holdInput,
  allow: (input) => on.investigation('case.hold', input.investigationId),
  run: async ({ tx, actor, now, emit }, { investigationId, reason }) => {
    const lifted = await tx.legalHold.updateMany({
      where: { investigationId, liftedAt: null },
      data: { liftedById: actor.id, liftedAt: now, liftReason: reason },
    });
    if (lifted.count === 0) refuse('conflict', 'This case is not under legal hold.');
    const subject = { type: 'investigation' as const, id: investigationId };
    emit({ stream: investigationId, type: 'case.hold_lifted', subject, data: { reason } });
    return { investigationId };
  },
});

/** Forgets the bytes of one raw input; that they are old enough and not held the database asks itself. Only housekeeping runs it. */
export const eraseRaw = command({
  name: 'source.erase_raw',
  input: eraseRawInput,
  allow: () => on.workspace('settings.update'),
  run: async ({ tx, now, emit }, { investigationId, sourceId, rawInputId }) => {
    await tx.$queryRaw`SELECT 1 FROM "Investigation" WHERE id = ${investigationId}::uuid FOR SHARE`;
    const raw = found(await tx.rawInput.findUnique({ where: { id: rawInputId }, omit: { bytes: true } }));
    if (await tx.legalHold.count({ where: { investigationId, liftedAt: null } }))
      refuse('conflict', 'This case is under legal hold.');
    const forgotten = await tx.rawInput.updateMany({
      where: { id: rawInputId, erasedAt: null },
      data: { bytes: new Uint8Array(), erasedAt: now },
    });
    if (forgotten.count === 0) refuse('conflict', 'It is forgotten already.');
    emit({
      stream: investigationId,
      type: 'source.raw_erased',
      subject: { type: 'source', id: sourceId },
      data: { rawInputId, sha256: raw.sha256 },
    });
    return { rawInputId };
  },
});
