import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { callerFromHeaders } from '../accounts/session.ts';
import type { Caller } from '../platform/access.ts';
import { loadActor } from '../platform/access.ts';
import { isOwnOrigin } from '../platform/http.ts';
import { refusedOnly } from './access.ts';
import { Connection } from './connection.ts';
import type { HubOptions } from './hub.ts';
import { connectHub, tellRedacted } from './hub.ts';
import { CLOSE_RESTART, MAX_MESSAGE } from './protocol.schema.ts';

export interface LiveServer {
  readonly handleUpgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Takes nobody in any more, commits what has come in, says goodbye. */
  readonly close: () => Promise<void>;
  /** Whether the wake-up channel from Postgres is up. */
  readonly listening: () => boolean;
  readonly stats: () => {
    readonly connections: number;
    readonly documents: number;
    readonly flushes: number;
    readonly edits: number;
    readonly peers: number;
  };
}

export interface LiveOptions extends HubOptions {
  /** Who connects; by session cookie unless a test says otherwise. */
  readonly authenticate?: (headers: Headers) => Promise<Caller | null>;
}

/** Every socket is asked once in this time whether it is still there; a silent one goes at the next. */
const HEARTBEAT_MS = 20_000;
const HEARTBEAT_STEPS = 20;
const MAX_CONNECTIONS = 10_000;
const DRAIN_MS = 3000;

/**
 * The live half of the server: documents, presence and the event feed over one socket a tab. Postgres is the record and
 * NOTIFY (or Redis) the wake-up, so any number of such processes may serve the same documents (LIV-2).
 */
export async function createLiveServer({
  authenticate = callerFromHeaders,
  ...options
}: LiveOptions): Promise<LiveServer> {
  const { db } = options;
  const connections = new Set<Connection>();
  const hub = await connectHub(options, connections);
  // No compression: what is small in a frame stays small in memory.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  let closing = false;

  // A few at a time: thousands of idle sockets must not all be written to in the same moment.
  let step = 0;
  const heartbeat = setInterval(() => {
    let index = 0;
    for (const connection of [...connections]) if (index++ % HEARTBEAT_STEPS === step) connection.ping();
    step = (step + 1) % HEARTBEAT_STEPS;
  }, HEARTBEAT_MS / HEARTBEAT_STEPS);

  async function accept(request: http.IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const headers = headersOf(request);
    if (!isOurs(headers)) {
      reject(socket, '403 Forbidden');
      return;
    }
    if (closing || connections.size >= MAX_CONNECTIONS) {
      reject(socket, '503 Service Unavailable');
      return;
    }
    const caller = await authenticate(headers);
    const actor = caller && (await loadActor(db.prisma, caller, false).catch(refusedOnly));
    if (!caller || actor?.state !== 'active') {
      reject(socket, '401 Unauthorized');
      return;
    }
    if (socket.destroyed) return;
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const connection = new Connection(ws, socket, caller, { userId: actor.id, name: actor.name }, hub, (gone) =>
        connections.delete(gone),
      );
      connections.add(connection);
      // Between the look at the account and now it may have been suspended: look once more, now that a wake-up finds us.
      connection.recheck().catch(() => connection.close(1011, 'Connecting again.'));
      tellRedacted(db, [connection]);
    });
  }

  return {
    handleUpgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch(() => reject(socket, '503 Service Unavailable'));
    },
    close: async () => {
      closing = true;
      clearInterval(heartbeat);
      await Promise.race([hub.drained(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
      // They come back spread over this time, to whichever process takes them.
      const within = Math.min(10_000, 500 + connections.size * 4);
      for (const connection of [...connections]) {
        connection.send({ t: 'goodbye', within });
        connection.close(CLOSE_RESTART, 'The server restarts. Connecting again.');
      }
      sockets.close();
      await hub.close();
    },
    listening: hub.listening,
    stats: () => ({
      connections: connections.size,
      documents: hub.documents.size,
      ...hub.counts,
      peers: hub.peers(),
    }),
  };
}

function headersOf(request: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  return headers;
}

/** A browser always says where a socket was opened from; other sites' pages are refused (ACC-6). */
function isOurs(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (!origin) return headers.has('authorization');
  return isOwnOrigin(origin, headers);
}

function reject(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
