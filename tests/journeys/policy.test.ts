import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { makePdf } from '../support/documents.ts';
import { api, journeys, listens, selectWords } from './product.ts';

journeys('ACC-6: the content policy, with no exception for styles and editors', (product) => {
  const reports: string[] = [];
  const visited: string[] = [];

  /** What the policy stops, in this window and in all that it opens. */
  async function watch(page: Page): Promise<void> {
    await page.context().exposeFunction('__told', (what: string) => reports.push(what));
    await page.context().addInitScript(() => {
      const host = globalThis as unknown as { __told: (what: string) => void };
      addEventListener('securitypolicyviolation', (event) =>
        host.__told(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
  }

  async function visit(page: Page, path: string, there = 'main'): Promise<void> {
    const response = await page.goto(product.address + path);
    const styles = /style-src[^;]*/u.exec(response?.headers()['content-security-policy'] ?? '')?.[0];
    expect(styles, path).toMatch(/^style-src 'self' 'nonce-[\w+/=]+'$/u);
    // What one person sees is kept by no cache.
    if (!path.startsWith('/fact-checks')) expect(response?.headers()['cache-control'], path).toContain('no-store');
    // What the policy would stop must not be there at all: it would be missing from the page.
    const html = (await response?.text()) ?? '';
    const body = html.replaceAll(/<script\b[\s\S]*?<\/script>/gu, '');
    expect(body.match(/<style\b[^>]*>|<[^<>]*\sstyle="[^"]*"/gu) ?? [], path).toEqual([]);
    await page.locator(there).first().waitFor({ timeout: 30_000 });
    await page.waitForLoadState('networkidle');
    visited.push(path);
  }

  it('nothing is reported on any page, while two people write in one text, over a network and over a PDF', async () => {
    const luz = await product.enter('Luz Vera');
    await watch(luz);
    const guide = z
      .object({ demo: z.object({ investigationId: z.string(), sourceId: z.string(), claimId: z.string() }) })
      .parse((await api(luz, 'GET', '/guide')).body).demo;
    const made = async (path: string, body: object) => String((await api(luz, 'POST', path, body)).body['id']);
    const base = `/investigations/${guide.investigationId}`;
    const draftId = await made(`${base}/sources`, { kind: 'text', title: 'Draft', text: 'The crane came in May.' });
    const { items: entities } = z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse((await api(luz, 'GET', '/entities?limit=1')).body);
    const pdf = await makePdf([
      { head: 'The ledger', paragraphs: ['Of the lamp at the north quay nothing is known.'] },
    ]);
    const pdfId = await luz.evaluate(
      async ([bytes, address]) => {
        const body = new FormData();
        body.set('seal', 'true');
        body.set('file', new File([Uint8Array.from(bytes)], 'ledger.pdf'));
        const response = await fetch(address, { method: 'POST', body });
        return String(((await response.json()) as { id?: string }).id);
      },
      [[...pdf], `/api/v1${base}/sources`] as const,
    );

    const tabs = ['', '/marks', '/claims', '/entities', '/people', '/activity', '/timeline', '/webhooks'];
    for (const tab of tabs) await visit(luz, base + tab);
    await visit(luz, `${base}/network`, '[data-drawn]');
    for (const path of ['/', '/inbox', '/my-day', '/search?q=crane', '/entities', '/entities/duplicates', '/account'])
      await visit(luz, path);
    await visit(luz, `/entities/${entities[0]?.id ?? ''}`);
    await visit(luz, `/sources/${guide.sourceId}`, '.ProseMirror');
    await visit(luz, `/claims/${guide.claimId}/thread`);
    for (const path of ['/fact-checks', '/fact-checks/method']) await visit(luz, path);
    expect(pdfId).toMatch(/^[0-9a-f-]{36}$/u);
    await expect
      .poll(async () => (await api(luz, 'GET', `/sources/${pdfId}/versions/1`)).status, { timeout: 30_000 })
      .toBe(200);
    await visit(luz, `/sources/${pdfId}`, '.ProseMirror [data-label]');
    await selectWords(luz, 'north quay nothing');
    await luz.keyboard.press('P');
    await luz.locator('canvas[data-ready]').waitFor();

    // The same draft and the same rationale, each with the other's caret in it.
    const mo = await product.enter('Mo Okafor');
    await watch(mo);
    for (const path of [`/sources/${draftId}`, `/claims/${guide.claimId}`]) {
      for (const page of [luz, mo]) {
        await visit(page, path, '.ProseMirror[contenteditable="true"], .ProseMirror');
        await listens(page);
        await page.locator('.ProseMirror').last().click();
        await page.keyboard.type('Yes. ');
        await page.keyboard.press('Shift+Home');
      }
      if (path.startsWith('/sources')) await luz.locator('.collaboration-carets__caret').first().waitFor();
    }

    const admin = await product.enterAdmin('Ada', 'ada@example.org');
    await watch(admin);
    for (const path of ['', '/audit', '/flags', '/newsroom', '/sealed', '/settings', '/tags'])
      await visit(admin, `/accounts${path}`);
    const door = await (await luz.context().browser()?.newContext())?.newPage();
    if (!door) throw new Error('the browser is gone');
    await watch(door);
    await visit(door, '/sign-in');

    expect(visited.length).toBeGreaterThan(30);
    expect(reports).toEqual([]);
  }, 300_000);

  it('the watch sees what the policy stops: a style element, a style attribute and an inline script', async () => {
    const page = await (await product.enter('Luz Vera')).context().newPage();
    await watch(page);
    await page.goto(`${product.address}/`);
    reports.length = 0;
    await page.evaluate(() => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'a { color: red }' }));
      document.body.insertAdjacentHTML('beforeend', '<i style="color: red" onclick="alert(1)">x</i>');
    });
    await expect
      .poll(() => reports.map((line) => line.split(' ')[1]).sort())
      .toEqual(['script-src-attr', 'style-src-attr', 'style-src-elem']);
  });
});
