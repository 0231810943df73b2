import http from 'node:http';
import { afterAll } from 'vitest';
import WebSocket from 'ws';
import { LiveClient } from '@/lib/live/client/live-client.ts';
import type { LiveOptions, LiveServer } from '@/lib/live/server.ts';
import { createLiveServer } from '@/lib/live/server.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { TestDatabase } from '../support/database.ts';

export interface Served {
  readonly port: number;
  readonly live: LiveServer;
  readonly stop: () => Promise<void>;
}

/** Live servers as several processes would run them, and clients of theirs; all are stopped after the file's tests. */
export function liveServers(test: TestDatabase) {
  const stops: (() => Promise<void> | void)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  async function serve(options: Partial<LiveOptions> = {}): Promise<Served> {
    const live = await createLiveServer({
      db: test.db,
      url: test.url,
      // Who connects is said in the address: these tests are about everything after the door.
      authenticate: (headers) => Promise.resolve({ userId: headers.get('x-user') ?? '' } as Caller),
      ...options,
    });
    const server = http.createServer();
    server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    let stopped: Promise<void> | undefined;
    const stop = () =>
      (stopped ??= (async () => {
        await live.close();
        server.closeAllConnections();
        server.close();
      })());
    stops.push(stop);
    return { port: (server.address() as { port: number }).port, live, stop };
  }

  function socket(port: number, who: Caller): WebSocket {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/live`, {
      headers: { 'x-user': who.userId, origin: `http://127.0.0.1:${port}` },
    });
    ws.on('error', () => undefined);
    return ws;
  }

  /** A client; `port` may be asked anew at every connection, as a balancer in front of two processes would answer. */
  function connect(port: number | (() => number), who: Caller): LiveClient {
    const client = new LiveClient({
      url: 'ws://127.0.0.1/live',
      stillSignedIn: () => Promise.resolve(true),
      open: () => socket(typeof port === 'number' ? port : port(), who) as unknown as globalThis.WebSocket,
    });
    client.start();
    stops.push(() => client.stop());
    return client;
  }

  return { serve, socket, connect };
}
