import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { fixture } from '../support/fixtures.ts';
import { api, journeys } from './product.ts';

const given = fixture('security/xss.json');
const payloads = given ? z.array(z.string()).parse(JSON.parse(given)) : [];

/** Short enough for a field of one line, in as few pieces as hold them all. */
function pieces(most: number): string[] {
  const out: string[] = [];
  for (const payload of payloads) {
    const line = payload.replace(/\s+/gu, ' ').slice(0, most);
    const last = out.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= most) out[out.length - 1] = `${last} ${line}`;
    else out.push(line);
  }
  return out;
}

if (payloads.length === 0) it.skip('hostile words: 1 journey not run, fixtures/security is absent');
else
  journeys('hostile words in every field', (product) => {
    let luz: Page;
    const pages: string[] = [];
    const troubles: string[] = [];

    it('takes every payload as the words that they are', async () => {
      luz = await product.enter('Luz Vera');
      await luz.context().exposeFunction('__told', (what: string) => troubles.push(what));
      await luz.context().addInitScript(() => {
        const host = globalThis as unknown as { __xss: () => void; __told: (what: string) => void };
        host.__xss = () => host.__told('a payload ran');
        addEventListener('securitypolicyviolation', (event) =>
          host.__told(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
        );
      });
      const make = async (path: string, body: unknown): Promise<string> => {
        const answer = await api(luz, 'POST', path, body);
        expect(answer.status, `${path}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBe(201);
        return String(answer.body['id']);
      };
      const all = payloads.join('\n');
      const [title = ''] = pieces(200);
      const investigationId = await make('/investigations', { title, brief: all.slice(0, 2000) });
      const anchor = 'The words that the marks stand on.';
      const text = `${anchor}\n\n${payloads.join('\n\n')}`;
      const sourceId = await make(`/investigations/${investigationId}/sources`, {
        kind: 'text',
        text,
        title,
        outlet: pieces(100)[0],
        seal: true,
      });
      const target = { quote: { exact: 'The words that' } };
      for (const words of pieces(2000)) {
        const annotationId = await make(`/sources/${sourceId}/annotations`, { kind: 'note', text: words, target });
        await make(`/annotations/${annotationId}/replies`, { text: words });
      }
      let claimId = '';
      for (const statement of pieces(400)) {
        claimId = await make(`/investigations/${investigationId}/claims`, { statement });
        await api(luz, 'POST', `/claims/${claimId}/evidence`, { stance: 'context', note: statement });
      }
      let entityId = '';
      for (const name of pieces(200)) entityId = await make('/entities', { schema: 'Person', name });
      await make(`/sources/${sourceId}/annotations`, { kind: 'entity', entityId, target });
      pages.push(
        '/',
        `/investigations/${investigationId}`,
        `/investigations/${investigationId}/claims`,
        `/investigations/${investigationId}/entities`,
        `/investigations/${investigationId}/people`,
        `/investigations/${investigationId}/activity`,
        `/sources/${sourceId}`,
        `/claims/${claimId}`,
        `/entities/${entityId}`,
        '/entities',
        '/account',
      );
    });

    it('ACC-6: shows them on every page: none runs, none breaks the page, none is even tried', async () => {
      const broken: string[] = [];
      luz.on('pageerror', (error) => broken.push(String(error)));
      for (const path of pages) {
        await luz.goto(product.address + path);
        await luz.locator('#content').first().waitFor();
        await luz.waitForLoadState('networkidle');
        // Handlers that wait for a pointer or the focus.
        await luz.mouse.move(400, 300);
        await luz.keyboard.press('Tab');
        const made = await luz.evaluate(
          () =>
            document.querySelectorAll('iframe, embed, object, math, marquee, [onerror], [onload], [onfocus]').length,
        );
        if (made > 0) broken.push(`${path}: ${made} elements came out of words`);
      }
      expect(pages.length).toBeGreaterThan(8);
      expect(troubles).toEqual([]);
      expect(broken).toEqual([]);
    });
  });
