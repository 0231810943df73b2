import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, journeys, drawnWords, selectWords } from './product.ts';

const soon = { timeout: 15_000 };

journeys(
  'an article is corrected where it was found',
  (product) => {
    let luz: Page;
    let source = '';
    const waiting = () => luz.locator('li[data-mark]').count();
    const current = (words: string) => luz.locator('li[aria-current="true"]', { hasText: words }).waitFor();

    it('SRC-3: is fetched, sealed and marked', async () => {
      luz = await product.enter('Luz Vera');
      const made = await api(luz, 'POST', '/investigations', { title: 'The crane, corrected' });
      const given = { kind: 'url', url: 'http://news.example.org/corrected', seal: true };
      const { body } = await api(luz, 'POST', `/investigations/${String(made.body['id'])}/sources`, given);
      source = `${product.address}/sources/${String(body['id'])}`;
      await luz.goto(source);
      await luz.locator('.ProseMirror [data-label]').first().waitFor();
      for (const words of ['paid in January for a crane', 'Two officials signed', 'returned the money in June']) {
        await selectWords(luz, words);
        await luz.getByRole('group', { name: 'Mark the selected words' }).waitFor();
        await luz.keyboard.press('h');
        await expect.poll(async () => (await drawnWords(luz, 'highlight')).join(' '), soon).toContain(words);
      }
    });

    it('SRC-5: fetched again it becomes version 2, and the work list is settled by keyboard', async () => {
      await luz.getByRole('link', { name: 'Add a corrected version' }).click();
      await luz.getByRole('button', { name: 'Fetch the page again' }).click();
      await luz.waitForURL(/\/changes\?v=2$/);
      await luz.getByText('0 unchanged, 1 moved, 1 changed, 0 to look at, 1 gone').waitFor();
      expect(await waiting()).toBe(2);
      await luz.locator('ins', { hasText: 'Three' }).first().waitFor();
      expect(await findings(luz)).toEqual([]);
      await current('Three officials signed');

      await luz.keyboard.press('a');
      await current('returned the money in June');
      await expect.poll(waiting, soon).toBe(1);
      await luz.getByText('Accepted.').first().waitFor();
      await luz.keyboard.press('u');
      await expect.poll(waiting, soon).toBe(2);
      await current('returned the money in June');

      // By hand: the text has the keys at once; the first word of its last part is where the mark belongs.
      await luz.keyboard.press('p');
      const text = luz.getByRole('textbox', { name: 'Text of version 2' });
      await expect.poll(() => text.evaluate((box) => box === document.activeElement), soon).toBe(true);
      await luz.keyboard.press('End');
      for (let part = 0; part < 4; part += 1) {
        await luz.keyboard.press('ArrowRight');
        await luz.keyboard.press('End');
      }
      await luz.keyboard.press('Home');
      await luz.keyboard.press('w');
      await luz.getByRole('button', { name: 'Place it here' }).waitFor();
      await luz.keyboard.press('Enter');
      await expect.poll(waiting, soon).toBe(1);
      await current('Three officials signed');
      await luz.keyboard.press('r');
      await luz.getByText('Nothing waits for you here.').waitFor();
    });

    it('SRC-5: the old version stays readable with its marks; the new one shows what was placed by hand', async () => {
      await luz.goto(`${source}?v=1`);
      await luz.getByText('You are reading version 1.', { exact: false }).waitFor();
      await expect
        .poll(async () => (await drawnWords(luz, 'highlight')).join(' '), soon)
        .toContain('Two officials signed');
      await luz.getByRole('combobox', { name: /^Version/ }).selectOption('2');
      await luz.waitForURL(/v=2$/);
      await luz.locator('.ProseMirror', { hasText: 'Three officials' }).waitFor();
      await expect.poll(async () => (await drawnWords(luz, 'highlight')).length, soon).toBe(2);
      expect((await drawnWords(luz, 'highlight')).join(' ')).not.toContain('Three officials');
    });
  },
  'tests/support/server-with-web.ts',
);
