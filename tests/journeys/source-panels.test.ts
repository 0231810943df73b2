import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, journeys } from './product.ts';

const sentence = 'The port authority of Almenara paid in January for a fence that it had already paid for in October.';
const text = [
  'The fence',
  ...Array.from({ length: 40 }, (_, index) => `${sentence} Paragraph ${index + 1}.`),
  '  1. I worked there.',
  '  2. @1 so did I.',
].join('\n\n');

journeys('what is known about a source stands beside it', (product) => {
  let luz: Page;
  let sourceId = '';

  const look = async (name: string) => {
    if (!process.env.PICTURES) return;
    mkdirSync(process.env.PICTURES, { recursive: true });
    await luz.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
  };

  it('SRC-10: a lead describes a reader comment and lets its author be named', async () => {
    luz = await product.enter('Luz Vera');
    const made = await api(luz, 'POST', '/investigations', { title: 'Comments' });
    const given = { kind: 'text', text, seal: true };
    const source = await api(luz, 'POST', `/investigations/${String(made.body['id'])}/sources`, given);
    sourceId = String(source.body['id']);
    await luz.goto(`${product.address}/sources/${sourceId}`);
    const panel = luz.getByRole('region', { name: 'Reader comments' });
    await panel.getByText('answers C1').waitFor();
    await panel.getByRole('button', { name: 'Describe comment C2' }).click();
    const dialog = luz.getByRole('dialog');
    await dialog.getByLabel('Who wrote it').fill('Rosa Paz');
    await dialog.getByLabel('What it is worth').selectOption('first_hand');
    await dialog.getByLabel('The author may be named outside the newsroom').check();
    await look('comment-dialog');
    expect(await findings(luz)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Rosa Paz').waitFor();
    await panel.getByText('answers C1, first-hand, may be named outside').waitFor();
    await luz.getByText(/words, \d+ minutes of reading/).waitFor();
    await look('rail');
    await luz.getByRole('button', { name: 'Details, hashes, download' }).click();
    await luz.getByRole('dialog').getByRole('link', { name: 'Download' }).waitFor();
    await look('about');
    expect(await findings(luz)).toEqual([]);
    await luz.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    // The top bar has journeys of its own.
    expect((await findings(luz)).filter((found) => !found.includes('href="/inbox"'))).toEqual([]);
  });

  it('SRC-10: where there is no room for the rail, the comments are in a sheet', async () => {
    await luz.setViewportSize({ width: 390, height: 844 });
    const rail = luz.getByRole('navigation', { name: 'This investigation' });
    expect(await rail.isVisible()).toBe(false);
    await luz.getByRole('button', { name: 'Panels' }).click();
    await rail.getByText('Rosa Paz').waitFor();
    await look('rail-sheet');
    expect((await findings(luz)).filter((found) => !found.includes('href="/inbox"'))).toEqual([]);
    expect(await luz.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await luz.keyboard.press('Escape');
    await expect.poll(() => rail.isVisible(), { timeout: 15_000 }).toBe(false);
    // A link in it leads to the words, which the sheet would cover.
    await luz.getByRole('button', { name: 'Panels' }).click();
    await rail.getByRole('link', { name: /C2/ }).click();
    await expect.poll(() => rail.isVisible(), { timeout: 15_000 }).toBe(false);
    await luz.setViewportSize({ width: 1280, height: 720 });
    await rail.getByText('Rosa Paz').waitFor();
    // Without the address of a part, which says where to read.
    await luz.goto('about:blank');
    await luz.goto(`${product.address}/sources/${sourceId}`);
    await rail.getByText('Rosa Paz').waitFor();
  });

  it('a source opens where one stopped reading, unless its address leads elsewhere', async () => {
    const main = luz.getByRole('main');
    const top = () => main.evaluate((element) => element.scrollTop);
    await main.hover();
    await luz.mouse.wheel(0, 1500);
    await expect
      .poll(async () => (await api(luz, 'GET', `/sources/${sourceId}/position`)).body['position'], { timeout: 10_000 })
      .not.toBeNull();
    await luz.reload();
    await luz.getByText(/You are where you stopped reading/).waitFor();
    expect(await top()).toBeGreaterThan(500);
    await look('resumed');
    await luz.getByRole('button', { name: 'Go to the beginning' }).click();
    await expect.poll(top).toBeLessThan(200);
    await luz.goto('about:blank');
    await luz.goto(`${product.address}/sources/${sourceId}#C2`);
    await luz.locator('#C2').waitFor();
    await expect.poll(top).toBeGreaterThan(1500);
    expect(await luz.getByText(/You are where you stopped reading/).count()).toBe(0);
  });

  it('SRC-7: the details of a draft are corrected; an unsure role says that it is a guess', async () => {
    const { body } = await api(luz, 'GET', `/sources/${sourceId}`);
    const given = { kind: 'text', text: `Another day\n\n${sentence}\n\nShort\n\nQuite another story, told once.` };
    const draft = await api(luz, 'POST', `/investigations/${String(body['investigationId'])}/sources`, given);
    const id = String(draft.body['id']);
    await luz.goto(`${product.address}/sources/${id}/draft`);
    await luz.locator('.ProseMirror [data-role]').first().waitFor();
    await look('draft');
    await luz.getByRole('button', { name: 'Details' }).click();
    const dialog = luz.getByRole('dialog');
    await dialog.getByLabel('Authors').fill('Ana Gil\nMo Sy');
    await dialog.getByLabel('Language').fill('es');
    await dialog.getByLabel('Published').fill('2023-04-05T18:30');
    await dialog.getByLabel('Note on rights').fill('Agency text');
    await look('details');
    expect(await findings(luz)).toEqual([]);
    await luz.setViewportSize({ width: 390, height: 844 });
    await look('details-390');
    await dialog.getByRole('button', { name: 'Save details' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const saved = (await api(luz, 'GET', `/sources/${id}`)).body;
    expect(saved).toMatchObject({ authors: ['Ana Gil', 'Mo Sy'], language: 'es', rights: 'Agency text', url: null });
    expect(saved['publishedAt']).toMatch(/^2023-04-0\d/);
    await look('draft-390');
  });
});
