import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { sealSecret } from '../platform/secret-box.ts';
import {
  createWebhookInput,
  deliveryRef,
  rotateWebhookInput,
  tryWebhookInput,
  updateWebhookInput,
  webhookRef,
} from './schema.ts';
import { secretPurpose } from './sign.ts';

const MOST = 20;
/** How long the secret before signs too. */
const CHANGE_OVER_MS = 24 * 3_600_000;

/** The trail keeps the host only: a path may hold a key of the receiver's. */
function say(
  { emit }: CommandContext,
  type: string,
  webhook: { id: string; investigationId: string; url: string },
  more: Record<string, string | boolean | string[]> = {},
): void {
  emit({
    stream: webhook.investigationId,
    type: `webhook.${type}`,
    subject: { type: 'webhook', id: webhook.id },
    data: { host: new URL(webhook.url).host, ...more },
  });
}

export const createWebhook = command({
  name: 'webhook.create',
  input: createWebhookInput,
  allow: (input) => on.investigation('webhook.manage', input.investigationId),
  run: async (ctx, { id = ctx.newId(), investigationId, url, types, secret }) => {
    const { tx, actor, now } = ctx;
    if ((await tx.webhook.count({ where: { investigationId } })) >= MOST)
      refuse('conflict', `This case tells ${MOST} other systems already. Remove one first.`);
    // From here on: what was before is not told. The stream is there, since the case was created in it.
    const { seq } = found(await tx.eventStream.findUnique({ where: { id: investigationId } }));
    const { count } = await tx.webhook.createMany({
      data: [
        {
          id,
          investigationId,
          createdById: actor.id,
          url,
          types,
          secret: sealSecret(secret, secretPurpose(id)),
          seq,
          createdAt: now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) refuse('id_taken');
    say(ctx, 'created', { id, investigationId, url }, { types });
    return { id, investigationId };
  },
});

export const updateWebhook = command({
  name: 'webhook.update',
  input: updateWebhookInput,
  allow: (input) => on.webhook('webhook.manage', input.webhookId),
  run: async (ctx, { webhookId, url, types, paused }) => {
    const { tx, actor } = ctx;
    const before = found(await tx.webhook.findUnique({ where: { id: webhookId } }));
    const webhook = await tx.webhook.update({
      where: { id: webhookId },
      data: {
        ...(url === undefined ? {} : { url }),
        ...(types === undefined ? {} : { types }),
        // Whoever sets it going again answers for it from then on.
        ...(paused === undefined
          ? {}
          : paused
            ? { pausedBecause: 'paused' as const }
            : { pausedBecause: null, createdById: actor.id }),
      },
    });
    // What happened while it was paused is not told afterwards.
    if (paused === false && before.pausedBecause !== null) {
      const { seq } = found(await tx.eventStream.findUnique({ where: { id: webhook.investigationId } }));
      await tx.webhook.update({ where: { id: webhookId }, data: { seq } });
    }
    say(ctx, 'updated', webhook, { types: webhook.types, paused: webhook.pausedBecause !== null });
    return { id: webhookId, investigationId: webhook.investigationId };
  },
});

export const rotateWebhook = command({
  name: 'webhook.rotate',
  input: rotateWebhookInput,
  allow: (input) => on.webhook('webhook.manage', input.webhookId),
  run: async (ctx, { webhookId, secret }) => {
    const { tx, now } = ctx;
    const before = found(await tx.webhook.findUnique({ where: { id: webhookId } }));
    const webhook = await tx.webhook.update({
      where: { id: webhookId },
      data: {
        secret: sealSecret(secret, secretPurpose(webhookId)),
        previousSecret: before.secret,
        previousUntil: new Date(now.getTime() + CHANGE_OVER_MS),
      },
    });
    say(ctx, 'secret_changed', webhook);
    return { id: webhookId, investigationId: webhook.investigationId };
  },
});

export const removeWebhook = command({
  name: 'webhook.remove',
  input: webhookRef,
  allow: (input) => on.webhook('webhook.manage', input.webhookId),
  run: async (ctx, { webhookId }) => {
    const webhook = await ctx.tx.webhook.delete({ where: { id: webhookId } });
    say(ctx, 'removed', webhook);
    return { id: webhookId, investigationId: webhook.investigationId };
  },
});

/** Sends `webhook.tried`, so that the receiving side can be built and checked. */
export const tryWebhook = command({
  name: 'webhook.try',
  input: tryWebhookInput,
  allow: (input) => on.webhook('webhook.manage', input.webhookId),
  run: async ({ tx, now, newId }, { webhookId, id = newId() }) => {
    const { count } = await tx.webhookDelivery.createMany({
      data: [{ id, webhookId, type: 'webhook.tried', at: now, nextAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) refuse('id_taken');
    return { id, webhookId };
  },
});

/** Once more, now: also what was given up. */
export const redeliver = command({
  name: 'webhook.redeliver',
  input: deliveryRef,
  allow: (input) => on.webhookDelivery('webhook.manage', input.deliveryId),
  run: async ({ tx, now }, { deliveryId }) => {
    const { webhookId } = await tx.webhookDelivery.update({
      where: { id: deliveryId },
      data: { state: 'waiting', attempts: 0, nextAt: now, endedAt: null },
    });
    return { id: deliveryId, webhookId };
  },
});
