import http from 'node:http';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { fixture } from '../support/fixtures.ts';
import { api, journeys } from './product.ts';

const given = fixture('security/xss.json');
const payloads = given ? z.array(z.string()).parse(JSON.parse(given)) : [];

/** All payloads in as few texts as hold them, none longer than a field takes; in a field of one line without line ends. */
function pieces(most: number, join = ' '): string[] {
  const out: string[] = [];
  for (const payload of payloads) {
    const words = (join === ' ' ? payload.replace(/\s+/gu, ' ') : payload).slice(0, most);
    const last = out.at(-1);
    if (last !== undefined && last.length + words.length + 1 <= most) out[out.length - 1] = `${last}${join}${words}`;
    else out.push(words);
  }
  return out;
}

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A path as it is written, which `fetch` and `URL` would tidy up. */
const ask = (address: string, target: string): Promise<{ readonly status: number; readonly body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const request = http.request({ hostname, port, path: target, headers: { accept: '*/*' } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on('error', reject);
    request.end();
  });

journeys('paths that lead out of what is served', (product) => {
  const ways = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%5c',
    '..\\',
    '....//',
    '%252e%252e%252f',
    '..%c0%af',
    './../',
  ];
  const doors = ['/', '/_next/static/', '/_next/static/chunks/', '/api/v1/', '/sources/', '/fact-checks/', '//'];

  it('path traversal: no way of writing ".." brings a file of the server', async () => {
    const told = /"private": true|AUTH_SECRET|root:x:0:|createServer/u;
    const holds = async (target: string) => {
      const { status, body } = await ask(product.address, target);
      expect(body, target).not.toMatch(told);
      expect(status < 500, `${target}: ${status}`).toBe(true);
    };
    for (const door of doors)
      await Promise.all(
        ways.flatMap((way) =>
          ['package.json', 'server/main.ts'].map((file) => holds(`${door}${way.repeat(6)}${file}`)),
        ),
      );
    for (const target of [
      '/_next/image?url=%2f..%2f..%2fpackage.json&w=64&q=75',
      '/_next/image?url=file%3a%2f%2f%2fetc%2fpasswd&w=64&q=75',
      '/_next/image?url=http%3a%2f%2f127.0.0.1%3a1%2f&w=64&q=75',
      '/sign-in?next=../../../../etc/passwd',
      '/api/v1/sources/..%2f..%2fme/raw',
      '/%00/..%2fpackage.json',
    ])
      await holds(target);
  });
});

