import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '@/server/postgres.ts';
import type { LocalProvider } from '../support/oidc-provider.ts';
import { startProvider } from '../support/oidc-provider.ts';
import { api, journeys } from './product.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Set to a folder, pictures of these pages are made on the way. */
const pictures = process.env.WALKTHROUGH_PICTURES;
const PASSWORD = 'lantern quarry violet tugboat';

// Known before the product starts, because it reads them from its environment.
const providerPort = await freePort();
Object.assign(process.env, {
  OIDC_ISSUER: `http://127.0.0.1:${providerPort}`,
  OIDC_CLIENT_ID: 'redthread',
  OIDC_CLIENT_SECRET: 'only-for-this-test',
  OIDC_NAME: 'the house',
});

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

async function findings(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (name) => {
    const { axe } = globalThis as unknown as {
      axe: { run: (root: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run(document);
    const wide = document.documentElement.scrollWidth > window.innerWidth + 1 ? [`${name}: scrolls sideways`] : [];
    return [
      ...wide,
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name}: ${id}: ${html.slice(0, 140)}`)),
    ];
  }, where);
}

journeys("a moderator's first hour", (product) => {
  let amal: Page;
  let noor: Page;
  let provider: LocalProvider | undefined;
  afterAll(() => provider?.close());

  const door = async (): Promise<Page> => {
    const context = await amal
      .context()
      .browser()
      ?.newContext({ viewport: { width: 1280, height: 860 } });
    if (!context) throw new Error('no browser');
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  };
  it('ACC-4: a pasted list is invited, line by line', async () => {
    amal = await product.enter('Amal Khoury');
    await amal.goto(`${product.address}/accounts`);
    await amal
      .getByLabel(/Names and mail addresses/u)
      .fill('Noor Haddad <noor@example.org>\nnobody\nguest@example.org');
    await amal.getByRole('button', { name: 'Invite', exact: true }).click();
    await amal.getByText('no mail address').waitFor();
    await picture(amal, 'invite');
    await amal.getByText('noor@example.org').last().waitFor();
  });

  it('ACC-2: the invited join, and a guessable password is refused', async () => {
    const row = amal.locator('li', { hasText: 'noor@example.org' }).filter({ has: amal.locator('code') });
    const link = await row.locator('code').innerText();
    noor = await door();
    await noor.goto(product.address + link);
    await noor.getByLabel('Password', { exact: true }).fill('password1234');
    await noor.getByRole('button', { name: 'Join' }).click();
    await noor.getByText(/first that anybody would try/u).waitFor();
    await noor.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await noor.getByRole('button', { name: 'Join' }).click();
    await noor.getByRole('heading', { name: 'Investigations' }).waitFor();
  });

  it("ACC-2: the newsroom's provider lets in whom it has verified and we have invited", async () => {
    provider = await startProvider(providerPort, {
      id: 'redthread',
      secret: 'only-for-this-test',
      redirect: `${product.address}/api/auth/callback/oidc`,
    });
    const through = async (login: string) => {
      const page = await door();
      await page.goto(`${product.address}/sign-in`);
      await page.getByRole('button', { name: 'Sign in with the house' }).click();
      await page.locator('input[name="login"]').fill(login);
      await page.locator('input[name="password"]').fill('any');
      await page.locator('button[type="submit"]').click();
      await page.getByRole('button', { name: /continue/iu }).click();
      return page;
    };
    const guest = await through('guest');
    await guest.getByRole('heading', { name: 'Investigations' }).waitFor();
    expect((await api(guest, 'GET', '/me')).body['email']).toBe('guest@example.org');
    const stranger = await through('stranger');
    await stranger.getByText(/no account for you here yet/u).waitFor();
    await guest.context().close();
    await stranger.context().close();
  });

  it('UX-2: axe finds nothing on these pages, light, dark and on a phone', async () => {
    const found: string[] = [];
    for (const path of ['/accounts', '/accounts/flags', '/accounts/audit', '/accounts/settings', '/account']) {
      await amal.goto(product.address + path);
      await amal.locator('h1').first().waitFor();
      await amal.waitForLoadState('networkidle');
      for (const theme of ['light', 'dark']) {
        await amal.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
        found.push(...(await findings(amal, `${path} ${theme}`)));
      }
      await picture(amal, `page${path.replaceAll('/', '-')}-dark`);
      await amal.setViewportSize({ width: 390, height: 844 });
      found.push(...(await findings(amal, `${path} phone`)));
      await picture(amal, `page${path.replaceAll('/', '-')}-phone`);
      await amal.setViewportSize({ width: 1360, height: 860 });
    }
    const outside = await door();
    for (const path of ['/reset', '/reset/some-link-that-is-not-one', '/confirm-mail/some-link-that-is-not-one']) {
      await outside.goto(product.address + path);
      found.push(...(await findings(outside, path)));
    }
    await outside.context().close();
    expect(found).toEqual([]);
  });
});
