import { z } from 'zod';
import { webAddress } from '../fetch/address.rules.ts';
import { pageOf } from '../investigations/schema.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { page } from '../platform/text.schema.ts';

/** `whsec_` and 24 to 64 random bytes in base64, as Standard Webhooks has it. */
const secret = z
  .string()
  .max(100)
  .refine((text) => /^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u.test(text), {
    message: 'A secret is “whsec_” and then random bytes in base64.',
  })
  .refine((text) => text.length >= 38 && text.length <= 94, { message: 'A secret holds 24 to 64 random bytes.' });

const url = z
  .string()
  .trim()
  .max(2000)
  .superRefine((text, ctx) => {
    const address = webAddress(text);
    if ('complaint' in address) ctx.addIssue({ code: 'custom', message: address.complaint });
    else if (address.url.protocol !== 'https:')
      ctx.addIssue({ code: 'custom', message: 'Give an address that begins with https.' });
  });

const types = z
  .array(
    z
      .string()
      .max(60)
      .regex(/^[a-z_]+\.[a-z_]*$/u, {
        message: 'Name a type of event (claim.moved) or all of one kind (claim.).',
      }),
  )
  .max(50);

export const createWebhookInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  url,
  types: types.default([]),
  secret,
});
export const webhookRef = z.object({ webhookId: uuid });
export const updateWebhookInput = webhookRef.extend({
  url: url.optional(),
  types: types.optional(),
  paused: z.boolean().optional(),
});
export const rotateWebhookInput = webhookRef.extend({ secret });
export const tryWebhookInput = webhookRef.extend({ id: clientId.optional() });
export const deliveryRef = z.object({ deliveryId: uuid });
export const listWebhooksInput = z.object({ investigationId: uuid });
export const listDeliveriesInput = webhookRef.extend(page);

export const webhookView = z.object({
  id: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  /** null: it is told. */
  pausedBecause: z.enum(['paused', 'gone', 'owner']).nullable(),
  /** Deliveries that wait for another attempt. */
  waiting: z.number(),
  lastDeliveredAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type WebhookView = z.infer<typeof webhookView>;
export const webhookPage = pageOf(webhookView);

export const deliveryView = z.object({
  id: z.string(),
  /** null: a trial. */
  seq: z.number().nullable(),
  type: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number(),
  nextAt: z.iso.datetime().nullable(),
  /** What the other side answered last, when it did. */
  status: z.number().nullable(),
  problem: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof deliveryView>;
export const deliveryPage = pageOf(deliveryView);
