import { randomUUID } from 'node:crypto';
import type http from 'node:http';
import { BlockList, isIP } from 'node:net';
import { loggablePath, logLine } from '../lib/platform/log.ts';

export interface FrontOptions {
  /** Addresses and networks of our own proxies, comma-separated: only they are believed about where a request comes from. */
  readonly trustedProxies: string;
  /** The address that people use; then no other host is answered. */
  readonly publicUrl: string | undefined;
  /** Bound to this machine only: then only its own names are answered (a foreign name would be DNS rebinding). */
  readonly loopback: boolean;
  readonly log: boolean;
}

/**
 * The first thing that sees a request: settles who sent it and to which host, and overwrites what the sender may have
 * claimed. Behind it `x-redthread-address`, `x-forwarded-*` and `x-request-id` are ours.
 */
export function createFront(options: FrontOptions): {
  /** False: the request is for another host or no readable address, and has been answered. */
  readonly admit: (request: http.IncomingMessage, response?: http.ServerResponse) => boolean;
} {
  const trusted = proxyList(options.trustedProxies);
  const own = options.publicUrl ? new URL(options.publicUrl).host : undefined;
  return {
    admit: (request, response) => {
      const peer = plainAddress(request.socket.remoteAddress ?? '');
      const behindProxy = isTrusted(trusted, peer);
      const { headers } = request;
      const address = behindProxy ? clientAddress(trusted, peer, one(headers['x-forwarded-for'])) : peer;
      const proto = behindProxy ? one(headers['x-forwarded-proto']) : undefined;
      const forwardedHost = behindProxy ? one(headers['x-forwarded-host']) : undefined;
      const id = behindProxy ? one(headers['x-request-id']) : undefined;
      for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip']) {
        if (name !== 'x-forwarded-for' || !behindProxy) Reflect.deleteProperty(headers, name);
      }
      const host = forwardedHost ?? headers.host ?? '';
      headers['x-redthread-address'] = address;
      headers['x-request-id'] = id && /^[\w-]{8,64}$/u.test(id) ? id : randomUUID();
      headers['x-forwarded-for'] = address;
      headers['x-forwarded-proto'] = options.publicUrl?.startsWith('https:') || proto === 'https' ? 'https' : 'http';
      if (forwardedHost) headers['x-forwarded-host'] = forwardedHost;
      headers['x-redthread-direct'] = peer === address && isLoopback(peer) ? '1' : '0';
      if (response) {
        watch(request, response, options.log);
        tellTypeOnce(response);
      }
      const refuse = (status: number, why: string) => {
        response?.writeHead(status, { 'content-type': 'text/plain' }).end(`${why}\n`);
        return false;
      };
      if (!isProbe(request) && !mayAnswer(host, own, options.loopback))
        return refuse(421, 'This server does not answer for this host.');
      if (!isReadable(request.url ?? '/'))
        return refuse(400, 'This address is written wrongly. Look at its slashes and % signs.');
      return true;
    },
  };
}

function watch(request: http.IncomingMessage, response: http.ServerResponse, log: boolean): void {
  const requestId = one(request.headers['x-request-id']) ?? '';
  response.setHeader('x-request-id', requestId);
  if (!log) return;
  const began = performance.now();
  response.once('close', () => {
    logLine('info', 'request', {
      requestId,
      method: request.method,
      path: loggablePath(request.url ?? '/'),
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
    });
  });
}

/**
 * Next sets each header of an API's answer as a list of one, and what compresses its answers then does not know the type
 * and leaves them as they are: five times the bytes for a text with many marks.
 */
function tellTypeOnce(response: http.ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(name, Array.isArray(value) && name.toLowerCase() === 'content-type' ? value.join(', ') : value);
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Two slashes in front name another host, and what is behind would wait for it without end. */
function isReadable(target: string): boolean {
  const here = 'http://here.invalid';
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '');
    return new URL(target, here).origin === here;
  } catch {
    return false;
  }
}

/**
 * What asks how we are comes by whatever name it knows a process under (a proxy that chooses among several, an
 * orchestrator, a scraper), and is told nothing of anybody. Figures that need no token, for this machine itself, stay
 * behind the name: a page in its browser could ask for them under another one.
 */
function isProbe({ url, headers }: http.IncomingMessage): boolean {
  if (url === '/healthz' || url === '/readyz') return true;
  return url === '/metrics' && headers['x-redthread-direct'] === '0';
}

/** Next's own requests come by address; people come by name. */
function mayAnswer(host: string, own: string | undefined, loopback: boolean): boolean {
  const name = hostName(host);
  if (own && host === own) return true;
  if (isLoopbackName(name)) return true;
  return !own && !loopback;
}

const hostName = (host: string): string => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host);
const isLoopbackName = (name: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(name);
const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** IPv4 in an IPv6 socket is written ::ffff:1.2.3.4. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/iu, '');

export function proxyList(text: string): BlockList {
  const list = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', bits] = entry.split('/');
    const version = isIP(address);
    if (version === 0) continue;
    const family = version === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const isTrusted = (list: BlockList, address: string): boolean => {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
};

/** From the right: every hop that one of our proxies wrote; the first that is none of them is the client. */
export function clientAddress(trusted: BlockList, peer: string, forwarded: string | undefined): string {
  const hops = (forwarded ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  let client = peer;
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) break;
    client = hop;
    if (!isTrusted(trusted, hop)) break;
  }
  return client;
}
