import type http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Database } from '../platform/db.ts';

export interface LiveServer {
  readonly handleUpgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => Promise<void>;
  /** Whether the wake-up channel from Postgres is up. */
  readonly listening: () => boolean;
  readonly stats: () => { readonly connections: number; readonly documents: number };
}

export function createLiveServer(_options: { db: Database; url: string }): Promise<LiveServer> {
  return Promise.resolve({
    handleUpgrade: (_request, socket) => void socket.destroy(),
    close: () => Promise.resolve(),
    listening: () => true,
    stats: () => ({ connections: 0, documents: 0 }),
  });
}
