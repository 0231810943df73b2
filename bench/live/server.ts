// One server under test, in a process of its own: `server.ts KIND PORT`. Tells its parent what it costs.
import http from 'node:http';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import pg from 'pg';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { createLiveServer } from '../../lib/live/server.ts';
import type { Caller } from '../../lib/platform/access.ts';
import { openDatabase } from '../../lib/platform/db.ts';

const [kind, port] = [process.argv[2], Number(process.argv[3])];
const url = process.env.DATABASE_URL ?? '';

/** Resolves when the edit is on disk. */
type Store = (name: string, update: Uint8Array) => Promise<void>;
/** The type of a message with carets, in y-websocket's protocol. */
const AWARENESS = 1;
/** Of the sync protocol: an edit. */
const SYNC_UPDATE = 2;

/** The least that makes an acknowledgement true: a row for each edit. It asks for no rights and tells no other process. */
async function openLog(): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS bench_log (id bigserial PRIMARY KEY, name text NOT NULL, update bytea NOT NULL)',
  );
  return async (name, update) => {
    await pool.query({
      name: 'bench_log',
      text: 'INSERT INTO bench_log (name, update) VALUES ($1, $2)',
      values: [name, Buffer.from(update)],
    });
  };
}

/** Ours as it runs: every append asks for the right to write and is committed before it is acknowledged. */
async function ours(): Promise<void> {
  const db = await openDatabase(url);
  const live = await createLiveServer({
    db,
    url,
    // A browser cannot choose the headers of a socket.
    authenticate: (headers) => {
      const cookie = /bench-user=([^;]+)/u.exec(headers.get('cookie') ?? '')?.[1];
      return Promise.resolve({ userId: headers.get('x-user') ?? cookie ?? '' } as Caller);
    },
  });
  const server = http.createServer();
  server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
  server.listen(port, '127.0.0.1', ready);
}

/** As y-websocket's own server does it (y-websocket bin/utils.js): in memory, every update to every socket, no store. */
function plain(store: Store | null): void {
  const rooms = new Map<string, ReturnType<typeof newRoom>>();
  const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false });
  server.on('listening', ready);
  server.on('connection', (socket, request) => {
    const name = request.url ?? '';
    const room = rooms.get(name) ?? newRoom();
    rooms.set(name, room);
    room.sockets.add(socket);
    socket.on('close', () => room.sockets.delete(socket));
    const receive = (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      const type = decoding.readVarUint(decoder);
      if (type === AWARENESS) applyAwarenessUpdate(room.awareness, decoding.readVarUint8Array(decoder), socket);
      if (type !== 0) return;
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, 0);
      sync.readSyncMessage(decoder, answer, room.doc, socket);
      if (encoding.length(answer) > 1) socket.send(encoding.toUint8Array(answer));
    };
    let turn = Promise.resolve();
    socket.on('message', (data: Buffer) => {
      if (!store || data[0] !== 0 || data[1] !== SYNC_UPDATE) receive(data);
      else turn = turn.then(() => store(name, data)).then(() => receive(data));
    });
    const hello = encoding.createEncoder();
    encoding.writeVarUint(hello, 0);
    sync.writeSyncStep1(hello, room.doc);
    socket.send(encoding.toUint8Array(hello));
  });
}

function newRoom() {
  const doc = new Y.Doc();
  const room = { doc, awareness: new Awareness(doc), sockets: new Set<WebSocket>() };
  const broadcast = (type: number, write: (message: encoding.Encoder) => void) => {
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, type);
    write(message);
    const bytes = encoding.toUint8Array(message);
    for (const socket of room.sockets) socket.send(bytes);
  };
  room.awareness.setLocalState(null);
  doc.on('update', (update: Uint8Array) => broadcast(0, (message) => sync.writeUpdate(message, update)));
  room.awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    const carets = encodeAwarenessUpdate(room.awareness, [...added, ...updated, ...removed]);
    broadcast(AWARENESS, (message) => encoding.writeVarUint8Array(message, carets));
  });
  return room;
}

/** Hocuspocus with its own database extension, as its manual shows: acknowledged in memory, stored seconds later. */
async function hocuspocus(store: Store | null): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  await pool.query('CREATE TABLE IF NOT EXISTS bench_hocuspocus (name text PRIMARY KEY, state bytea NOT NULL)');
  const server = new Server({
    port,
    address: '127.0.0.1',
    quiet: true,
    stopOnSignals: false,
    // Awaited before the edit is applied, sent on and acknowledged; the first sync carries no edit here.
    beforeSync: async ({ type, payload, documentName }) => {
      if (type === SYNC_UPDATE) await store?.(documentName, payload);
    },
    extensions: [
      new Database({
        fetch: async ({ documentName }) => {
          const { rows } = await pool.query<{ state: Buffer }>('SELECT state FROM bench_hocuspocus WHERE name = $1', [
            documentName,
          ]);
          return rows[0] ? new Uint8Array(rows[0].state) : null;
        },
        store: async ({ documentName, state }) => {
          await pool.query(
            'INSERT INTO bench_hocuspocus VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET state = excluded.state',
            [documentName, Buffer.from(state)],
          );
        },
      }),
    ],
  });
  await server.listen();
  ready();
}

function ready(): void {
  process.send?.('ready');
}

process.on('message', (message) => {
  if (message === 'collect') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1e6, rss: process.memoryUsage().rss });
});
// A profile is written on the way out.
process.on('SIGINT', () => process.exit(0));
const store = kind?.endsWith('+log') ? await openLog() : null;
if (kind === 'ours') await ours();
else if (kind?.startsWith('plain')) plain(store);
else await hocuspocus(store);
