import path from 'node:path';
import type { ParseRequest, Parsed } from './parse.ts';
import { inThread } from './thread.ts';
import { Unreadable } from './unreadable.ts';
import type { FromWorker } from './worker.ts';

export { TOO_MUCH } from './thread.ts';

const MAX_MS = 120_000;

export interface WorkerOptions {
  readonly progress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Parses in a thread of its own. */
export const inWorker = (request: ParseRequest, options: WorkerOptions = {}): Promise<Parsed> =>
  inThread<FromWorker, Parsed>({
    file: path.join(process.cwd(), 'lib/sources/intake/worker.ts'),
    data: request,
    maxMs: MAX_MS,
    signal: options.signal,
    hear: (message, thread) => {
      if (message.t === 'progress') options.progress?.(message.done, message.total);
      else if (message.t === 'parsed') thread.done(message.parsed);
      else thread.fail(new Unreadable(message.why));
    },
  });
