import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, journeys, listens, selectWords, untilDrawn } from './product.ts';

journeys('the demo case', (product) => {
  let luz: Page;
  let source = '';
  let claim = '';
  const complaints: string[] = [];

  it('UX-4: one click leads into a case with sources, marks, claims and entities', async () => {
    luz = await product.enter('Luz Vera');
    luz.on('console', (message) => {
      if (/content.security.policy/i.test(message.text())) complaints.push(message.text());
    });
    await luz
      .getByRole('link', { name: /Metastasis/ })
      .first()
      .click();
    await luz.locator('a[href^="/sources/"]').first().click();
    await untilDrawn(luz, 'claim');
    source = luz.url().split('#')[0] ?? '';
    expect(await luz.locator('[data-card]').count()).toBeGreaterThan(3);
  });

  it('CLM-11: from a verdict to the hashed words in two clicks', async () => {
    const id = source.split('/').at(-1) ?? '';
    const { investigationId } = (await api(luz, 'GET', `/sources/${id}`)).body as { investigationId: string };
    const claims = (await api(luz, 'GET', `/investigations/${investigationId}/claims?state=verified`)).body[
      'items'
    ] as { id: string }[];
    claim = `${product.address}/claims/${claims[0]?.id ?? ''}`;
    await luz.goto(claim);
    await luz
      .getByText(/signed off by/)
      .first()
      .waitFor();
    await luz.locator('a[href*="#m="]').first().click();
    await untilDrawn(luz, 'active');
    await luz.getByText(/Sealed, version 1/).waitFor();
  });

  it('UX-1: what came later than the page pushes nothing away under a pointer', async () => {
    // A person for whom the guide is new: its line stands above the page.
    const mo = await product.enter('Mo Okafor');
    await mo.addInitScript(() => {
      const kept = window as { shifts?: number };
      kept.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          kept.shifts = (kept.shifts ?? 0) + ((entry as { value?: number }).value ?? 0);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const address of [source.replace(/\/sources\/.*/u, '/'), claim, source, `${product.address}/inbox`]) {
      await mo.goto(address);
      await listens(mo);
      await mo.waitForLoadState('networkidle');
      const shifts = await mo.evaluate(() => (window as { shifts?: number }).shifts);
      // A line put above a page with little text counts for more than 0.03; a face that joins in the bar for next to nothing.
      expect(shifts, address).toBeLessThan(0.02);
    }
  });

  it('ACC-3: a person suspended mid-edit loses page, API, socket and the edit on its way', async () => {
    const mo = await product.enter('Mo Okafor');
    const amal = await product.enter('Amal Khoury');
    await mo.goto(source);
    await untilDrawn(mo, 'claim');
    await selectWords(mo, (await mo.locator('[data-label="P3"]').innerText()).split(' ').slice(1, 4).join(' '));
    await mo.keyboard.press('n');
    await mo.keyboard.type('I was just writing this');
    await amal.goto(`${product.address}/accounts`);
    await amal.getByRole('button', { name: 'Suspend Mo Okafor' }).click();
    await amal.getByLabel('Reason').fill('Left the desk');
    await amal.getByRole('button', { name: 'Suspend now' }).click();
    const began = performance.now();
    await mo.waitForURL(/sign-in/);
    console.log(`suspended: at the door after ${Math.round(performance.now() - began)} ms`);
    expect((await api(mo, 'GET', '/me')).status).toBe(401);
    await mo.getByRole('button', { name: /Mo Okafor/ }).waitFor({ state: 'detached' });
    await amal.getByRole('button', { name: 'Reinstate' }).click();
    await amal.getByRole('button', { name: 'Suspend Mo Okafor' }).waitFor();
  });

  it('UX-2: axe finds nothing on the pages of the path, light, dark and on a phone', async () => {
    const amal = await product.enter('Amal Khoury');
    const investigation = await amal.locator('a[href^="/investigations/"]').first().getAttribute('href');
    const entities = (await api(luz, 'GET', '/entities?limit=1')).body['items'] as { id: string }[];
    const pages = [
      '/',
      investigation ?? '',
      `${investigation ?? ''}/claims`,
      `${investigation ?? ''}/entities`,
      `${investigation ?? ''}/people`,
      `${investigation ?? ''}/activity`,
      `${investigation ?? ''}/sources/new`,
      source.replace(product.address, ''),
      claim.replace(product.address, ''),
      `/entities/${entities[0]?.id ?? ''}`,
      '/accounts',
      '/accounts/audit',
    ];
    const found: string[] = [];
    for (const path of pages) {
      await amal.goto(product.address + path);
      await amal.locator('#content').waitFor();
      await amal.waitForLoadState('networkidle');
      for (const theme of ['light', 'dark']) {
        await amal.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
        found.push(...(await findings(amal)).map((finding) => `${path} ${theme}: ${finding}`));
      }
      await amal.setViewportSize({ width: 390, height: 844 });
      found.push(...(await findings(amal)).map((finding) => `${path} phone: ${finding}`));
      const wide = await amal.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
      if (wide) found.push(`${path} phone: scrolls sideways`);
      await amal.setViewportSize({ width: 1360, height: 860 });
    }
    const door = await amal.context().browser()!.newPage();
    await door.goto(`${product.address}/sign-in`);
    found.push(...(await findings(door)));
    await door.close();
    expect(found).toEqual([]);
  });

  it('ANN-9: what the API answers travels compressed, as pages do', async () => {
    const { headers, bytes } = await luz.evaluate(
      async (address) => {
        const response = await fetch(address);
        return { headers: response.headers.get('content-encoding'), bytes: (await response.arrayBuffer()).byteLength };
      },
      `/api/v1${source.replace(product.address, '')}/marks?version=1`,
    );
    expect(headers).toMatch(/gzip|br/u);
    expect(bytes).toBeGreaterThan(1000);
  });

  it('ACC-6: no page breaks its own content policy, and the policy allows no inline script', async () => {
    const response = await luz.goto(`${product.address}/`);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain('unsafe-inline');
    expect(complaints).toEqual([]);
  });
});
