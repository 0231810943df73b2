import { createHmac } from 'node:crypto';
import { openSecret } from '../platform/secret-box.ts';

export const secretPurpose = (webhookId: string): string => `webhook:${webhookId}`;

interface Signed {
  readonly id: string;
  /** Seconds since 1970, of this attempt: a receiver refuses what is older than some minutes (replay). */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers of Standard Webhooks (www.standardwebhooks.com, 1.0.0): HMAC-SHA256 over id, time and body. With two
 * secrets, while one replaces the other, there are two signatures, of which the receiver needs one.
 */
export function signedHeaders({ id, timestamp, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const signature = (secret: string): string =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/u, ''), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => `v1,${signature(secret)}`).join(' '),
  };
}

interface Kept {
  readonly id: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
}

/** The secrets that sign at this moment. */
export function secretsOf({ id, secret, previousSecret, previousUntil }: Kept, now: Date): readonly string[] {
  const kept = [secret, ...(previousSecret && previousUntil && previousUntil > now ? [previousSecret] : [])];
  return kept.map((sealed) => openSecret(sealed, secretPurpose(id)));
}
