import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { findings } from './axe.ts';
import { api, journeys, listens, selectWords } from './product.ts';

const WORDS = 'Zephyrine Quandt';
const BAR = '█';

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

journeys('ACC-8: two people redact words of a sealed source', (product) => {
  let luz: Page;
  let amal: Page;
  let mo: Page;
  let caseId = '';
  let sourceId = '';
  const text = (page: Page) => page.locator('.ProseMirror').innerText();
  const open = async (page: Page) => {
    await page.goto(`${product.address}/sources/${sourceId}`);
    await page.locator('.ProseMirror').waitFor();
    await listens(page);
  };

  it('an editor selects the words, says why, and asks; who is no editor is not offered it', async () => {
    luz = await product.enter('Luz Vera');
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string() })) })
      .parse((await api(luz, 'GET', '/investigations')).body);
    caseId = items[0]?.id ?? '';
    const made = await api(luz, 'POST', `/investigations/${caseId}/sources`, {
      kind: 'text',
      title: 'Harbour minutes',
      text: `Harbour minutes\n\nIn May ${WORDS} of Harbour Lane paid for the crane.\n\nThe crane never came to the harbour.`,
      seal: true,
    });
    sourceId = String(made.body['id']);
    for (const exact of [`${WORDS} of Harbour Lane`, 'never came'])
      await api(luz, 'POST', `/sources/${sourceId}/annotations`, {
        kind: 'note',
        text: exact === 'never came' ? 'Who says so?' : `Ask ${WORDS}.`,
        target: { quote: { exact } },
      });
    mo = await product.enter('Mo Okafor');
    await open(mo);
    await selectWords(mo, WORDS);
    await mo.getByRole('button', { name: 'More…' }).click();
    await mo.getByRole('combobox', { name: 'What to find or do' }).fill('redact');
    expect(await mo.getByRole('option', { name: /Redact the selection/u }).count()).toBe(0);
    // His flag at the end of the words would be in the way of her mouse.
    await mo.goto(`${product.address}/`);

    amal = await product.enter('Amal Khoury');
    await open(amal);
    await selectWords(amal, WORDS);
    await amal.getByRole('button', { name: 'More…' }).click();
    await amal.getByRole('combobox', { name: 'What to find or do' }).fill('redact');
    await amal.getByRole('option', { name: /Redact the selection/u }).click();
    await amal.getByRole('heading', { name: 'Redact these words' }).waitFor();
    await amal.getByLabel('Why').fill(`Because of ${WORDS}`);
    await amal.getByRole('button', { name: 'Ask for it' }).click();
    await amal.getByText('The reason repeats the words').waitFor();
    await amal.getByLabel('Why').fill('A court has ordered it');
    await look(amal, 'ask');
    await amal.getByRole('button', { name: 'Ask for it' }).click();
    await amal.getByText('Asked. A second person has to confirm it.').waitFor();
  });

  it('who asked cannot confirm it', async () => {
    await open(mo);
    await amal.getByRole('link', { name: 'Look at it' }).click();
    await amal.getByText('You asked for it: somebody else has to confirm.').waitFor();
    expect(await amal.getByRole('button', { name: 'Confirm…' }).count()).toBe(0);
    expect(await amal.getByRole('button', { name: 'Take it back' }).count()).toBe(1);
  });

  it('a lead sees the words in context and what would go, and confirms; every open page has the bar', async () => {
    await luz.goto(`${product.address}/investigations/${caseId}`);
    await listens(luz);
    await luz.getByRole('button', { name: '1 redaction waits' }).click();
    const dialog = luz.getByRole('dialog');
    await dialog.getByText('In May').waitFor();
    await dialog.getByText('1 place in the source').waitFor();
    await look(luz, 'waits');
    await luz.setViewportSize({ width: 390, height: 844 });
    await look(luz, 'waits-phone');
    expect(await findings(luz)).toEqual([]);
    await luz.setViewportSize({ width: 1360, height: 860 });
    await dialog.getByRole('button', { name: 'Confirm…' }).click();
    await dialog.getByText('This cannot be undone.').waitFor();
    await look(luz, 'confirm');
    await dialog.getByRole('button', { name: 'Redact now, for good' }).click();
    // The checker has the source open, and does nothing.
    await expect.poll(() => text(mo), { timeout: 15_000 }).toContain(BAR.repeat(WORDS.length));
    expect(await mo.content()).not.toContain('Zephyrine');
    await expect.poll(() => mo.locator('.rt-bar').first().getAttribute('title')).toMatch(/Redacted on .*A court/u);
    await look(mo, 'bar');
    expect(await findings(mo)).toEqual([]);
    await mo.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    await look(mo, 'bar-dark');
  });

  it('marks stand where they stood, search finds nothing, and the trail says who did it', async () => {
    await open(mo);
    const { items } = z
      .object({
        items: z.array(
          z.object({
            text: z.string(),
            anchors: z.array(z.object({ exact: z.string().optional(), start: z.number() })),
          }),
        ),
      })
      .parse((await api(mo, 'GET', `/sources/${sourceId}/annotations`)).body);
    expect(items.map((item) => item.text).sort()).toEqual([`Ask ${BAR.repeat(WORDS.length)}.`, 'Who says so?']);
    const found = await api(mo, 'GET', `/search?q=${encodeURIComponent('Zephyrine')}`);
    expect(JSON.stringify(found.body)).not.toContain('Harbour minutes');
    await mo.goto(`${product.address}/investigations/${caseId}/activity`);
    await mo.getByText('confirmed that words of a source are redacted').first().waitFor();
  });

  it('the list keeps who asked, who confirmed and why, in Spanish too', async () => {
    await luz.context().addCookies([{ name: 'locale', value: 'es', url: product.address }]);
    await luz.goto(`${product.address}/investigations/${caseId}?redactions=open`);
    await luz.getByText(/Confirmado por Luz Vera/u).waitFor();
    expect(await luz.content()).not.toContain('Zephyrine');
    await look(luz, 'done-es');
  });
});
