import { webAddress } from './address.rules.ts';
import { readBody } from './body.ts';
import type { Reach } from './connect.ts';
import { connect, publicReach } from './connect.ts';
import { FetchRefused } from './refused.ts';
import { ROBOT, robotsAllow } from './robots.ts';

export { FetchRefused } from './refused.ts';

export const MAX_FETCH_BYTES = 20_000_000;
export const MAX_FETCH_MS = 15_000;
export const MAX_REDIRECTS = 5;
const MAX_ROBOTS_BYTES = 500_000;

export interface FetchOptions {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** On the wire and unpacked. */
  readonly maxBytes?: number;
  /** For everything together: names, connections, redirects, body. */
  readonly timeoutMs?: number;
  readonly redirects?: number;
  /** Ask the site's robots.txt first: for pages that a person wants read, not for webhooks. */
  readonly robots?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Answer with any status instead of refusing all but 2xx. */
  readonly anyStatus?: boolean;
}

export interface Fetched {
  readonly status: number;
  /** Lower case names; of several values the joined one. */
  readonly headers: Readonly<Record<string, string>>;
  /** As unpacked. */
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly finalUrl: string;
  /** Lower case, without parameters; '' when the server said nothing. */
  readonly mediaType: string;
  readonly charset: string | null;
}

export type FetchUrl = (address: string, options?: FetchOptions) => Promise<Fetched>;

export interface FetcherSetup extends Partial<Reach> {
  /** Whom a site may write to; in the user agent. */
  readonly contact?: string | undefined;
  /** Tests only: local names and ports that stand for the public web. */
  readonly mayAsk?: (url: URL) => boolean;
}

/**
 * The one way out (SRC-6): whatever asks the network asks here. http and https only, public addresses only, on every
 * redirect; bounded in size, time, redirects and decompression; no cookies, no credentials of ours, and a plain user
 * agent that says who asks. Refuses with `FetchRefused`, whose message is a sentence for a person.
 */
export function createFetcher(setup: FetcherSetup = {}): FetchUrl {
  const reach: Reach = { ...publicReach, ...setup };
  const agent = `Mozilla/5.0 (compatible; ${ROBOT}/1.0; fetched for one reader${setup.contact ? `; +${setup.contact}` : ''})`;

  const check = (address: string): URL => {
    if (setup.mayAsk && URL.canParse(address) && setup.mayAsk(new URL(address))) return new URL(address);
    const checked = webAddress(address);
    if ('complaint' in checked) throw new FetchRefused('blocked', checked.complaint);
    return checked.url;
  };

  async function follow(address: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
    const max = options.maxBytes ?? MAX_FETCH_BYTES;
    const left = options.redirects ?? MAX_REDIRECTS;
    let url = check(address);
    for (let hop = 0; ; hop += 1) {
      if (options.robots) await askRobots(url, signal);
      const response = await connect(
        url,
        {
          method: options.method ?? 'GET',
          headers: {
            'user-agent': agent,
            accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5',
            'accept-language': 'en,es;q=0.8,*;q=0.5',
            'accept-encoding': 'gzip, deflate, br',
            ...options.headers,
          },
          body: options.body,
          signal,
        },
        reach,
      );
      const status = response.statusCode ?? 0;
      const location = response.headers.location;
      if (status >= 300 && status < 400 && location) {
        response.destroy();
        if (hop >= left)
          throw new FetchRefused(
            'redirects',
            'The address leads from one place to the next without an end. Open it in a browser and copy the address where it ends.',
          );
        if (!URL.canParse(location, url))
          throw new FetchRefused('broken', 'The address leads to something that is no address.');
        url = check(new URL(location, url).href);
        continue;
      }
      if (!options.anyStatus && (status < 200 || status >= 300)) {
        response.destroy();
        throw new FetchRefused('status', statusWords(status), status);
      }
      const bytes = await readBody(response, max);
      const type = response.headers['content-type'] ?? '';
      return {
        status,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : (value ?? ''),
          ]),
        ),
        bytes,
        finalUrl: url.href,
        mediaType: type.split(';')[0]?.trim().toLowerCase() ?? '',
        charset: /charset\s*=\s*"?([\w.:-]+)/iu.exec(type)?.[1] ?? null,
      };
    }
  }

  async function askRobots(url: URL, signal: AbortSignal): Promise<void> {
    const address = new URL('/robots.txt', url).href;
    if (url.href === address) return;
    let text: string;
    try {
      const found = await follow(address, { maxBytes: MAX_ROBOTS_BYTES }, signal);
      text = new TextDecoder().decode(found.bytes);
    } catch (error) {
      // No rules, or none that can be read: RFC 9309 lets one go on, and a site that is down says so itself.
      if (error instanceof FetchRefused && error.code !== 'blocked') return;
      throw error;
    }
    if (!robotsAllow(address, text, url.href))
      throw new FetchRefused(
        'robots',
        'This site asks programs not to fetch this page (robots.txt). Open it in your browser and paste its text, or use the bookmarklet there.',
      );
  }

  return async (address, options = {}) => {
    const deadline = AbortSignal.timeout(options.timeoutMs ?? MAX_FETCH_MS);
    const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
    try {
      return await follow(address, options, signal);
    } catch (error) {
      if (error instanceof FetchRefused) throw error;
      if (options.signal?.aborted) throw new FetchRefused('cancelled', 'It was cancelled.');
      if (deadline.aborted)
        throw new FetchRefused(
          'timeout',
          'The server took too long to answer. Try again later, or open the page and paste its text.',
        );
      throw new FetchRefused('unreachable', problemWords(error));
    }
  };
}

function statusWords(status: number): string {
  if (status === 401 || status === 403 || status === 402 || status === 451)
    return `The server does not show this page to programs (${status}). Open it in your browser and paste its text, or use the bookmarklet there.`;
  if (status === 404 || status === 410)
    return `There is no page at this address (${status}). Check it, or look for it in a web archive.`;
  if (status === 429) return 'The server wants fewer requests (429). Wait some minutes, then try again.';
  return `The server answered with an error (${status}). Try again later, or open the page and paste its text.`;
}

function problemWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code === 'ERR__ERROR_FORMAT_PADDING_1')
    return 'The page arrived damaged: it cannot be unpacked. Try again, or open it and paste its text.';
  if (/CERT|SSL|TLS|self.signed/iu.test(code))
    return `The server’s certificate cannot be trusted (${code}), so nothing was fetched.`;
  return `The server cannot be reached${code ? ` (${code})` : ''}. Try again later, or open the page and paste its text.`;
}

declare global {
  // One per process, also where the bundler makes two copies of this module. Only code that runs in the process can put
  // another in its place (the journeys do, for a server on this machine); no setting and no request can.
  var redthreadFetch: FetchUrl | undefined;
}

/** The process's fetcher. */
export function fetcher(): FetchUrl {
  globalThis.redthreadFetch ??= createFetcher({ contact: process.env.PUBLIC_URL });
  return globalThis.redthreadFetch;
}
