import { createClient } from '@redis/client';
import { logLine } from '../platform/log.ts';
import type { Bus, BusMessage } from './bus.ts';
import { LIVE_CHANNEL, parseBusMessage } from './bus.ts';

export interface RedisBus extends Bus {
  readonly connected: () => boolean;
}

interface Handlers {
  readonly onMessage: (message: BusMessage) => void;
  /** The connection was away: anything may have been missed. */
  readonly onGap: () => void;
}

/**
 * Valkey or Redis carries presence and the log's wake-ups, for installations where the NOTIFY of every flush would queue
 * up in Postgres. Nothing is kept there: when it is away, each process finds what it missed in the log (LIV-2).
 */
export async function redisBus(url: string, { onMessage, onGap }: Handlers): Promise<RedisBus> {
  const publisher = createClient({ url, disableOfflineQueue: true });
  const subscriber = createClient({ url });
  let told = false;
  for (const client of [publisher, subscriber]) {
    client.on('error', (error: unknown) => {
      if (!told) logLine('warn', 'redis', { error: error instanceof Error ? error.message : String(error) });
      told = true;
    });
  }
  let first = true;
  subscriber.on('ready', () => {
    told = false;
    if (!first) onGap();
    first = false;
  });
  const listening = subscriber.connect().then(() =>
    subscriber.subscribe(LIVE_CHANNEL, (text) => {
      const message = parseBusMessage(text);
      if (message) onMessage(message);
    }),
  );
  // A Redis that is not there yet must not keep the newsroom out: both clients go on trying by themselves.
  listening.catch(() => undefined);
  publisher.connect().catch(() => undefined);
  await Promise.race([listening.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
  return {
    connected: () => subscriber.isReady && publisher.isReady,
    publish: (message) => {
      if (publisher.isReady) publisher.publish(LIVE_CHANNEL, JSON.stringify(message)).catch(() => undefined);
    },
    close: () => {
      publisher.destroy();
      subscriber.destroy();
      return Promise.resolve();
    },
  };
}