if (payloads.length === 0) it.skip('hostile words: 2 steps not run, fixtures/security is absent');
else
  journeys('hostile words in every field', (product) => {
    let luz: Page;
    let mo: Page;
    const pages: string[] = [];
    const troubles: string[] = [];

    /** Whatever runs, or is only stopped by the policy, is told. */
    async function watch(page: Page): Promise<void> {
      await page.context().exposeFunction('__told', (what: string) => troubles.push(what));
      await page.context().addInitScript(() => {
        const host = globalThis as unknown as { __xss: () => void; __told: (what: string) => void };
        host.__xss = () => host.__told('a payload ran');
        addEventListener('securitypolicyviolation', (event) =>
          host.__told(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
        );
      });
    }

    async function ask(page: Page, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
      const answer = await api(page, method, path, body);
      expect([200, 201], `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`).toContain(answer.status);
      return answer.body;
    }
    const make = async (path: string, body: unknown, by = luz): Promise<string> =>
      String((await ask(by, 'POST', path, body))['id']);
    const move = async (by: Page, claimId: string, to: string, more: object = {}) => {
      const { revision } = await ask(by, 'GET', `/claims/${claimId}`);
      await ask(by, 'POST', `/claims/${claimId}/transitions`, { to, revision, ...more });
    };

    it('takes every payload as the words that they are, in every form that an article has', async () => {
      luz = await product.enter('Luz Vera');
      mo = await product.enter('Mo Okafor');
      await watch(luz);
      const moId = String((await ask(mo, 'GET', '/me'))['id']);
      const all = payloads.join('\n');
      const [line = ''] = pieces(200);
      const investigationId = await make('/investigations', { title: line, brief: all.slice(0, 2000) });
      await ask(luz, 'PUT', `/investigations/${investigationId}/members/${moId}`, { role: 'editor' });

      const anchor = 'The words that the marks stand on.';
      const text = `${anchor}\n\n${payloads.join('\n\n')}`;
      const details = { title: line, outlet: pieces(100)[0], seal: true };
      const sourceId = await make(`/investigations/${investigationId}/sources`, { kind: 'text', text, ...details });
      // As elements, as words of a page, and as what Markdown makes of both.
      const html = `<article><h1>${line}</h1><p>${anchor}</p>${payloads.map((words) => `<p>${escaped(words)}</p><div>${words}</div>`).join('')}<p>${anchor}</p></article>`;
      const others = [
        await make(`/investigations/${investigationId}/sources`, { kind: 'html', html, ...details }),
        await make(`/investigations/${investigationId}/sources`, {
          kind: 'markdown',
          text: `${text}\n\n${payloads.map((words) => `[link](${words}) \`${words}\``).join('\n\n')}`,
          ...details,
        }),
      ];
      await ask(luz, 'POST', `/sources/${sourceId}/versions`, { kind: 'text', text: `${text}\n\nCorrected: ${line}` });

      const target = { quote: { exact: 'The words that' } };
      for (const words of pieces(1900, '\n')) {
        const annotationId = await make(`/sources/${sourceId}/annotations`, {
          kind: 'note',
          text: `@Mo Okafor ${words}`,
          target,
        });
        await make(`/annotations/${annotationId}/replies`, { text: `@Mo Okafor ${words}` });
      }
      const statements = pieces(400);
      let claimId = '';
      for (const statement of statements) {
        claimId = await make(`/investigations/${investigationId}/claims`, { statement });
        await ask(luz, 'POST', `/claims/${claimId}/evidence`, { stance: 'context', note: statement });
      }
      const annotationId = await make(`/sources/${sourceId}/annotations`, { kind: 'note', text: line, target });
      await ask(luz, 'POST', `/claims/${claimId}/evidence`, { stance: 'supports', annotationId, note: line });
      await move(luz, claimId, 'checking');
      await move(luz, claimId, 'in_review', { rating: 'mostly_true', rationale: all.slice(0, 8000), conclusion: line });
      await move(mo, claimId, 'verified', { reason: line });
      await move(mo, claimId, 'published');
      let entityId = '';
      for (const name of pieces(200)) entityId = await make('/entities', { schema: 'Person', name });
      await make(`/sources/${sourceId}/annotations`, { kind: 'entity', entityId, target });

      pages.push(
        '/',
        ...['', '/marks', '/claims', '/entities', '/people', '/activity', '/webhooks'].map(
          (tab) => `/investigations/${investigationId}${tab}`,
        ),
        ...[sourceId, ...others].map((id) => `/sources/${id}`),
        `/sources/${sourceId}/changes?v=2`,
        `/claims/${claimId}`,
        `/entities/${entityId}`,
        '/entities',
        `/search?q=${encodeURIComponent(line.slice(0, 60))}`,
        '/account',
        '/fact-checks',
        `/fact-checks/${claimId}`,
      );
    });

    it('ACC-6: shows them on every page: none runs, none breaks the page, none is even tried', async () => {
      const broken: string[] = [];
      const visit = async (page: Page, path: string) => {
        const failed = (error: Error) => broken.push(`${path}: ${String(error)}`);
        page.on('pageerror', failed);
        const answer = await page.goto(product.address + path);
        if (answer?.status() !== 200) broken.push(`${path}: ${answer?.status()}`);
        await page.locator('main').first().waitFor();
        await page.waitForLoadState('networkidle');
        // Handlers that wait for a pointer or the focus.
        await page.mouse.move(400, 300);
        await page.keyboard.press('Tab');
        const made = await page.evaluate(
          () =>
            document.querySelectorAll('iframe, embed, object, math, marquee, [onerror], [onload], [onfocus]').length,
        );
        if (made > 0) broken.push(`${path}: ${made} elements came out of words`);
        page.off('pageerror', failed);
      };
      for (const path of pages) await visit(luz, path);
      await watch(mo);
      await visit(mo, '/inbox');
      expect(await mo.locator('main').innerText()).toContain('__xss()');
      expect(pages.length).toBeGreaterThan(15);
      expect(troubles).toEqual([]);
      expect(broken).toEqual([]);
    });
  });
