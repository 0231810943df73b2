import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { notify } from '../platform/events.ts';
import { countUnread } from './readable.ts';
import { digestInput, markReadInput, muteInput } from './schema.ts';

// What a person has read, mutes or wants by mail concerns nobody else: these commands leave no line in the trail, which
// everyone in the case could read.

export const markRead = command({
  name: 'notification.mark',
  input: markReadInput,
  allow: () => on.workspace('notification.mark'),
  run: async ({ tx, actor, now }, { ids, annotationId, claimId, read }) => {
    await tx.notification.updateMany({
      where: {
        userId: actor.id,
        readAt: read ? null : { not: null },
        ...(ids ? { id: { in: ids } } : {}),
        ...(annotationId ? { annotationId } : {}),
        ...(claimId ? { claimId } : {}),
      },
      data: { readAt: read ? now : null },
    });
    await notify(tx, { k: 'inbox', userId: actor.id });
    return { unread: await countUnread(tx, actor) };
  },
});

export const muteCase = command({
  name: 'notification.mute',
  input: muteInput,
  allow: (input) => on.investigation('notification.mute', input.investigationId),
  run: async ({ tx, actor, now }, { investigationId, muted }) => {
    if (muted)
      await tx.caseMute.createMany({
        data: [{ userId: actor.id, investigationId, at: now }],
        skipDuplicates: true,
      });
    else await tx.caseMute.deleteMany({ where: { userId: actor.id, investigationId } });
    return { muted };
  },
});

export const setDigest = command({
  name: 'notification.digest',
  input: digestInput,
  allow: () => on.workspace('notification.mark'),
  run: async ({ tx, actor }, { digest, locale }) => {
    const change = { digest, ...(locale ? { locale } : {}) };
    await tx.notificationSetting.upsert({
      where: { userId: actor.id },
      create: { userId: actor.id, ...change },
      update: change,
    });
    return { digest };
  },
});
