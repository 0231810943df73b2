import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { encodeFrame } from '../../lib/live/wire.rules.ts';
import { NOTE_SCHEMA_VERSION } from '../../lib/notes/schema-version.ts';

export interface Target {
  readonly port: number;
  readonly userId: string;
  readonly documentId: string;
}

/** What became of it: the server closed with a reason, or it let it pass. */
export interface Outcome {
  readonly code: number | null;
  readonly reason: string;
  readonly heard: readonly string[];
}

/** Opens the document as an honest client would, sends what it is given, and waits for what comes of it. */
export async function attack(
  { port, userId, documentId }: Target,
  messages: readonly (string | Uint8Array)[],
  headers: Record<string, string> = {},
): Promise<Outcome> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, {
    headers: { 'x-user': userId, origin: `http://127.0.0.1:${port}`, ...headers },
  });
  const heard: string[] = [];
  const closed = new Promise<Outcome>((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) =>
      resolve({ code: response.statusCode ?? 0, reason: 'refused at the door', heard }),
    );
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString(), heard }));
  });
  const opened = new Promise((resolve) => {
    socket.on('message', (data: Buffer, binary) => {
      if (!binary) heard.push(data.toString());
      if (data.includes('"opened"') || data.includes('"refused"')) resolve(null);
    });
  });
  socket.on('open', () =>
    socket.send(JSON.stringify({ t: 'open', ch: 1, doc: documentId, schema: NOTE_SCHEMA_VERSION })),
  );
  await Promise.race([opened, closed]);
  for (const message of messages) if (socket.readyState === 1) socket.send(message);
  // The answer to a ping comes after everything before it has been dealt with.
  const answered = new Promise<Outcome>((resolve) => {
    socket.on('message', (data: Buffer, binary) => {
      if (!binary && data.includes('"pong"')) setTimeout(() => resolve({ code: null, reason: '', heard }), 30);
    });
    if (socket.readyState === 1) socket.send(JSON.stringify({ t: 'ping' }));
  });
  const outcome = await Promise.race([closed, answered]);
  socket.terminate();
  return outcome;
}

const varuint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varuint(Math.floor(n / 128))]);

/** What security/wire.json can only describe. */
export function programmed(what: string): readonly (string | Uint8Array)[] {
  const awareness = (state: string) => {
    const bytes = Buffer.from(state);
    return encodeFrame({
      kind: 'awareness',
      channel: 1,
      update: new Uint8Array([1, 7, 1, ...varuint(bytes.length), ...bytes]),
    });
  };
  switch (what) {
    case 'awareness-large':
      return [awareness(JSON.stringify({ x: 'y'.repeat(1_000_000) }))];
    case 'pending-structs':
      return [encodeFrame({ kind: 'update', channel: 1, n: 1, update: farFuture() })];
    case 'flood':
      return Array.from({ length: 10_000 }, () => JSON.stringify({ t: 'ping' }));
    case 'bad-name':
      return ['../../etc/passwd', 'a\u0000b'].map((doc) => JSON.stringify({ t: 'open', ch: 2, doc, schema: 1 }));
    default:
      return [];
  }
}

function farFuture(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'x'.repeat(10_000));
  const before = Y.encodeStateVector(doc);
  doc.getText('t').insert(10_000, 'y');
  return Y.encodeStateAsUpdate(doc, before);
}

/** Honest messages of every kind, to begin the mutation from. */
export function honest(): readonly Uint8Array[] {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'words');
  doc.getText('t').format(1, 2, { bold: true });
  doc.getText('t').delete(0, 1);
  doc.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]);
  doc.getMap('m').set('k', { deep: [1, 'two', null] });
  const state = Buffer.from(JSON.stringify({ cursor: { a: 1 }, user: { id: 'somebody else' } }));
  return [
    encodeFrame({ kind: 'update', channel: 1, n: 1, update: Y.encodeStateAsUpdate(doc) }),
    encodeFrame({ kind: 'have', channel: 1, vector: Y.encodeStateVector(doc) }),
    encodeFrame({ kind: 'awareness', channel: 1, update: new Uint8Array([1, 7, 1, state.length, ...state]) }),
    encodeFrame({ kind: 'sync', channel: 1, update: Y.encodeStateAsUpdate(doc), vector: new Uint8Array([0]) }),
    Buffer.from(JSON.stringify({ t: 'state', ch: 1, state: { at: 'P1' } })),
    Buffer.from(JSON.stringify({ t: 'open', ch: 2, doc: '00000000-0000-7000-8000-000000000001', schema: 1 })),
  ];
}

/** Turns bits, cuts, repeats, or puts in large numbers. */
export function mutate(message: Uint8Array, random: () => number): Uint8Array {
  const bytes = [...message];
  for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
    const at = Math.floor(random() * bytes.length);
    const how = random();
    if (how < 0.4) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (how < 0.55) bytes.splice(at, 1 + Math.floor(random() * 4));
    else if (how < 0.7) bytes.splice(at, 0, ...bytes.slice(at, at + 1 + Math.floor(random() * 8)));
    else if (how < 0.85) bytes.splice(at, 1, 255, 255, 255, 255, 127);
    else bytes.splice(at, 0, ...randomBytes(1 + Math.floor(random() * 6)));
  }
  return new Uint8Array(bytes);
}
