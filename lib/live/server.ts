import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { callerFromHeaders } from '../accounts/session.ts';
import type { Caller } from '../platform/access.ts';
import { loadActor } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { isOwnOrigin } from '../platform/http.ts';
import type { WakeUp } from '../platform/notify.ts';
import type { Hub } from './connection.ts';
import { Connection } from './connection.ts';
import { OpenDocuments } from './documents.ts';
import { Feed } from './feed.ts';
import { listenToPostgres } from './listener.ts';
import { MAX_MESSAGE } from './protocol.schema.ts';
import { Rooms } from './rooms.ts';

export interface LiveServer {
  readonly handleUpgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => Promise<void>;
  /** Whether the wake-up channel from Postgres is up. */
  readonly listening: () => boolean;
  readonly stats: () => { readonly connections: number; readonly documents: number };
}

export interface LiveOptions {
  readonly db: Database;
  /** For the one LISTEN connection. */
  readonly url: string;
  /** Who connects; by session cookie unless a test says otherwise. */
  readonly authenticate?: (headers: Headers) => Promise<Caller | null>;
  /** Told of every trail that has grown, null when any may have: for followers that are not sockets. */
  readonly onEvents?: (streamId: string | null) => void;
}

const HEARTBEAT_MS = 20_000;
const MAX_CONNECTIONS = 2_000;

/**
 * The live half of the server: documents, presence and the event feed over one socket a tab. Postgres is the record and
 * NOTIFY the wake-up, so any number of such processes may serve the same documents (LIV-2).
 */
export async function createLiveServer({
  db,
  url,
  authenticate = callerFromHeaders,
  onEvents,
}: LiveOptions): Promise<LiveServer> {
  const hub: Hub = { db, documents: new OpenDocuments(db), feed: new Feed(db), rooms: new Rooms() };
  const connections = new Set<Connection>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });

  function recheck(only?: string): void {
    for (const connection of connections) {
      if (only === undefined || connection.person.userId === only)
        connection.recheck().catch(() => connection.close(1011, 'Connecting again.'));
    }
  }

  function onWakeUp(message: WakeUp): void {
    switch (message.k) {
      case 'events': {
        hub.feed.wake(message.stream);
        onEvents?.(message.stream);
        return;
      }
      case 'inbox': {
        for (const connection of connections)
          if (connection.person.userId === message.userId) connection.send({ t: 'inbox' });
        return;
      }
      case 'access': {
        recheck(message.userId);
        return;
      }
      case 'updates':
        for (const [id, seq] of message.docs) hub.documents.follow(id, seq).catch(() => undefined);
    }
  }

  const listener = await listenToPostgres(url, {
    onWakeUp,
    onGap: () => {
      hub.feed.wakeAll();
      onEvents?.(null);
      hub.documents.followAll().catch(() => undefined);
      recheck();
    },
  });
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.ping();
  }, HEARTBEAT_MS);

  async function accept(request: http.IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const headers = headersOf(request);
    if (!isOurs(headers)) {
      reject(socket, '403 Forbidden');
      return;
    }
    if (connections.size >= MAX_CONNECTIONS) {
      reject(socket, '503 Service Unavailable');
      return;
    }
    const caller = await authenticate(headers);
    const actor = caller && (await loadActor(db.prisma, caller, false).catch(() => null));
    if (!caller || actor?.state !== 'active') {
      reject(socket, '401 Unauthorized');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const connection = new Connection(ws, caller, { userId: actor.id, name: actor.name }, hub, (gone) =>
        connections.delete(gone),
      );
      connections.add(connection);
      // Between the look at the account and now it may have been suspended: look once more, now that a wake-up finds us.
      connection.recheck().catch(() => connection.close(1011, 'Connecting again.'));
    });
  }

  return {
    handleUpgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch(() => reject(socket, '500 Internal Server Error'));
    },
    close: async () => {
      clearInterval(heartbeat);
      for (const connection of [...connections]) connection.close(1001, 'The server restarts. Connecting again.');
      hub.rooms.close();
      sockets.close();
      await listener.close();
    },
    listening: listener.connected,
    stats: () => ({ connections: connections.size, documents: hub.documents.size }),
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
