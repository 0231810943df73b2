import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import { createWebhook, redeliver, removeWebhook, rotateWebhook, tryWebhook, updateWebhook } from './commands.ts';
import { listDeliveries, listWebhooks } from './queries.ts';

export const webhookCommands = [createWebhook, updateWebhook, rotateWebhook, removeWebhook, tryWebhook, redeliver];
export const webhookQueries = [listWebhooks, listDeliveries];

export const webhookEndpoints: EndpointTable = {
  '/investigations/{investigationId}/webhooks': {
    GET: read("The other systems that are told of a case's events", listWebhooks),
    POST: write('Have another system told', 201, createWebhook, listWebhooks, ({ investigationId }) => ({
      investigationId,
    })),
  },
  '/webhooks/{webhookId}': {
    PATCH: write(
      'Change the address or the types of events, pause, go on',
      200,
      updateWebhook,
      listWebhooks,
      (done) => ({
        investigationId: done.investigationId,
      }),
    ),
    DELETE: remove('Tell it no more', removeWebhook),
  },
  '/webhooks/{webhookId}/secret': {
    PUT: write('Replace the secret; the one before signs too for a day', 200, rotateWebhook, listWebhooks, (done) => ({
      investigationId: done.investigationId,
    })),
  },
  '/webhooks/{webhookId}/deliveries': {
    GET: read('What was sent and what came back', listDeliveries),
    POST: write('Send a trial', 201, tryWebhook, listDeliveries, ({ webhookId }) => ({ webhookId })),
  },
  '/webhook-deliveries/{deliveryId}': {
    POST: write('Send it once more', 200, redeliver, listDeliveries, ({ webhookId }) => ({ webhookId })),
  },
};
