import { Worker } from 'node:worker_threads';
import { Unreadable } from './unreadable.ts';

const MAX_MEMORY_MB = 1024;

export const TOO_MUCH =
  'This is too much to read in one piece: it takes too long or too much memory. Split it, or copy the text that you need and paste that.';

export interface ThreadOptions<Message, Result> {
  /** The whole path of the file that runs: what Node reads, not what a bundler would make of it. */
  readonly file: string;
  readonly data: unknown;
  readonly maxMs: number;
  readonly signal: AbortSignal | undefined;
  readonly hear: (message: Message, thread: Thread<Result>) => void;
}

export interface Thread<Result> {
  readonly say: (message: unknown) => void;
  readonly done: (result: Result) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Works in a thread of its own, bounded in time and memory: the app answers others meanwhile, and a document made to
 * exhaust a parser takes down nothing but its thread.
 */
export function inThread<Message, Result>(options: ThreadOptions<Message, Result>): Promise<Result> {
  const { file, data, maxMs, signal, hear } = options;
  return new Promise((resolve, reject) => {
    const worker = new Worker(/* turbopackIgnore: true */ file, {
      workerData: data,
      // Node takes the types away by itself where it can: a loader would go over pdf.js first, which takes seconds.
      execArgv: process.features.typescript ? ['--no-warnings'] : ['--no-warnings', '--import', 'tsx'],
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: 64 },
      stdout: true,
      stderr: true,
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancelled);
      void worker.terminate();
      settle();
    };
    const fail = (error: Error) => end(() => reject(error));
    const cancelled = () => fail(new Unreadable('It was cancelled.'));
    const timer = setTimeout(() => fail(new Unreadable(TOO_MUCH)), maxMs);
    if (signal?.aborted) {
      cancelled();
      return;
    }
    signal?.addEventListener('abort', cancelled);
    const thread = {
      say: (message: unknown) => worker.postMessage(message),
      done: (result: Result) => end(() => resolve(result)),
      fail,
    };
    worker.on('message', (message: Message) => hear(message, thread));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Unreadable(TOO_MUCH) : error),
    );
    worker.on('exit', () => fail(new Error('the reading thread ended without an answer')));
  });
}
