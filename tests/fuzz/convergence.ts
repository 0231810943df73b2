import http from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { LiveClient } from '../../lib/live/client/live-client.ts';
import type { LiveText } from '../../lib/live/client/live-text.ts';
import { createLiveServer } from '../../lib/live/server.ts';
import { loadDocument } from '../../lib/notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '../../lib/notes/schema-version.ts';
import type { Caller } from '../../lib/platform/access.ts';
import type { Database } from '../../lib/platform/db.ts';
import { joins, person } from '../support/people.ts';
import { openClaimDocument } from '../live/stage.ts';
import { BadLine, randomFrom } from './network.ts';

/** A live server that can be restarted on its port without a goodbye. */
async function restartable(db: Database, url: string) {
  const make = async (port: number) => {
    const live = await createLiveServer({
      db,
      url,
      authenticate: (headers) => Promise.resolve({ userId: headers.get('x-user') ?? '' } as Caller),
    });
    const sockets = new Set<Socket>();
    const server = http.createServer();
    server.on('connection', (socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
    server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return { live, server, sockets, port: (server.address() as { port: number }).port };
  };
  let current = await make(0);
  const down = async () => {
    for (const socket of current.sockets) socket.destroy();
    await new Promise<void>((resolve) => current.server.close(() => resolve()));
    await current.live.close();
  };
  return {
    port: current.port,
    restart: async () => {
      await down();
      current = await make(current.port);
    },
    stop: down,
  };
}

/** One edit somewhere (never half a surrogate pair, which UTF-8 cannot carry and no editor writes): letters, a run of them taken away, something bold, a paragraph. */
function edit(doc: Y.Doc, random: () => number): void {
  const text = doc.getText('t');
  const at = Math.floor(random() * (text.length + 1));
  const what = random();
  if (what < 0.6) text.insert(at, 'abc¡ñü '.slice(0, 1 + Math.floor(random() * 7)));
  else if (what < 0.8 && text.length > at) text.delete(at, Math.min(text.length - at, 1 + Math.floor(random() * 4)));
  else if (what < 0.9 && text.length > at) text.format(at, Math.min(3, text.length - at), { bold: random() < 0.5 });
  else {
    const fragment = doc.getXmlFragment('default');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('🧵')]);
    fragment.insert(Math.floor(random() * (fragment.length + 1)), [paragraph]);
  }
}

const contents = (doc: Y.Doc): string =>
  JSON.stringify([doc.getText('t').toDelta(), doc.getXmlFragment('default').toJSON()]);

/**
 * N editors on two processes over bad lines, with offline spells, a restart, and a tab of another schema that must not
 * get in. Throws unless all copies and the log hold the same in the end.
 */
export async function converge(db: Database, url: string, seed: number): Promise<{ readonly edits: number }> {
  const random = randomFrom(seed);
  const servers = [await restartable(db, url), await restartable(db, url)];
  const lead = await person(db, 'Lead');
  const { investigationId, documentId } = await openClaimDocument(db, lead);
  const clients: LiveClient[] = [];
  const connect = (who: Caller, port: () => number): LiveClient => {
    const client = new LiveClient({
      url: 'ws://127.0.0.1/live',
      stillSignedIn: () => Promise.resolve(true),
      open: () => {
        const address = port();
        const socket = new WebSocket(`ws://127.0.0.1:${address}/live`, {
          headers: { 'x-user': who.userId, origin: `http://127.0.0.1:${address}` },
        });
        return new BadLine(socket, random) as unknown as globalThis.WebSocket;
      },
    });
    client.start();
    clients.push(client);
    return client;
  };
  const anyPort = () => servers[Math.floor(random() * servers.length)]?.port ?? 0;
  try {
    const editors: { readonly client: LiveClient; readonly text: LiveText }[] = [];
    for (let n = 0; n < 3 + Math.floor(random() * 3); n += 1) {
      const who = await person(db, `E${n}`);
      await joins(db, who, investigationId, 'checker');
      const client = connect(who, anyPort);
      editors.push({ client, text: client.text(documentId, NOTE_SCHEMA_VERSION) });
    }
    const old = connect(lead, anyPort).text(documentId, NOTE_SCHEMA_VERSION + 1);
    old.doc.getText('t').insert(0, 'OLD SCHEMA');
    let edits = 0;
    const steps = 60 + Math.floor(random() * 60);
    const restartAt = Math.floor(random() * steps);
    for (let step = 0; step < steps; step += 1) {
      const editor = editors[Math.floor(random() * editors.length)];
      if (!editor) break;
      if (random() < 0.06) editor.client.stop();
      if (random() < 0.12) editor.client.start();
      if (editor.text.ready.get()) {
        edit(editor.text.doc, random);
        edits += 1;
      }
      if (step === restartAt) await servers[Math.floor(random() * 2)]?.restart();
      if (random() < 0.4) await pause(random() * 8);
    }
    for (const { client } of editors) client.start();
    const same = async () => {
      if (editors.some(({ text }) => text.status.get().kind !== 'saved')) return false;
      const log = new Y.Doc();
      Y.applyUpdate(log, (await loadDocument(db.prisma, documentId)).state);
      const wanted = contents(log);
      return editors.every(({ text }) => contents(text.doc) === wanted) && !wanted.includes('OLD SCHEMA');
    };
    for (let waited = 0; !(await same()); waited += 50) {
      if (waited > 30_000)
        throw new Error(
          `seed ${seed} did not converge: ${editors.map(({ text }) => `${text.status.get().kind} ${contents(text.doc).slice(0, 300)}`).join('\n')}`,
        );
      await pause(50);
    }
    return { edits };
  } finally {
    for (const client of clients) client.stop();
    for (const server of servers) await server.stop();
  }
}
