import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { journeys, markedWords, selectWords } from './product.ts';

const first = `The Crane That The Port Of Almenara Paid For Twice

The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices seen over two weeks show.

Two officials signed both invoices, according to three people who read the letter of the auditor.

The supplier returned the money in June, the ministry said on Friday in a note of two lines.`;
const corrected = `The Crane That The Port Of Almenara Paid For Twice

Correction: an earlier version of this article gave a wrong number of officials.

The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices seen over two weeks show.

Three officials signed both invoices, according to three people who read the letter of the auditor.

The ministry answered on Friday in a note of two lines.`;

journeys('an article is corrected', (product) => {
  let luz: Page;
  let source = '';

  it('SRC-3: is brought in, sealed and marked', async () => {
    luz = await product.enter('Luz Vera');
    await luz.getByRole('button', { name: 'Open an investigation' }).click();
    await luz.getByLabel('Title').fill('The crane');
    await luz.getByRole('button', { name: 'Open it' }).click();
    await luz.getByText('No sources yet.').waitFor();
    await luz.goto(`${luz.url()}/sources/new`);
    await luz.getByLabel('Text of the source').fill(first);
    await luz.getByRole('button', { name: 'Bring it in' }).click();
    await luz.waitForURL(/\/draft$/);
    await luz.getByRole('button', { name: /^Seal/ }).first().click();
    await luz.getByRole('button', { name: 'Seal it' }).click();
    await luz.waitForURL(/\/sources\/[0-9a-f-]+$/);
    source = luz.url();
    for (const words of ['paid in January for a crane', 'Two officials signed', 'returned the money in June']) {
      await selectWords(luz, words);
      await luz.keyboard.press('h');
      await expect.poll(async () => (await markedWords(luz, 'highlight')).join(' ')).toContain(words.split(' ')[0]);
    }
  });

  it('SRC-5: the corrected text becomes version 2 and its work list is settled by keyboard', async () => {
    await luz.getByRole('link', { name: 'Add a corrected version' }).click();
    await luz.getByLabel('Corrected text').fill(corrected);
    await luz.getByRole('button', { name: 'Seal as version 2' }).click();
    await luz.waitForURL(/\/changes\?v=2$/);
    await luz.getByText('0 unchanged, 1 moved, 1 changed, 0 to look at, 1 gone').waitFor();
    expect(await luz.locator('li[data-mark]').count()).toBe(2);
    await luz.locator('ins', { hasText: 'Three' }).first().waitFor();
    await luz.locator('li[aria-current="true"]', { hasText: 'Three officials signed' }).waitFor();

    await luz.keyboard.press('a');
    await luz.locator('li[aria-current="true"]', { hasText: 'returned the money in June' }).waitFor();
    expect(await luz.locator('li[data-mark]').count()).toBe(1);
    await luz.keyboard.press('u');
    await expect.poll(() => luz.locator('li[data-mark]').count()).toBe(2);
    await luz.locator('li[aria-current="true"]', { hasText: 'returned the money' }).waitFor();

    // By hand: the caret goes to the last line, then one word and the next.
    await luz.keyboard.press('p');
    await luz.getByRole('textbox', { name: 'Text of version 2' }).focus();
    await luz.keyboard.press('End');
    for (let line = 0; line < 4; line += 1) {
      await luz.keyboard.press('ArrowRight');
      await luz.keyboard.press('End');
    }
    await luz.keyboard.press('Home');
    await luz.keyboard.press('w');
    await luz.keyboard.press('w');
    await luz.keyboard.press('Enter');
    await expect.poll(() => luz.locator('li[data-mark]').count()).toBe(1);
    await luz.keyboard.press('r');
    await luz.getByText('Nothing waits for you here.').waitFor();
  });

  it('SRC-5: the old version stays readable with its marks as they were', async () => {
    await luz.goto(`${source}?v=1`);
    await luz.getByText('You are reading version 1.', { exact: false }).waitFor();
    await expect.poll(async () => (await markedWords(luz, 'highlight')).join(' ')).toContain('Two officials signed');
    await luz.getByLabel('Version').selectOption('2');
    await luz.waitForURL(/v=2$/);
    await luz.getByText('Three officials').first().waitFor();
    await expect.poll(async () => (await markedWords(luz, 'highlight')).join(' ')).toContain('The ministry');
  });
});
