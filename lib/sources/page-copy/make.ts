import path from 'node:path';
import type { FetchUrl } from '../../fetch/fetcher.ts';
import { inThread } from '../intake/thread.ts';
import { Unreadable } from '../intake/unreadable.ts';
import type { Ask, Resource } from './taker.ts';
import type { FromCopier } from './worker.ts';

/** What one page may make us fetch: as many things, as much of each, as much of all, as long. */
const MAX_ASKED = 300;
const MAX_BYTES_EACH = 5_000_000;
const MAX_BYTES = 25_000_000;
const MAX_FETCH_MS = 60_000;
const MAX_MS_EACH = 8_000;
const AT_ONCE = 6;
/** For the thread, which also has to write it all. */
const MAX_MS = 120_000;

export interface MadeCopy {
  readonly bytes: Uint8Array;
  readonly taken: number;
  readonly left: number;
}

export interface CopyEffects {
  readonly fetchUrl: FetchUrl;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** A page as one file that asks for nothing (`copyPage`), made in a thread of its own; what it loads is fetched here. */
export function makePageCopy(
  page: { readonly bytes: Uint8Array; readonly address: string },
  { fetchUrl, signal, progress }: CopyEffects,
): Promise<MadeCopy> {
  const ask = boundedAsk(fetchUrl, signal);
  return inThread<FromCopier, MadeCopy>({
    file: path.join(process.cwd(), 'lib/sources/page-copy/worker.ts'),
    data: page,
    maxMs: MAX_MS,
    signal,
    hear: (message, thread) => {
      switch (message.t) {
        case 'ask':
          void ask(message.address, message.as).then((found) => thread.say({ id: message.id, found }));
          return;
        case 'progress':
          progress?.(message.done, message.total);
          return;
        case 'copied':
          thread.done(message);
          return;
        case 'unreadable':
          thread.fail(new Unreadable(message.why));
      }
    },
  });
}

const accepted = { picture: 'image/avif,image/webp,image/png,image/*;q=0.8', sheet: 'text/css,*/*;q=0.1' } as const;

/** Fetches for a page within what one page may cost; whatever may not be had is null and stops nothing. */
function boundedAsk(fetchUrl: FetchUrl, signal: AbortSignal | undefined): Ask {
  const until = AbortSignal.any([AbortSignal.timeout(MAX_FETCH_MS), ...(signal ? [signal] : [])]);
  let asked = 0;
  let bytes = 0;
  let running = 0;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (running >= AT_ONCE) await new Promise<void>((next) => waiting.push(next));
    running += 1;
  };
  const one = async (address: string, as: keyof typeof accepted): Promise<Resource | null> => {
    if (until.aborted || bytes >= MAX_BYTES) return null;
    const found = await fetchUrl(address, {
      headers: { accept: accepted[as] },
      maxBytes: Math.min(MAX_BYTES_EACH, MAX_BYTES - bytes),
      timeoutMs: MAX_MS_EACH,
      signal: until,
    });
    bytes += found.bytes.length;
    return { bytes: found.bytes, finalUrl: found.finalUrl, charset: found.charset };
  };
  return async (address, as) => {
    asked += 1;
    if (asked > MAX_ASKED) return null;
    await turn();
    try {
      return await one(address, as);
    } catch {
      return null;
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
