import { describe, expect, it } from 'vitest';
import { forgive, limits, take, tooMany } from '@/lib/platform/limits.ts';
import { openDatabase } from '@/lib/platform/db.ts';
import { clientAddress, createFront, proxyList } from '@/server/front.ts';
import type http from 'node:http';
import { testDatabase } from '../support/database.ts';

const test = testDatabase();

describe('ACC-5: limits', () => {
  it('of many at once, over two processes, no more pass than the allowance', async () => {
    const other = await openDatabase(test.url, 4);
    try {
      const tries = Array.from({ length: 40 }, (_, n) =>
        take(n % 2 ? test.db : other, 'signInStranger', 'x@example.org'),
      );
      const refused = (await Promise.all(tries)).filter((failure) => failure !== null);
      expect(40 - refused.length).toBe(limits.signInStranger.burst);
      expect(refused[0]?.detail).toMatch(/Try again in \d+ (seconds|minutes)/u);
      expect(refused[0]?.retryAfter).toBeGreaterThan(0);
      expect(refused[0]?.retryAfter).toBeLessThanOrEqual(
        limits.signInStranger.seconds / limits.signInStranger.burst + 1,
      );
      expect(await take(test.db, 'signInStranger', 'somebody-else@example.org')).toBeNull();
      await forgive(test.db, 'signInStranger', 'x@example.org');
      expect(await take(test.db, 'signInStranger', 'x@example.org')).toBeNull();
    } finally {
      await other.close();
    }
  });

  it('keeps no address in the clear', async () => {
    await take(test.db, 'signInAddress', '203.0.113.77');
    const { rows } = await test.db.pool.query<{ key: string }>('SELECT key FROM "RateLimit"');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113|example\.org/u);
  });

  it('says how long to wait in words that fit', () => {
    expect(tooMany(1).detail).toContain('1 second.');
    expect(tooMany(600).detail).toContain('10 minutes');
  });
});

describe('ACC-5: where a request comes from', () => {
  const proxies = proxyList('10.0.0.0/8, 127.0.0.1, ::1, nonsense');

  it('believes only what our own proxies wrote, from the right', () => {
    expect(clientAddress(proxies, '10.0.0.2', '6.6.6.6, 203.0.113.9, 10.0.0.7')).toBe('203.0.113.9');
    expect(clientAddress(proxies, '10.0.0.2', undefined)).toBe('10.0.0.2');
    expect(clientAddress(proxies, '10.0.0.2', '203.0.113.9, not-an-address')).toBe('10.0.0.2');
    expect(clientAddress(proxies, '10.0.0.2', '::ffff:203.0.113.9')).toBe('203.0.113.9');
  });

  const asked = (peer: string, headers: Record<string, string>): http.IncomingMessage =>
    ({
      headers: { host: 'desk.example.org', ...headers },
      socket: { remoteAddress: peer },
    }) as unknown as http.IncomingMessage;

  it('ACC-6: takes forwarded headers from strangers away, and answers for its own host alone', () => {
    const front = createFront({
      trustedProxies: '10.0.0.1',
      publicUrl: 'https://desk.example.org',
      loopback: false,
      log: false,
    });
    const stranger = asked('203.0.113.5', {
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'evil.example',
      'x-redthread-address': '127.0.0.1',
      'x-redthread-direct': '1',
      'x-request-id': 'chosen-by-a-stranger',
    });
    expect(front.admit(stranger)).toBe(true);
    expect(stranger.headers).toMatchObject({ 'x-redthread-address': '203.0.113.5', 'x-redthread-direct': '0' });
    expect(stranger.headers['x-forwarded-host']).toBeUndefined();
    expect(stranger.headers['x-request-id']).not.toBe('chosen-by-a-stranger');
    const ours = asked('10.0.0.1', { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' });
    front.admit(ours);
    expect(ours.headers['x-redthread-address']).toBe('203.0.113.5');
    expect(front.admit(asked('203.0.113.5', { host: 'evil.example' }))).toBe(false);
  });

  it.each(['//evil', '//..%2fpackage.json', '/\\evil', '/%', '/..%c0%af', '/%ff?x', 'http://evil.example/'])(
    'an address that nobody behind could read is answered at once: %s',
    (url) => {
      const front = createFront({ trustedProxies: '', publicUrl: undefined, loopback: true, log: false });
      const request = asked('127.0.0.1', { host: 'localhost' });
      request.url = url;
      expect(front.admit(request)).toBe(false);
      request.url = '/sources/1?q=%&next=//x';
      expect(front.admit(request)).toBe(true);
    },
  );

  it('ACC-6: bound to this machine, it does not answer for a name that somebody points at it (DNS rebinding)', () => {
    const front = createFront({ trustedProxies: '', publicUrl: undefined, loopback: true, log: false });
    expect(front.admit(asked('127.0.0.1', { host: 'evil.example:3000' }))).toBe(false);
    expect(front.admit(asked('127.0.0.1', { host: 'localhost:3000' }))).toBe(true);
    expect(front.admit(asked('127.0.0.1', { host: '[::1]:3000' }))).toBe(true);
  });

  it('RUN-3: a proxy or an orchestrator asks how we are by its own name for a process, and gets an answer', () => {
    const front = createFront({
      trustedProxies: '172.28.0.0/16',
      publicUrl: 'https://desk.example.org',
      loopback: false,
      log: false,
    });
    const admits = (address: string, host: string, url: string): boolean => {
      const request = asked(address, { host });
      request.url = url;
      return front.admit(request);
    };
    for (const url of ['/healthz', '/readyz', '/metrics']) expect(admits('172.28.0.4', 'app-1:3000', url)).toBe(true);
    expect(admits('172.28.0.4', 'app-1:3000', '/')).toBe(false);
    expect(admits('172.28.0.4', 'app-1:3000', '/healthz/../cases')).toBe(false);
    // Without a token the figures are for this machine itself, and its browser may have been sent here under another name.
    expect(admits('127.0.0.1', 'evil.example:3000', '/metrics')).toBe(false);
  });
});
