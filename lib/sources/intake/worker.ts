// The other thread: bytes come in, blocks go out. It knows no database, no network and no file.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { Parsed } from './parse.ts';
import { parseInput, parseKinds } from './parse.ts';
import { Unreadable } from './unreadable.ts';

export type FromWorker =
  | { readonly t: 'progress'; readonly done: number; readonly total: number }
  | { readonly t: 'parsed'; readonly parsed: Parsed }
  | { readonly t: 'unreadable'; readonly why: string };

const say = (message: FromWorker): void => parentPort?.postMessage(message);

const request = z
  .object({ kind: z.enum(parseKinds), bytes: z.instanceof(Uint8Array), charset: z.string().nullable() })
  .parse(workerData);
try {
  const parsed = await parseInput(request, (done, total) => say({ t: 'progress', done, total }));
  say({ t: 'parsed', parsed });
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  say({ t: 'unreadable', why: error.message });
}
