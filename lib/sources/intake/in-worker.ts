import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ParseRequest, Parsed } from './parse.ts';
import { Unreadable } from './unreadable.ts';
import type { FromWorker } from './worker.ts';

const MAX_MS = 120_000;
const MAX_MEMORY_MB = 1024;

export const TOO_MUCH =
  'This is too much to read in one piece: it takes too long or too much memory. Split it, or copy the text that you need and paste that.';

export interface WorkerOptions {
  readonly progress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Parses in a thread of its own, bounded in time and memory: the app answers others meanwhile, and a document made to
 * exhaust a parser takes down nothing but its thread.
 */
export function inWorker(request: ParseRequest, options: WorkerOptions = {}): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    // The file stands beside this one; written so that a bundler does not make another of it.
    const file = path.join(process.cwd(), 'lib/sources/intake/worker.ts');
    const worker = new Worker(file, {
      workerData: request,
      // Node takes the types away by itself where it can: a loader would go over pdf.js first, which takes seconds.
      execArgv: process.features.typescript ? ['--no-warnings'] : ['--no-warnings', '--import', 'tsx'],
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: 64 },
      stdout: true,
      stderr: true,
    });
    const timer = setTimeout(() => end(() => reject(new Unreadable(TOO_MUCH))), MAX_MS);
    const cancelled = () => end(() => reject(new Unreadable('It was cancelled.')));
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancelled);
      void worker.terminate();
      settle();
    };
    if (options.signal?.aborted) {
      cancelled();
      return;
    }
    options.signal?.addEventListener('abort', cancelled);
    worker.on('message', (message: FromWorker) => {
      if (message.t === 'progress') options.progress?.(message.done, message.total);
      else if (message.t === 'parsed') end(() => resolve(message.parsed));
      else end(() => reject(new Unreadable(message.why)));
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Unreadable(TOO_MUCH) : error)),
    );
    worker.on('exit', () => end(() => reject(new Error('the reading thread ended without an answer'))));
  });
}
