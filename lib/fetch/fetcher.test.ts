import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fixture } from '@/tests/support/fixtures.ts';
import type { LocalWeb } from '@/tests/support/web.ts';
import { localWeb } from '@/tests/support/web.ts';
import { isPublicAddress } from './address.rules.ts';
import { createFetcher, FetchRefused } from './fetcher.ts';

const given = fixture('security/ssrf.json');
const lists = z
  .object({ block: z.array(z.string()), allow: z.array(z.string()) })
  .parse(given === undefined ? { block: [], allow: [] } : JSON.parse(given));

/** The refusal of a fetch; anything else fails the test. */
async function refusal(attempt: Promise<unknown>): Promise<FetchRefused> {
  const error: unknown = await attempt.then(
    () => new Error('it was fetched'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchRefused)) throw error;
  return error;
}

describe('SRC-6: which addresses are fetched', () => {
  const connected: string[] = [];
  const guarded = createFetcher({
    resolve: (host) =>
      Promise.resolve([/nip\.io$|localtest\.me$|\.local$|\.internal$/u.test(host) ? '127.0.0.1' : '93.184.216.34']),
    // The check itself is what is asked; nothing of the list is ever connected to.
    mayReach: (address) => {
      if (isPublicAddress(address)) connected.push(address);
      return false;
    },
  });

  it.skipIf(given === undefined)('refuses every address of the list, before any connection', async () => {
    expect(lists.block.length).toBeGreaterThan(30);
    for (const address of lists.block) {
      connected.length = 0;
      expect((await refusal(guarded(address))).code, address).toBe('blocked');
      expect(connected, address).toEqual([]);
    }
  });

  it.skipIf(given === undefined)('lets the allowed ones through to a public address', async () => {
    expect(lists.allow.length).toBeGreaterThan(2);
    for (const address of lists.allow) {
      connected.length = 0;
      await refusal(guarded(address));
      expect(connected, address).toHaveLength(1);
    }
  });

  it.each([
    ['fec0::1'],
    ['2002:7f00:1::'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['2001:db8::1'],
    ['::127.0.0.1'],
    ['::ffff:8.8.8.8'],
    ['100.64.0.1'],
    ['198.18.0.1'],
    ['240.0.0.1'],
    ['0.0.0.0'],
    ['not an address'],
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([['8.8.8.8'], ['172.32.0.1'], ['2606:4700::1111']])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it('refuses a name of which only one of several addresses is inner', async () => {
    const mixed = createFetcher({ resolve: () => Promise.resolve(['93.184.216.34', '10.0.0.1']) });
    expect((await refusal(mixed('http://example.org/'))).code).toBe('blocked');
  });
});

describe('SRC-6: against a server', () => {
  let web: LocalWeb;
  let endless = 0;
  beforeAll(async () => {
    web = await localWeb(
      (request, response) => {
        const path = new URL(request.url ?? '/', 'http://x').pathname;
        const location = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
        if (location !== null) return response.writeHead(302, { location }).end();
        switch (path) {
          case '/ok':
            return response
              .writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' })
              .end(`from ${request.socket.localAddress ?? ''} to ${request.headers['user-agent'] ?? ''}`);
          case '/loop':
            return response.writeHead(301, { location: '/loop' }).end();
          case '/robots.txt':
            return response.end('User-agent: *\nDisallow: /members/');
          case '/members/1':
            return response.end('for members');
          case '/never':
            return undefined;
          case '/drip':
            response.writeHead(200);
            return void setInterval(() => response.write('x'), 20).unref();
          case '/bomb':
            return response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync(Buffer.alloc(30_000_000)));
          case '/brotli':
            return response.writeHead(200, { 'content-encoding': 'br' }).end(
              zlib.brotliCompressSync(Buffer.alloc(30_000_000), {
                params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 },
              }),
            );
          case '/notgzip':
            return response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed at all');
          case '/twice':
            return response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x');
          case '/huge':
            return response.writeHead(200, { 'content-length': '100000000' }).write('x');
          case '/endless': {
            response.writeHead(200);
            const more = (): void => {
              if (response.destroyed) return;
              endless += 1_000_000;
              response.write(Buffer.alloc(1_000_000), () => setImmediate(more));
            };
            more();
            return undefined;
          }
          case '/forbidden':
            return response.writeHead(403).end();
          default:
            return response.writeHead(404).end();
        }
      },
      { 'rebind.example.org': ['127.0.0.2', '127.0.0.1'], 'inner.example.org': ['127.0.0.1'] },
    );
  });
  afterAll(() => web.close());

  it('answers with the bytes, the final address, the media type and who it is', async () => {
    const got = await web.fetchUrl(web.page('/x?to=/ok'));
    expect(got).toMatchObject({
      finalUrl: web.page('/ok'),
      mediaType: 'text/html',
      charset: 'iso-8859-1',
      status: 200,
    });
    expect(Buffer.from(got.bytes).toString()).toMatch(/from 127\.0\.0\.2 to .*Redthread/);
  });

  it('checks every redirect: one that leads inside is not followed', async () => {
    for (const inner of [`http://127.0.0.1:${web.port}/ok`, web.page('/ok', 'inner.example.org'), 'file:///etc/passwd'])
      expect((await refusal(web.fetchUrl(web.page(`/x?to=${encodeURIComponent(inner)}`)))).code).toBe('blocked');
  });

  it('DNS rebinding: the answer that was checked is the one that is connected to', async () => {
    const got = await web.fetchUrl(web.page('/ok', 'rebind.example.org'));
    expect(Buffer.from(got.bytes).toString()).toContain('from 127.0.0.2');
    expect(web.resolved.filter((name) => name === 'rebind.example.org')).toHaveLength(1);
    // The second look-up says 127.0.0.1, and is refused.
    expect((await refusal(web.fetchUrl(web.page('/ok', 'rebind.example.org')))).code).toBe('blocked');
  });

  it.each([
    ['/loop', 'redirects', /copy the address where it ends/],
    ['/bomb', 'too_large', /larger than 20 MB/],
    ['/brotli', 'too_large', /larger than 20 MB/],
    ['/huge', 'too_large', /larger than 20 MB/],
    ['/endless', 'too_large', /larger than 20 MB/],
    ['/notgzip', 'unreachable', /cannot be unpacked/],
    ['/twice', 'broken', /paste its text/],
    ['/forbidden', 'status', /paste its text/],
    ['/nothing', 'status', /no page at this address/],
  ])('SRC-8: %s gets a sentence', async (path, code, words) => {
    const refused = await refusal(web.fetchUrl(web.page(path)));
    expect([refused.code, refused.message]).toEqual([code, expect.stringMatching(words) as string]);
  });

  it('stops an endless body soon after the limit', () => {
    expect(endless).toBeLessThan(60_000_000);
  });

  it.each([['/never'], ['/drip']])('ends %s when its time is over', async (path) => {
    expect((await refusal(web.fetchUrl(web.page(path), { timeoutMs: 150 }))).code).toBe('timeout');
  });

  it('a name that never resolves ends too, and a cancelled fetch says so', async () => {
    const silent = createFetcher({ resolve: () => new Promise(() => undefined) });
    expect((await refusal(silent('http://example.org/', { timeoutMs: 100 }))).code).toBe('timeout');
    const stop = new AbortController();
    const attempt = refusal(web.fetchUrl(web.page('/never'), { signal: stop.signal }));
    stop.abort();
    expect((await attempt).code).toBe('cancelled');
  });

  it('asks robots.txt when a page is read for a person', async () => {
    expect((await refusal(web.fetchUrl(web.page('/members/1'), { robots: true }))).code).toBe('robots');
    expect((await web.fetchUrl(web.page('/ok'), { robots: true })).status).toBe(200);
    expect((await web.fetchUrl(web.page('/members/1'))).status).toBe(200);
  });
});
