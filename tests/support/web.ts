import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchUrl } from '@/lib/fetch/fetcher.ts';
import { createFetcher } from '@/lib/fetch/fetcher.ts';

export interface LocalWeb {
  readonly port: number;
  /** An address of the pretended public web: `web.page('/a')` is http://news.example.org:PORT/a. */
  readonly page: (path: string, host?: string) => string;
  readonly fetchUrl: FetchUrl;
  /** Names that were resolved, in order. */
  readonly resolved: string[];
  readonly close: () => Promise<void>;
}

/**
 * A server on this machine that stands for the public web: names under example.org lead to it, at 127.0.0.2, and only
 * there may the fetcher connect. 127.0.0.1 stays what it always is: an inner address.
 */
export async function localWeb(answer: http.RequestListener, names: Record<string, string[]> = {}): Promise<LocalWeb> {
  const server = http.createServer(answer);
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done));
  const { port } = server.address() as AddressInfo;
  const resolved: string[] = [];
  const fetchUrl = createFetcher({
    mayAsk: (url) => url.hostname.endsWith('example.org') && url.port === String(port),
    resolve: (host) => {
      resolved.push(host);
      const listed = names[host];
      if (listed) return Promise.resolve(listed.length > 1 ? [listed.shift() ?? ''] : listed);
      return host.endsWith('example.org') ? Promise.resolve(['127.0.0.2']) : Promise.reject(new Error('ENOTFOUND'));
    },
    mayReach: (address) => address === '127.0.0.2',
  });
  return {
    port,
    page: (path, host = 'news.example.org') => `http://${host}:${port}${path}`,
    fetchUrl,
    resolved,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
