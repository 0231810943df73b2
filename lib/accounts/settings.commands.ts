import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { readSettings } from './settings.ts';
import { updateSettingsInput } from './settings.schema.ts';

export const updateSettings = command({
  name: 'settings.update',
  input: updateSettingsInput,
  allow: () => on.workspace('settings.update'),
  run: async ({ tx, actor, now, emit, accessChanged }, input) => {
    const before = await readSettings(tx);
    if (input.secondFactor === 'moderators') {
      // Whoever switches it on would otherwise lock themselves out of switching it off.
      const own = await tx.secondFactor.findFirst({ where: { userId: actor.id, confirmedAt: { not: null } } });
      if (!own && (await tx.passkey.count({ where: { userId: actor.id } })) === 0)
        refuse('conflict', 'Add a second factor to your own account first.');
    }
    for (const [key, value] of Object.entries(input)) {
      const row = { value, setById: actor.id, updatedAt: now };
      await tx.workspaceSetting.upsert({ where: { key }, create: { key, ...row }, update: row });
    }
    emit({
      stream: WORKSPACE_STREAM,
      type: 'settings.updated',
      subject: { type: 'account', id: actor.id },
      data: { ...input, before },
    });
    // What moderators may do changes with it, also in pages that are open.
    if (input.secondFactor && input.secondFactor !== before.secondFactor) {
      const moderators = await tx.user.findMany({ where: { role: { not: 'member' } }, select: { id: true } });
      for (const { id } of moderators) await accessChanged(id);
    }
    return { changed: Object.keys(input).length };
  },
});
