// The other thread: a page comes in, its copy goes out. It knows no network: what the page loads is asked of its maker.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { decodeText } from '../intake/charset.rules.ts';
import { Unreadable } from '../intake/unreadable.ts';
import { copyPage } from './copy.ts';
import type { Resource } from './taker.ts';

export type FromCopier =
  | { readonly t: 'ask'; readonly id: number; readonly address: string; readonly as: 'picture' | 'sheet' }
  | { readonly t: 'progress'; readonly done: number; readonly total: number }
  | { readonly t: 'copied'; readonly bytes: Uint8Array; readonly taken: number; readonly left: number }
  | { readonly t: 'unreadable'; readonly why: string };

const resource = z.object({ bytes: z.instanceof(Uint8Array), finalUrl: z.string(), charset: z.string().nullable() });
const answer = z.object({ id: z.number(), found: resource.nullable() });

const say = (message: FromCopier): void => parentPort?.postMessage(message);
const waiting = new Map<number, (found: Resource | null) => void>();
parentPort?.on('message', (message: unknown) => {
  const { id, found } = answer.parse(message);
  waiting.get(id)?.(found);
  waiting.delete(id);
});

let asked = 0;
const ask = (address: string, as: 'picture' | 'sheet'): Promise<Resource | null> =>
  new Promise((found) => {
    waiting.set((asked += 1), found);
    say({ t: 'ask', id: asked, address, as });
  });

const { bytes, address } = z.object({ bytes: z.instanceof(Uint8Array), address: z.string() }).parse(workerData);
try {
  const { html, taken, left } = await copyPage(decodeText(bytes, null).text, address, ask, (done, total) =>
    say({ t: 'progress', done, total }),
  );
  say({ t: 'copied', bytes: Buffer.from(html), taken, left });
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  say({ t: 'unreadable', why: error.message });
}
