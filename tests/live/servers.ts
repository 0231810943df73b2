import http from 'node:http';
import { afterAll } from 'vitest';
import WebSocket from 'ws';
import type { KeptEdit, KeptEdits } from '@/lib/live/client/kept-edits.ts';
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

/** What IndexedDB keeps of one person between two tabs. */
export function keptInMemory(): KeptEdits & { readonly rows: Map<number, KeptEdit> } {
  const rows = new Map<number, KeptEdit>();
  let next = 1;
  return {
    rows,
    keep: (edit) => {
      const id = next++;
      rows.set(id, { id, ...edit });
      return Promise.resolve(id);
    },
    of: (documentId) => Promise.resolve([...rows.values()].filter((row) => row.documentId === documentId)),
    forget: (ids) => {
      for (const id of ids) rows.delete(id);
      return Promise.resolve();
    },
    documents: () =>
      Promise.resolve([
        ...new Map([...rows.values()].map(({ documentId, schema }) => [documentId, { documentId, schema }])).values(),
      ]),
  };
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

  /** A client; `port` may be asked anew at every connection, as a balancer in front of two processes would answer: 1 is none. */
  function connect(port: number | (() => number), who: Caller, kept?: KeptEdits): LiveClient {
    const client = new LiveClient({
      url: 'ws://127.0.0.1/live',
      stillSignedIn: () => Promise.resolve(true),
      open: () => socket(typeof port === 'number' ? port : port(), who) as unknown as globalThis.WebSocket,
      kept,
    });
    client.start();
    stops.push(() => client.stop());
    return client;
  }

  return { serve, socket, connect };
}
