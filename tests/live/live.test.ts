import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { suspendAccount } from '@/lib/accounts/commands.ts';
import { openClaimDocument } from './stage.ts';
import { LiveClient } from '@/lib/live/client/live-client.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import type { LiveServer } from '@/lib/live/server.ts';
import { createLiveServer } from '@/lib/live/server.ts';
import { decodeFrame, encodeFrame } from '@/lib/live/wire.rules.ts';
import { updateInvestigation } from '@/lib/investigations/commands.ts';
import { documentAuthors, loadDocument } from '@/lib/notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '../support/database.ts';
import { done, joins, person } from '../support/people.ts';

const test = testDatabase();
const servers: { server: http.Server; live: LiveServer; port: number }[] = [];
const clients: LiveClient[] = [];

/** Who connects is said in the address: these tests are about everything after the door. */
async function serve() {
  const live = await createLiveServer({
    db: test.db,
    url: test.url,
    authenticate: (headers) => Promise.resolve({ userId: headers.get('x-user') ?? '' } as Caller),
  });
  const server = http.createServer();
  server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  servers.push({ server, live, port });
  return port;
}

let first = 0;
let second = 0;
beforeAll(async () => {
  first = await serve();
  second = await serve();
});
afterAll(async () => {
  for (const client of clients) client.stop();
  for (const { server, live } of servers) {
    await live.close();
    server.closeAllConnections();
    server.close();
  }
});

function socket(port: number, who: Caller): WebSocket {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/live`, {
    headers: { 'x-user': who.userId, origin: `http://127.0.0.1:${port}` },
  });
  // A connection that is cut while it is being made is part of these tests.
  ws.on('error', () => undefined);
  return ws;
}

function connect(port: number, who: Caller): LiveClient {
  const client = new LiveClient({
    url: `ws://127.0.0.1:${port}/live`,
    stillSignedIn: () => Promise.resolve(true),
    open: () => socket(port, who) as unknown as globalThis.WebSocket,
  });
  client.start();
  clients.push(client);
  return client;
}

const words = (text: LiveText) => text.doc.getText('t').toJSON();
const write = (text: LiveText, at: number, what: string) => text.doc.getText('t').insert(at, what);
const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, { timeout: 5000 }).toBe('saved');

async function stage() {
  const luz = await person(test.db, 'Luz');
  const mo = await person(test.db, 'Mo');
  const eve = await person(test.db, 'Eve');
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  await joins(test.db, mo, investigationId, 'checker');
  await joins(test.db, eve, investigationId, 'viewer');
  return { luz, mo, eve, investigationId, documentId };
}

const logged = (documentId: string) => test.db.prisma.liveUpdate.count({ where: { documentId } });

