import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import * as Y from 'yjs';
import { z } from 'zod';
import type { LiveText } from '../../lib/live/client/live-text.ts';
import { loadDocument } from '../../lib/notes/document.ts';
import type { Database } from '../../lib/platform/db.ts';
import { fixturesDir } from '../support/fixtures.ts';
import { randomFrom } from './network.ts';
import type { Outcome, Target } from './wire.ts';
import { attack, honest, mutate, programmed } from './wire.ts';

const wireCases = z.array(
  z.object({
    name: z.string(),
    hex: z.string().optional(),
    text: z.string().optional(),
    repeat: z.tuple([z.number(), z.number()]).optional(),
    do: z.string().optional(),
  }),
);
export type WireCase = z.infer<typeof wireCases>[number];

/** Cases of others, outside the project; none when they are absent. */
export function savedCases(): readonly WireCase[] {
  const file = path.join(fixturesDir, 'security/wire.json');
  return existsSync(file) ? wireCases.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

export async function runCase(target: Target, one: WireCase): Promise<Outcome> {
  if (one.do === 'half-open') return halfOpen(target.port);
  if (one.do === 'cross-origin') return attack(target, [], { origin: 'https://elsewhere.example' });
  if (one.do === 'revoked-session') return attack(target, [], { 'x-session': '00000000-0000-7000-8000-0000000000ff' });
  if (one.do) return attack(target, programmed(one.do));
  if (one.text !== undefined) return attack(target, [one.text]);
  if (one.repeat) return attack(target, [new Uint8Array(one.repeat[1]).fill(one.repeat[0])]);
  return attack(target, [new Uint8Array(Buffer.from(one.hex ?? '', 'hex'))]);
}

/** Half a handshake, then silence. */
function halfOpen(port: number): Promise<Outcome> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  return new Promise((resolve) =>
    socket.on('connect', () => {
      socket.write('GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upg');
      setTimeout(() => {
        socket.destroy();
        resolve({ code: 0, reason: 'left alone', heard: [] });
      }, 200);
    }),
  );
}

export interface Storm {
  readonly sent: number;
  readonly closed: number;
  /** Heap growth of the process that holds the server, in bytes, after a collection where one can be asked for. */
  readonly grown: number;
}

/**
 * Mutated messages from somebody who may only read and from somebody who may write, while two colleagues work. Throws
 * when the log changes under the reader's hands, holds something that cannot be read, or a colleague notices anything.
 */
export async function storm(
  db: Database,
  { reader, writer }: { readonly reader: Target; readonly writer: Target },
  colleagues: readonly LiveText[],
  messages: number,
  seed: number,
): Promise<Storm> {
  const random = randomFrom(seed);
  const { documentId } = reader;
  const notices: string[] = [];
  for (const text of colleagues)
    text.status.subscribe(() => {
      const { kind } = text.status.get();
      if (kind !== 'saved' && kind !== 'saving') notices.push(kind);
    });
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let closed = 0;
  for (let sent = 0; sent < messages; sent += 5) {
    const five = Array.from({ length: 5 }, () => {
      const templates = honest();
      return mutate(templates[Math.floor(random() * templates.length)] ?? new Uint8Array(), random);
    });
    const who = random() < 0.4 ? reader : writer;
    const rows = () => db.prisma.liveUpdate.count({ where: { documentId, actorId: reader.userId } });
    const outcome = await attack(
      who,
      random() < 0.5 ? five : five.map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    if (outcome.code !== null) closed += 1;
    if (who === reader && (await rows()) !== 0) throw new Error(`seed ${seed}: a reader has written`);
    const one = colleagues[Math.floor(random() * colleagues.length)];
    one?.doc.getText('work').insert(0, 'w');
  }
  globalThis.gc?.();
  const grown = process.memoryUsage().heapUsed - before;
  const log = new Y.Doc();
  Y.applyUpdate(log, (await loadDocument(db.prisma, documentId)).state);
  if (log.store.pendingStructs ?? log.store.pendingDs)
    throw new Error(`seed ${seed}: the log holds what rests on nothing`);
  if (notices.length > 0) throw new Error(`seed ${seed}: a colleague noticed: ${notices.join(', ')}`);
  return { sent: messages, closed, grown };
}
