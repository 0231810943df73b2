import { mkdirSync } from 'node:fs';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { freePort } from '@/server/postgres.ts';
import type { LocalProvider } from '../support/oidc-provider.ts';
import { startProvider } from '../support/oidc-provider.ts';
import { findings } from './axe.ts';
import { api, journeys } from './product.ts';

/** Set to a folder, the pictures of docs/walkthroughs/moderator.md are made on the way. */
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

const picture = (page: Page, name: string) => look(page, name, pictures);

async function look(page: Page, name: string, folder = process.env.PICTURES): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** What axe finds, and whether the page is wider than its window. */
async function troubles(page: Page, where: string): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  return [...(wide ? ['scrolls sideways'] : []), ...(await findings(page))].map((what) => `${where}: ${what}`);
}

journeys("a moderator's first hour", (product) => {
  let amal: Page;
  let mo: Page;
  let noor: Page;
  let secret = '';
  let codes: string[] = [];
  let provider: LocalProvider | undefined;
  afterAll(() => provider?.close());

  const code = (step = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + step * 30_000 });
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
  const signIn = async (page: Page, email: string, extra?: string) => {
    await page.goto(`${product.address}/sign-in`);
    await page.getByLabel('Mail address').fill(email);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    if (extra === undefined) return;
    await page.getByLabel('Code').fill(extra);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
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

  it('ACC-2: a second factor is added; a lost phone opens with a recovery code', async () => {
    await noor.goto(`${product.address}/account`);
    await noor.getByRole('button', { name: 'Add a second factor' }).click();
    await noor.getByAltText(/Picture code/u).waitFor();
    secret = await noor.locator('p code').innerText();
    await noor.getByLabel('The six digits that it shows').fill(code());
    await noor.getByRole('button', { name: 'Switch on' }).click();
    await noor.getByText(/shown this once/u).waitFor();
    await picture(noor, 'recovery-codes');
    codes = await noor.locator('ul code').allInnerTexts();
    expect(codes).toHaveLength(10);
    const lost = await door();
    await signIn(lost, 'noor@example.org', codes[0]);
    await lost.getByRole('heading', { name: 'Investigations' }).waitFor();
    await lost.context().close();
    const thief = await door();
    await signIn(thief, 'noor@example.org', codes[0]);
    await thief.getByText(/does not fit, or was used already/u).waitFor();
    await thief.context().close();
  });

  it('ACC-2: a passkey is added and signs in', async () => {
    const devtools = await noor.context().newCDPSession(noor);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    // A passkey belongs to a name, and an address is none.
    const local = product.address.replace('127.0.0.1', 'localhost');
    await noor.goto(`${local}/sign-in`);
    await noor.getByLabel('Mail address').fill('noor@example.org');
    await noor.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
    await noor.getByRole('button', { name: 'Sign in', exact: true }).click();
    await noor.getByLabel('Code').fill(code(1));
    await noor.getByRole('button', { name: 'Sign in', exact: true }).click();
    await noor.getByRole('heading', { name: 'Investigations' }).waitFor();
    await noor.goto(`${local}/account`);
    await noor.getByLabel('Name of this device').fill('Laptop');
    await noor.getByRole('button', { name: 'Add a passkey' }).click();
    await noor.getByRole('button', { name: 'Take away the passkey Laptop' }).waitFor();
    await noor.context().clearCookies();
    await noor.goto(`${local}/sign-in`);
    await noor.getByRole('button', { name: 'Sign in with a passkey' }).click();
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

  it('ACC-4: words are flagged; a warning has to be read', async () => {
    mo = await product.enter('Mo Okafor');
    const { items: cases } = z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse((await api(mo, 'GET', '/investigations')).body);
    const source = await api(mo, 'POST', `/investigations/${cases[0]?.id}/sources`, {
      kind: 'text',
      text: 'A letter\n\nThe port paid twice for one crane.',
      title: 'A letter about the port',
      seal: true,
    });
    const sourceId = String(source.body['id']);
    const mark = await api(mo, 'POST', `/sources/${sourceId}/annotations`, {
      kind: 'note',
      text: 'What an idiot',
      target: { quote: { exact: 'paid twice' } },
    });
    expect(mark.status).toBe(201);
    const luz = await product.enter('Luz Vera');
    await luz.goto(`${product.address}/sources/${sourceId}#m=${String(mark.body['id'])}`);
    await luz.getByRole('button', { name: 'Flag', exact: true }).click();
    await luz.getByLabel('What is wrong with it').selectOption('abuse');
    await luz.getByRole('button', { name: 'Send', exact: true }).click();
    await luz.getByText('Moderation will look at it.').waitFor();
    await amal.goto(`${product.address}/accounts/flags`);
    await amal.getByText('What an idiot').waitFor();
    await picture(amal, 'flags');
    await amal.getByRole('button', { name: 'Decide' }).click();
    await amal.getByLabel('Warn the author').check();
    await amal.getByLabel('Reason').fill('Speak of the words, not of the person.');
    await picture(amal, 'decide');
    await amal.getByRole('button', { name: 'Decide now' }).click();
    await amal.getByText('Nothing is flagged.').waitFor();
    await mo.goto(`${product.address}/`);
    await mo.getByRole('heading', { name: 'A warning' }).waitFor();
    await mo.keyboard.press('Escape');
    await mo.getByText('Speak of the words, not of the person.').waitFor();
    await picture(mo, 'warning');
    await mo.getByRole('button', { name: 'I have read this' }).click();
    await mo.getByRole('heading', { name: 'A warning' }).waitFor({ state: 'detached' });
  });

  it('UX-2: axe finds nothing on these pages, light, dark and on a phone', async () => {
    const found: string[] = [];
    for (const path of ['/accounts', '/accounts/flags', '/accounts/audit', '/accounts/settings', '/account']) {
      await amal.goto(product.address + path);
      await amal.locator('h1').first().waitFor();
      await amal.waitForLoadState('networkidle');
      for (const theme of ['light', 'dark']) {
        await amal.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
        found.push(...(await troubles(amal, `${path} ${theme}`)));
      }
      await look(amal, `page${path.replaceAll('/', '-')}-dark`);
      await amal.setViewportSize({ width: 390, height: 844 });
      found.push(...(await troubles(amal, `${path} phone`)));
      await look(amal, `page${path.replaceAll('/', '-')}-phone`);
      await amal.setViewportSize({ width: 1360, height: 860 });
    }
    const outside = await door();
    for (const path of ['/reset', '/reset/some-link-that-is-not-one', '/confirm-mail/some-link-that-is-not-one']) {
      await outside.goto(product.address + path);
      found.push(...(await troubles(outside, path)));
    }
    await outside.context().close();
    expect(found).toEqual([]);
  });
});