describe('the live server', () => {
  it('LIV-1: what is called saved is in the log, and opening writes nothing and makes nobody an author', async () => {
    const { luz, mo, documentId } = await stage();
    const [a, b] = [
      connect(first, luz).text(documentId, NOTE_SCHEMA_VERSION),
      connect(first, mo).text(documentId, NOTE_SCHEMA_VERSION),
    ];
    await saved(a);
    await saved(b);
    expect(await logged(documentId)).toBe(0);
    write(a, 0, 'Two invoices.');
    expect(a.status.get().kind).toBe('saving');
    await saved(a);
    const { state } = await loadDocument(test.db.prisma, documentId);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, state);
    expect(copy.getText('t').toJSON()).toBe('Two invoices.');
    await expect.poll(() => words(b)).toBe('Two invoices.');
    expect(await documentAuthors(test.db.prisma, documentId)).toEqual([luz.userId]);
  });

  it('LIV-2: two processes on one database follow each other', async () => {
    const { luz, mo, documentId } = await stage();
    const [a, b] = [
      connect(first, luz).text(documentId, NOTE_SCHEMA_VERSION),
      connect(second, mo).text(documentId, NOTE_SCHEMA_VERSION),
    ];
    await saved(a);
    await saved(b);
    for (let n = 0; n < 20; n += 1) {
      write(a, words(a).length, `a${n} `);
      write(b, 0, `b${n} `);
    }
    await saved(a);
    await saved(b);
    await expect.poll(() => words(a) === words(b), { timeout: 5000 }).toBe(true);
    expect(words(a)).toContain('a19');
    expect(words(a)).toContain('b19');
  });

  it('LIV-8: edits made while the connection is cut, again and again, all arrive and converge', async () => {
    const { luz, mo, documentId } = await stage();
    const [one, two] = [connect(first, luz), connect(second, mo)];
    const [a, b] = [one.text(documentId, NOTE_SCHEMA_VERSION), two.text(documentId, NOTE_SCHEMA_VERSION)];
    await saved(a);
    await saved(b);
    // A fixed seed: the same cuts every time.
    let seed = 42;
    const chance = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let round = 0; round < 12; round += 1) {
      for (const [client, text] of [
        [one, a],
        [two, b],
      ] as const) {
        if (chance() < 0.4) client.stop();
        write(text, Math.floor(chance() * words(text).length), `${round}.`);
        if (chance() < 0.3 && words(text).length > 3) text.doc.getText('t').delete(1, 1);
        client.start();
      }
    }
    await saved(a);
    await saved(b);
    await expect.poll(() => words(a) === words(b), { timeout: 8000 }).toBe(true);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, (await loadDocument(test.db.prisma, documentId)).state);
    expect(copy.getText('t').toJSON()).toBe(words(a));
  });

  it('LIV-3: an editor of another schema is told to reload before it can sync', async () => {
    const { luz, documentId } = await stage();
    const old = connect(first, luz).text(documentId, NOTE_SCHEMA_VERSION + 1);
    await expect.poll(() => old.status.get().kind).toBe('reload');
    write(old, 0, 'lost?');
    expect(old.ready.get()).toBe(false);
    expect(await logged(documentId)).toBe(0);
  });

  it("LIV-4: a viewer's updates are refused, visibly, and change nothing, also when sent by hand", async () => {
    const { eve, documentId } = await stage();
    const text = connect(first, eve).text(documentId, NOTE_SCHEMA_VERSION);
    await expect.poll(() => text.status.get().kind).toBe('refused');
    const raw = socket(first, eve);
    await new Promise((resolve) => raw.once('open', resolve));
    const heard: string[] = [];
    raw.on('message', (data: Buffer, binary) =>
      heard.push(binary ? decodeFrame(new Uint8Array(data)).kind : data.toString()),
    );
    raw.send(JSON.stringify({ t: 'open', ch: 1, doc: documentId, schema: NOTE_SCHEMA_VERSION }));
    await expect.poll(() => heard.some((line) => line.includes('"opened"'))).toBe(true);
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'mine');
    raw.send(encodeFrame({ kind: 'update', channel: 1, n: 1, update: Y.encodeStateAsUpdate(doc) }));
    await expect
      .poll(() => heard.some((line) => line.includes('"write":false') && line.includes('You may read')))
      .toBe(true);
    expect(await logged(documentId)).toBe(0);
    raw.close();
  });

  it('ACC-3: a suspended person is disconnected, and what was on its way is not appended', async () => {
    const { luz, mo, documentId } = await stage();
    const amal = await person(test.db, 'Amal', 'moderator');
    const client = connect(first, mo);
    const [a, b] = [
      client.text(documentId, NOTE_SCHEMA_VERSION),
      connect(second, luz).text(documentId, NOTE_SCHEMA_VERSION),
    ];
    await saved(a);
    await saved(b);
    await done(test.db, suspendAccount, amal, { accountId: mo.userId, reason: 'test' });
    write(a, 0, 'too late');
    await expect.poll(() => client.status.get(), { timeout: 1000 }).toBe('signed_out');
    write(b, 0, 'still here');
    await saved(b);
    expect(words(b)).toBe('still here');
    expect(await documentAuthors(test.db.prisma, documentId)).toEqual([luz.userId]);
  });

  it.each([
    ['no JSON', 'not json'],
    ['an unknown message', JSON.stringify({ t: 'explode' })],
    ['an unknown document id', JSON.stringify({ t: 'open', ch: 1, doc: 'x', schema: 1 })],
    ['bytes that are no frame', Buffer.from([255, 255, 255])],
    [
      'an edit that is none',
      Buffer.from(encodeFrame({ kind: 'update', channel: 1, n: 1, update: new Uint8Array([9, 9, 9, 9, 9]) })),
    ],
    ['an edit that rests on others', Buffer.from(encodeFrame({ kind: 'update', channel: 1, n: 1, update: orphan() }))],
  ])('LIV-5: %s closes that socket with a reason and changes nothing', async (_name, message) => {
    const { luz, mo, documentId } = await stage();
    const colleague = connect(first, mo).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(colleague);
    const raw = socket(first, luz);
    await new Promise((resolve) => raw.once('open', resolve));
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      raw.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    const opened = new Promise((resolve) =>
      raw.on('message', (data: Buffer) => data.toString().includes('"opened"') && resolve(null)),
    );
    raw.send(JSON.stringify({ t: 'open', ch: 1, doc: documentId, schema: NOTE_SCHEMA_VERSION }));
    await opened;
    raw.send(message);
    const { code, reason } = await closed;
    expect(code).toBe(1008);
    expect(reason.length).toBeGreaterThan(10);
    expect(await logged(documentId)).toBe(0);
    write(colleague, 0, 'unharmed');
    await saved(colleague);
  });

  it('ACC-1: a stranger learns nothing of a document, a room or a feed', async () => {
    const { documentId, investigationId } = await stage();
    const eve = await person(test.db, 'Stranger');
    const raw = socket(first, eve);
    await new Promise((resolve) => raw.once('open', resolve));
    const heard: string[] = [];
    raw.on('message', (data: Buffer) => heard.push(data.toString()));
    raw.send(JSON.stringify({ t: 'open', ch: 1, doc: documentId, schema: NOTE_SCHEMA_VERSION }));
    raw.send(JSON.stringify({ t: 'follow', ch: 2, investigationId, after: 0 }));
    raw.send(JSON.stringify({ t: 'join', ch: 3, kind: 'claim', id: documentId, state: {} }));
    await expect.poll(() => heard.filter((line) => line.includes('"not_found"')).length).toBe(3);
    raw.close();
  });

  it('CORE-2: the feed sends every event once and in order while commands race', async () => {
    const { luz, mo, investigationId } = await stage();
    const seen: number[] = [];
    const client = connect(second, mo);
    client.follow(investigationId, (event) => seen.push(event.seq));
    await expect.poll(() => client.status.get()).toBe('online');
    await Promise.all(
      Array.from({ length: 15 }, (_, n) =>
        done(test.db, updateInvestigation, luz, { investigationId, title: `T${n}` }),
      ),
    );
    const { seq } = await test.db.prisma.eventStream.findUniqueOrThrow({ where: { id: investigationId } });
    await expect.poll(() => seen.at(-1), { timeout: 5000 }).toBe(seq);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, n) => seq - seen.length + 1 + n));
  });
});

/** An edit whose predecessor is missing. */
function orphan(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'first');
  const before = Y.encodeStateVector(doc);
  doc.getText('t').insert(5, ' second');
  return Y.encodeStateAsUpdate(doc, before);
}
