import { on } from '../platform/access.ts';
import { toPage } from '../platform/page.ts';
import { query } from '../platform/query.ts';
import { deliveryPage, listDeliveriesInput, listWebhooksInput, webhookPage } from './schema.ts';

export const listWebhooks = query({
  name: 'webhook.list',
  input: listWebhooksInput,
  output: webhookPage,
  allow: (input) => on.investigation('webhook.read', input.investigationId),
  run: async ({ db }, { investigationId }) => {
    const rows = await db.webhook.findMany({
      where: { investigationId },
      orderBy: { id: 'asc' },
      include: {
        _count: { select: { deliveries: { where: { state: 'waiting' } } } },
        deliveries: {
          where: { state: 'delivered' },
          orderBy: { endedAt: 'desc' },
          take: 1,
          select: { endedAt: true },
        },
      },
    });
    return {
      items: rows.map(({ id, url, types, pausedBecause, createdAt, _count, deliveries }) => ({
        id,
        url,
        types,
        pausedBecause,
        waiting: _count.deliveries,
        lastDeliveredAt: deliveries[0]?.endedAt?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
      })),
      next: null,
    };
  },
});

/** What was sent and what came back, newest first. */
export const listDeliveries = query({
  name: 'webhook.deliveries',
  input: listDeliveriesInput,
  output: deliveryPage,
  allow: (input) => on.webhook('webhook.read', input.webhookId),
  run: async ({ db }, { webhookId, limit, after }) => {
    const rows = await db.webhookDelivery.findMany({
      where: { webhookId, ...(after ? { id: { lt: after } } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => ({
        ...row,
        at: row.at.toISOString(),
        nextAt: row.state === 'waiting' ? row.nextAt.toISOString() : null,
      }),
    );
  },
});
