import { copyFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { api, journeys, listens } from './product.ts';

/** As long as a locator waits: `expect.poll` alone gives up after a second. */
const patience = { timeout: 15_000 };

journeys('a claim is checked by three people', (product) => {
  let luz: Page;
  let mo: Page;
  let amal: Page;
  let caseAddress = '';
  let caseId = '';
  /** A claim that two people have signed. */
  let checked = '';

  const make = async (statement: string) => {
    const { body } = await api(luz, 'POST', `/investigations/${caseId}/claims`, { statement });
    return `${product.address}/claims/${String(body['id'])}`;
  };

  async function open(page: Page, address: string) {
    await page.goto(address);
    await listens(page);
  }

  async function propose(page: Page, address: string, words: string, rating: string) {
    await open(page, address);
    await page.getByRole('button', { name: 'Start checking' }).click();
    await page.getByRole('button', { name: 'Add evidence' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add evidence' });
    await dialog.getByRole('button', { name: 'What a person said' }).click();
    await dialog.getByLabel('Who said it').fill('The harbour master');
    await dialog.getByLabel('How it may be used').selectOption('on_record');
    await dialog.getByLabel('What was said').fill('We paid two invoices.');
    await dialog.getByRole('button', { name: 'Add evidence' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Rationale' }).click();
    await page.keyboard.type(words);
    await page
      .getByRole('button', { name: /^Cite evidence/ })
      .first()
      .click();
    await page.locator('sup[data-citation]').waitFor();
    await page.getByText('All changes saved').waitFor();
    await page.getByRole('button', { name: 'Propose a rating' }).click();
    await page.getByRole('dialog').getByRole('combobox').selectOption(rating);
    await page.getByRole('dialog').getByRole('button', { name: 'Propose a rating' }).click();
    await page.getByText('You proposed this rating. Somebody else signs it off.').waitFor();
  }

  async function review(page: Page, address: string, rating: string, words: string) {
    await open(page, address);
    await page.getByRole('button', { name: /^Review revision/ }).click();
    await page.getByRole('dialog').getByRole('combobox').selectOption(rating);
    await page.getByRole('dialog').getByRole('textbox').fill(words);
    await page.getByRole('dialog').getByRole('button', { name: 'Send the review' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  it('CLM-4: one makes it, one proposes with a cited statement, one signs', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    amal = await product.enter('Amal');
    await luz
      .getByRole('link', { name: /Metastasis/ })
      .first()
      .click();
    await luz.getByRole('link', { name: /^Claims/ }).waitFor();
    caseAddress = luz.url().replace(/[?#].*$/u, '');
    caseId = caseAddress.split('/').at(-1) ?? '';
    const address = await make('The port paid twice for one crane.');
    checked = address;
    await propose(mo, address, 'The harbour master confirms it.', 'true');
    await open(amal, address);
    await amal.getByRole('button', { name: 'Sign off' }).click();
    await mo
      .getByText(/signed off by Amal/)
      .first()
      .waitFor();
  });

  it('CLM-10: an editor looks at the page before it is public, publishes it, and corrects it', async () => {
    const id = checked.split('/').at(-1) ?? '';
    await open(amal, checked);
    await amal.getByRole('link', { name: 'Preview the page' }).click();
    await amal.waitForURL(/\/preview$/u);
    await amal.getByRole('heading', { name: 'The port paid twice for one crane.' }).waitFor();
    expect((await luz.goto(`${product.address}/fact-checks/${id}`))?.status()).toBe(404);
    await open(amal, checked);
    await amal.getByRole('button', { name: 'Publish', exact: true }).click();
    await amal.getByText('The page is public.').waitFor();
    await luz.goto(`${product.address}/fact-checks/${id}`);
    await luz.getByRole('heading', { name: 'The port paid twice for one crane.' }).waitFor();
    const picture = await luz.request.get(`${product.address}/fact-checks/${id}/picture`);
    expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/png']);

    await amal.getByRole('button', { name: 'Reopen' }).click();
    await amal.getByRole('dialog').getByRole('textbox').fill('A third invoice came.');
    await amal.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
    await amal.getByRole('dialog').waitFor({ state: 'detached' });
    await open(mo, checked);
    await mo.getByRole('button', { name: 'Propose a rating' }).click();
    await mo.getByRole('dialog').getByRole('combobox').selectOption('mixed');
    await mo.getByRole('dialog').getByRole('button', { name: 'Propose a rating' }).click();
    await mo.getByRole('dialog').waitFor({ state: 'detached' });
    await open(amal, checked);
    await amal.getByRole('button', { name: 'Sign off' }).click();
    await amal.getByRole('button', { name: 'Publish', exact: true }).click();
    await amal.getByRole('dialog').getByRole('textbox').fill('We had overlooked the third invoice.');
    await amal.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await amal.getByText('The page is public.').first().waitFor();
    await luz.goto(`${product.address}/fact-checks/${id}`);
    await luz.getByText('We had overlooked the third invoice.').waitFor();
    await luz.getByText('It was rated “True” before.').waitFor();
  });

  it('CLM-17: a corrected source shows on the page until an editor publishes it anew with a line', async () => {
    const idOf = async (page: Page, path: string, body: object) =>
      String((await api(page, 'POST', path, body)).body['id']);
    const sourceId = await idOf(luz, `/investigations/${caseId}/sources`, {
      kind: 'text',
      text: 'The ledger\n\nThe office signed for the second crane in March.',
      seal: true,
    });
    const annotationId = await idOf(luz, `/sources/${sourceId}/annotations`, {
      kind: 'highlight',
      target: { quote: { exact: 'in March' } },
    });
    const address = await make('The office signed in March.');
    const id = address.split('/').at(-1) ?? '';
    await api(mo, 'POST', `/claims/${id}/evidence`, { stance: 'supports', annotationId });
    const goes = async (page: Page, to: string, more: object = {}) => {
      const { body } = await api(page, 'GET', `/claims/${id}`);
      const moved = await api(page, 'POST', `/claims/${id}/transitions`, { to, revision: body['revision'], ...more });
      expect(moved.status, to).toBe(200);
    };
    await goes(mo, 'checking');
    await goes(mo, 'in_review', { rating: 'true', rationale: 'The ledger says so [1].' });
    await goes(amal, 'verified');
    await goes(amal, 'published');
    await open(amal, address);
    await api(luz, 'POST', `/sources/${sourceId}/versions`, {
      kind: 'text',
      text: 'The ledger\n\nThe office signed for the second crane in April.',
    });
    const page = `${product.address}/fact-checks/${id}`;
    await luz.goto(page);
    await luz.getByText('It is being looked at again.').waitFor();
    await open(amal, address);
    await amal.getByText('Something has changed under this verdict').waitFor();
    await amal.getByText(/“The ledger” has version 2/).waitFor();
    await amal.getByLabel('Correction line').fill('The ledger was corrected; the verdict stands.');
    await amal.getByRole('button', { name: 'It still holds: publish anew' }).click();
    await amal.getByText('1 verdict renewed.').waitFor();
    await luz.goto(page);
    await luz.getByText('The ledger was corrected; the verdict stands.').waitFor();
    expect(await luz.getByText('It is being looked at again.').count()).toBe(0);
  });

  it('CLM-11: the thread is taken out of the house as a file that checks itself', async () => {
    await mo.goto(`${checked}/thread`);
    await listens(mo);
    await mo.getByText('We paid two invoices.').waitFor();
    await mo.getByRole('button', { name: 'Make a dossier' }).click();
    const coming = mo.waitForEvent('download');
    await mo.getByRole('link', { name: 'HTML, checks itself' }).click();
    const file = await (await coming).path();
    const offline = await mo.context().newPage();
    // As it is, from a disk, where no network is.
    await offline.context().setOffline(true);
    const html = `${file}.html`;
    copyFileSync(file, html);
    await offline.goto(`file://${html}`);
    await offline.getByText('Everything in this file is what it says it is.').waitFor();
    await offline.context().setOffline(false);
    await offline.close();
  });

  it('CLM-6: two blind reviews disagree; nobody sees them before both are in; an editor decides', async () => {
    await api(luz, 'PATCH', `/investigations/${caseId}`, { policy: { reviews: 2, blind: true } });
    const address = await make('The ministry never noticed it.');
    await propose(mo, address, 'Its spokesman says so.', 'mostly_true');
    await review(luz, address, 'misleading', 'It noticed in June.');
    await luz.getByText('Your review (nobody else sees it yet)').waitFor();
    await open(amal, address);
    await amal.getByText(/It is shown when all 2 blind reviews are in/).waitFor();
    expect(await amal.getByText('It noticed in June.').count()).toBe(0);
    await review(amal, address, 'mostly_true', 'As proposed.');
    await amal.getByText('another rating than proposed').waitFor();
    await amal.getByRole('button', { name: 'Sign off' }).click();
    await amal.getByRole('dialog').getByRole('combobox').selectOption('misleading');
    await amal.getByRole('dialog').getByRole('textbox').fill('The letter of June settles it.');
    await amal.getByRole('dialog').getByRole('button', { name: 'Sign off' }).click();
    await mo
      .getByText(/signed off by Amal/)
      .first()
      .waitFor();
    await mo.getByText('The letter of June settles it.').first().waitFor();
    await mo.goto(`${product.address}/my-day/outcomes`);
    await mo
      .getByText(/decided otherwise than you rated/)
      .first()
      .waitFor();
    await api(luz, 'PATCH', `/investigations/${caseId}`, { policy: { reviews: 1, blind: false } });
  });

  it('CLM-2: a claim is set aside for a reason, and says so', async () => {
    const address = await make('It is a disgrace.');
    await open(mo, address);
    await mo.getByRole('button', { name: 'Set aside' }).click();
    await mo.getByRole('dialog').getByRole('combobox').selectOption('opinion');
    await mo.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click();
    await mo.getByRole('button', { name: 'Reopen' }).waitFor();
  });

  it('CLM-9: a desk of 500 claims is worked by keyboard', async () => {
    const statements = Array.from({ length: 500 }, (_, index) => `Invoice ${index + 1} was paid twice.`);
    await open(luz, `${caseAddress}/claims`);
    await luz.getByRole('button', { name: 'From a list' }).click();
    await luz.getByLabel('One claim on each line').fill(statements.join('\n'));
    await luz.getByRole('button', { name: 'Make 500 claims' }).click();
    await luz.getByText('500 claims made, 0 passed over.').waitFor({ timeout: 60_000 });
    await luz.locator('tr[data-claim]').nth(499).waitFor({ state: 'attached' });
    const all = (await luz.getByText(/^\d+ claims of \d+$/u).innerText()).split(' of ')[1];
    const tab = luz.getByRole('link', { name: /^Claims/ });
    await expect.poll(async () => (await tab.innerText()).replace(/\D/gu, ''), patience).toBe(all);
    await luz.keyboard.press('/');
    await luz.keyboard.type('invoice 49');
    await expect.poll(() => luz.locator('tr[data-claim]').count(), patience).toBeLessThan(60);
    await luz.keyboard.press('Escape');
    for (let step = 0; step < 3; step += 1) {
      await luz.keyboard.press('j');
      await luz.keyboard.press('x');
    }
    // The words stand in the bar and, for those who listen, in the table's head.
    await luz.getByRole('group', { name: '3 claims chosen', exact: true }).waitFor();
    await luz.keyboard.press('a');
    await expect
      .poll(() => luz.evaluate(() => document.activeElement?.getAttribute('data-act')), patience)
      .toBe('assign');
    // A letter chooses the person whose name begins with it.
    await luz.keyboard.press('M');
    await luz.getByText('3 claims changed.').first().waitFor();
    await expect
      .poll(() => luz.locator('tr[data-claim]', { hasText: /Invoice[^]*Mo Okafor/u }).count(), patience)
      .toBe(3);
    await luz.keyboard.press('Escape');
    await luz.keyboard.press('j');
    await luz.keyboard.press('b');
    await luz.getByRole('region', { name: 'New' }).waitFor();
    await luz.keyboard.press('b');
    await luz.keyboard.press('j');
    await luz.keyboard.press('Enter');
    await luz.waitForURL(/\/claims\/[0-9a-f-]{36}$/u);
    await mo.goto(`${product.address}/my-day`);
    await mo
      .getByRole('region', { name: 'With me' })
      .getByText(/Invoice 49/)
      .first()
      .waitFor();
  });
});
