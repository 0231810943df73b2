import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { decodeFrame } from '@/lib/live/wire.rules.ts';
import { findings } from './axe.ts';
import { api, journeys, listens } from './product.ts';

/** As long as a locator waits: `expect.poll` alone gives up after a second. */
const patience = { timeout: 15_000 };

const rationale = (page: Page) => page.getByRole('textbox', { name: 'Rationale' });
/** The text without the names that stand at other people's carets. */
const words = (page: Page) =>
  rationale(page).evaluate((editor) => {
    const copy = editor.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.collaboration-carets__caret')) caret.remove();
    return copy.textContent.replaceAll('\u2060', '');
  });
const status = (page: Page, what: RegExp | string) => page.getByText(what).first().waitFor();
const SAVED = 'All changes saved';

/** The databases that this browser keeps of a person's unsent edits. */
const keptDatabases = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name = '' }) => name).filter((name) => name.startsWith('redthread-texts-')),
  );

/** How many edits lie in this browser; an acknowledged one is forgotten a moment after "saved" is said. */
const keptEdits = (page: Page) =>
  page.evaluate(async () => {
    const [found] = (await indexedDB.databases()).filter(({ name = '' }) => name.startsWith('redthread-texts-'));
    if (!found?.name) return 0;
    const opening = indexedDB.open(found.name);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const counting = opening.result.transaction('edits').objectStore('edits').count();
    await new Promise((resolve) => (counting.onsuccess = resolve));
    opening.result.close();
    return counting.result;
  });

/** Puts the caret at the end, and waits until it is there. */
async function atTheEnd(page: Page) {
  await rationale(page).click();
  await page.keyboard.press('Control+End');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'textbox');
}

journeys('a text written together never loses a word', (product) => {
  let luz: Page;
  let mo: Page;
  let address = '';

  async function open(page: Page) {
    await page.goto(address);
    await listens(page);
    await rationale(page).waitFor();
    await status(page, SAVED);
  }

  it('LIV-1: "saved" is said when the server has committed, not when it has spread', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    await luz
      .getByRole('link', { name: /Metastasis/ })
      .first()
      .click();
    await luz.getByRole('link', { name: /^Claims/ }).waitFor();
    const caseId =
      luz
        .url()
        .replace(/[?#].*$/u, '')
        .split('/')
        .at(-1) ?? '';
    const { body } = await api(luz, 'POST', `/investigations/${caseId}/claims`, { statement: 'The port paid twice.' });
    address = `${product.address}/claims/${String(body['id'])}`;
    await luz.goto(address);
    await listens(luz);
    await luz.getByRole('button', { name: 'Start checking' }).click();
    await open(mo);

    // A window whose acknowledgements we hold back; everything else goes through.
    const watched = await luz.context().newPage();
    const held: (() => void)[] = [];
    let holding = true;
    await watched.routeWebSocket('**/live', (line) => {
      const server = line.connectToServer();
      server.onMessage((message) => {
        if (holding && typeof message !== 'string' && decodeFrame(new Uint8Array(message)).kind === 'ack')
          held.push(() => line.send(message));
        else line.send(message);
      });
    });
    await open(watched);
    await atTheEnd(watched);
    await watched.keyboard.type('Two invoices. ');
    await expect.poll(() => words(mo), patience).toContain('Two invoices.');
    await status(watched, 'Saving …');
    expect(await watched.getByText(SAVED).count()).toBe(0);
    holding = false;
    for (const release of held) release();
    await status(watched, SAVED);
    await watched.close();
  });

  it('LIV-8: the network goes in mid-typing; on return both have everything', async () => {
    await open(luz);
    await atTheEnd(luz);
    await luz.keyboard.type('One for the cr');
    await luz.context().setOffline(true);
    await luz.keyboard.type('ane, one for its ghost.');
    await status(luz, /Offline\. What you did is kept here/);
    await rationale(mo).click();
    await mo.keyboard.press('Control+Home');
    await mo.keyboard.type('Checked: ');
    await status(mo, SAVED);
    await luz.context().setOffline(false);
    const whole = 'Checked: Two invoices. One for the crane, one for its ghost.';
    await expect.poll(() => words(luz), patience).toBe(whole);
    await expect.poll(() => words(mo), patience).toBe(whole);
    await status(luz, SAVED);
  });

  it('LIV-8: a tab closed with unsent edits has lost nothing, and two tabs of one person write one text', async () => {
    await luz.context().setOffline(true);
    await atTheEnd(luz);
    await luz.keyboard.type(' Unsent.');
    await expect.poll(() => words(luz), patience).toContain('Unsent.');
    // Said only when the last letter is where a closed tab would find it.
    await status(luz, /Offline\. What you did is kept here/);
    const [context] = [luz.context()];
    await luz.close();
    await context.setOffline(false);
    luz = await context.newPage();
    luz.setDefaultTimeout(15_000);
    // Any page of the desk delivers it; the text itself need not be opened.
    await luz.goto(`${product.address}/`);
    await expect.poll(() => words(mo), patience).toContain('Unsent.');

    await open(luz);
    const second = await context.newPage();
    second.setDefaultTimeout(15_000);
    await open(second);
    await atTheEnd(luz);
    await luz.keyboard.type(' From one tab.');
    await expect.poll(() => words(second), patience).toContain('From one tab.');
    await atTheEnd(second);
    await second.keyboard.type(' From the other.');
    await expect.poll(() => words(luz), patience).toContain('From one tab. From the other.');
    await status(luz, SAVED);
    await status(second, SAVED);
    await expect.poll(() => keptEdits(second), patience).toBe(0);
    await second.close();
  });

  it('LIV-7: any moment of the text can be looked at, compared and brought back, in every light and width', async () => {
    const before = await words(luz);
    await luz.getByRole('button', { name: 'History' }).click();
    const history = luz.getByRole('dialog', { name: 'History' });
    await history.getByText('Luz Vera').first().waitFor();
    await history.locator('ins').first().waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await luz.emulateMedia({ colorScheme: scheme });
      expect(await findings(luz)).toEqual([]);
    }
    await luz.setViewportSize({ width: 390, height: 800 });
    expect(await luz.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findings(luz)).toEqual([]);

    await history.getByRole('slider').focus();
    await luz.keyboard.press('Home');
    await history.getByText(/^After edit 1 of/).waitFor();
    await history.getByRole('button', { name: 'now' }).click();
    await history.getByText('Unsent').waitFor();
    await history.getByRole('button', { name: 'Bring this version back' }).click();
    await history.getByText(/^Brought back\./).waitFor();
    await luz.keyboard.press('Escape');
    // How far back the newest moment began depends on how quickly was written above.
    await expect.poll(async () => (await words(luz)).length, patience).toBeLessThan(before.length);
    await expect.poll(async () => (await words(mo)) === (await words(luz)), patience).toBe(true);
    await luz.setViewportSize({ width: 1360, height: 860 });
    await luz.emulateMedia({ colorScheme: null });
  });

  it('LIV-8: nothing of a person stays in the browser after signing out', async () => {
    expect(await keptDatabases(luz)).toHaveLength(1);
    await expect.poll(() => keptEdits(luz), patience).toBe(0);
    await luz.locator('details', { hasText: 'Sign out' }).locator('summary').click();
    await luz.getByRole('button', { name: 'Sign out', exact: true }).click();
    await luz.waitForURL(/\/sign-in/);
    expect(await keptDatabases(luz)).toEqual([]);
  });

  it("one copy of Yjs in the process: the pages and the live server know each other's types", () => {
    expect(product.said()).not.toContain('Yjs was already imported');
  });
});
