import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { BenchClient, Kind } from './clients.ts';
import { connectTo } from './clients.ts';

export interface Load {
  readonly rooms: readonly string[];
  readonly people: number;
  /** In each room. */
  readonly writers: number;
  readonly editsPerSecond: number;
  readonly seconds: number;
  /** Each edit moves its writer's caret, as every editor does: what colleagues see beside the text. */
  readonly carets: boolean;
}

export interface Measured {
  /** Milliseconds from the moment at which an edit was due to its arrival, one for each receiver. */
  readonly screen: readonly number[];
  /** The same until the writer was told. */
  readonly told: readonly number[];
  readonly expected: number;
}

/** A server that has just started is slow at everything once. Nobody's first two seconds are counted. */
const WARM_MS = 2000;

/** Everybody says again where they are, so as not to be thought gone: y-protocols' `Awareness`, half of its 30 seconds. */
const RENEW_MS = 15_000;

/** An edit carries its number in words that a receiver finds without decoding anything. */
const MARK = '\u00a7';
const markBytes = Buffer.from(MARK);
const DIGITS = 7;

/** Everybody is connected and in sync; `write` then runs the open loop, and says when the counting begins. */
export async function enter(
  kind: Kind,
  port: number,
  users: readonly string[],
  { rooms, people, writers, editsPerSecond, seconds, carets }: Load,
): Promise<{ readonly write: (warm: () => void) => Promise<Measured>; readonly leave: () => void }> {
  const due: number[] = [];
  let countFrom = Number.POSITIVE_INFINITY;
  const count = (into: number[], n: number) => {
    const at = due[n] ?? 0;
    if (at >= countFrom) into.push(performance.now() - at);
  };
  const screen: number[] = [];
  const told: number[] = [];
  const onEdits = (bytes: Buffer) => {
    for (let at = bytes.indexOf(markBytes); at !== -1; at = bytes.indexOf(markBytes, at + 2)) {
      count(screen, Number(bytes.toString('latin1', at + 2, at + 2 + DIGITS)));
    }
  };
  const onAck = (n: number) => count(told, n);
  const clients: BenchClient[] = [];
  const perRoom = people / rooms.length;
  for (let first = 0; first < people; first += 50) {
    const batch = Array.from({ length: Math.min(50, people - first) }, (_, offset) => first + offset);
    clients.push(
      ...(await Promise.all(
        batch.map((index) =>
          connectTo(
            kind,
            {
              port,
              documentId: rooms[Math.floor(index / perRoom)] ?? '',
              userId: users[index % users.length] ?? '',
            },
            { onEdits, onAck },
          ),
        ),
      )),
    );
  }
  const authors = rooms.flatMap((_, room) =>
    Array.from({ length: writers }, (__, index) => author(clients[room * perRoom + index], carets)),
  );
  const readers = carets
    ? clients.filter((_, index) => index % perRoom >= writers).map((client) => caretOf(client, new Y.Doc()))
    : [];

  const renewing: NodeJS.Timeout[] = [];

  async function write(warm: () => void): Promise<Measured> {
    const period = 1000 / editsPerSecond;
    const began = performance.now() + 200;
    countFrom = began + WARM_MS;
    setTimeout(warm, countFrom - performance.now());
    for (const [index, renew] of readers.entries())
      renewing.push(setTimeout(renew, 200 + (index * RENEW_MS) / readers.length));
    const edits = Math.round(editsPerSecond * (seconds + WARM_MS / 1000));
    // Spread over the period, so that they do not all press a key in the same millisecond.
    const plan = authors
      .flatMap((one, index) =>
        Array.from({ length: edits }, (_, k) => ({ one, at: began + k * period + (index * period) / authors.length })),
      )
      .sort((a, b) => a.at - b.at);
    for (const { one, at } of plan) {
      for (let wait = at - performance.now(); wait > 0.3; wait = at - performance.now())
        await new Promise((resolve) => (wait > 2 ? setTimeout(resolve, wait - 1.5) : setImmediate(resolve)));
      due.push(at);
      one(due.length - 1);
    }
    const expected = plan.filter(({ at }) => at >= countFrom).length * (perRoom - 1);
    for (let waited = 0; screen.length < expected && waited < 5000; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return { screen, told, expected };
  }
  return {
    write,
    leave: () => {
      for (const timer of renewing) clearTimeout(timer);
      for (const client of clients) client.close();
    },
  };
}

/** Types at the end of what it has typed. */
function author(client: BenchClient | undefined, carets: boolean): (n: number) => void {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  const point = caretOf(client, doc);
  let current = 0;
  doc.on('update', (update: Uint8Array) => client?.send(current, update));
  return (n) => {
    current = n;
    text.insert(text.length, `${MARK}${String(n).padStart(DIGITS, '0')}`);
    if (carets) point();
  };
}

/** Says that its caret stands at the end, in the words of y-prosemirror. */
function caretOf(client: BenchClient | undefined, doc: Y.Doc): () => void {
  const text = doc.getText('t');
  const awareness = new Awareness(doc);
  return () => {
    const here = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length)) as unknown;
    awareness.setLocalState({ user: { name: 'Somebody', color: '#3a6b5d' }, cursor: { anchor: here, head: here } });
    client?.point(encodeAwarenessUpdate(awareness, [doc.clientID]));
  };
}
