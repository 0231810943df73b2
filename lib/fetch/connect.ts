import dns from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { bareHost, INNER, isPublicAddress } from './address.rules.ts';
import { FetchRefused } from './refused.ts';

export type Resolve = (host: string) => Promise<readonly string[]>;

export interface Reach {
  /** Names to addresses; a test brings its own. */
  readonly resolve: Resolve;
  /** Whether an address may be connected to. */
  readonly mayReach: (address: string, port: number) => boolean;
}

export const publicReach: Reach = {
  resolve: async (host) => (await dns.lookup(host, { all: true })).map(({ address }) => address),
  mayReach: (address) => isPublicAddress(address),
};

export interface Outgoing {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/**
 * One request to one address. The name is resolved once; every answer must be public, and the connection goes to an
 * address of that answer and no other (a second look-up could say something else: DNS rebinding).
 */
export async function connect(url: URL, outgoing: Outgoing, reach: Reach): Promise<http.IncomingMessage> {
  const host = bareHost(url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const addresses = net.isIP(host) ? [host] : await resolved(host, reach.resolve, outgoing.signal);
  if (addresses.length === 0 || !addresses.every((address) => reach.mayReach(address, port)))
    throw new FetchRefused('blocked', INNER);
  const [pinned = ''] = addresses;
  const family = net.isIPv6(pinned) ? 6 : 4;
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: outgoing.method,
        headers: outgoing.headers,
        signal: outgoing.signal,
        // A connection of its own: one kept open by an earlier request may lead to another address.
        agent: false,
        maxHeaderSize: 32_768,
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address: pinned, family }]) : done(null, pinned, family),
      },
      resolve,
    );
    request.on('error', reject);
    request.on('socket', (socket) => {
      socket.on('connect', () => {
        if (!reach.mayReach(socket.remoteAddress ?? '', port)) request.destroy(new FetchRefused('blocked', INNER));
      });
    });
    request.end(outgoing.body);
  });
}

async function resolved(host: string, resolve: Resolve, signal: AbortSignal): Promise<readonly string[]> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([resolve(host), stopped]);
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new FetchRefused(
      'unreachable',
      `No server is known under the name ${host}. Check the address for a typing mistake.`,
    );
  }
}
