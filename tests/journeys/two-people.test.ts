import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { parseBlocks } from '@/lib/sources/blocks.rules.ts';
import { article } from './article.ts';
import { api, clickDrawn, drawnWords, journeys, selectWords, untilDrawn } from './product.ts';

/** Some words of the n-th body paragraph, from the text itself: the article is never copied into the project. */
function wordsOfBody(n: number, from: number, count: number): string {
  const body = parseBlocks(article).filter((block) => block.role === 'body')[n];
  return (body?.text.split('\n')[0] ?? '')
    .split(' ')
    .slice(from, from + count)
    .join(' ')
    .replace(/[“”",.]+$/u, '');
}

journeys('two people annotate an article together', (product) => {
  let luz: Page;
  let mo: Page;
  let caseAddress = '';
  let sourceAddress = '';

  it('open a case, add a colleague, paste the article as it is, correct it together and seal it', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    await luz.getByRole('button', { name: 'Open an investigation' }).click();
    await luz.getByLabel('Title').fill('The journey');
    await luz.getByRole('button', { name: 'Open it' }).click();
    await luz.getByText('No sources yet.').waitFor();
    caseAddress = luz.url();
    await luz.getByRole('link', { name: /^People/ }).click();
    await luz
      .getByRole('combobox', { name: 'Name' })
      .or(luz.getByLabel('Name', { exact: true }))
      .first()
      .fill('Mo Okafor');
    await luz.getByLabel('Role', { exact: true }).selectOption('checker');
    await luz.getByRole('button', { name: 'Add', exact: true }).click();
    await luz.getByRole('combobox', { name: 'Role of Mo Okafor' }).waitFor();

    await luz.goto(`${caseAddress}/sources/new`);
    await luz.getByLabel('Text of the source').fill(article);
    await luz.getByRole('button', { name: 'Bring it in' }).click();
    await luz.waitForURL(/\/draft$/);
    await luz.locator('.ProseMirror [data-role="headline"]').waitFor();
    const roles = await luz
      .locator('.ProseMirror [data-role]')
      .evaluateAll((blocks) => blocks.map((block) => (block as HTMLElement).dataset['role']));
    expect(roles).toEqual(parseBlocks(article).map((block) => block.role));

    // Both have the draft open: what one writes the other sees.
    await mo.goto(luz.url());
    const headline = mo.locator('.ProseMirror [data-role="headline"]');
    await headline.click();
    await mo.keyboard.press('End');
    await mo.keyboard.type(' (checked)');
    await luz.getByText('(checked)').waitFor();

    await luz.getByRole('button', { name: /^Seal/ }).first().click();
    await luz.getByRole('button', { name: 'Seal it' }).click();
    await luz.waitForURL(/\/sources\/[0-9a-f-]+$/);
    sourceAddress = luz.url();
    await mo.waitForURL(sourceAddress);
    await mo.getByText('Sealed, version 1').waitFor();
  });

  it("ANN-5: a colleague's mark appears without reload, and shows who made it", async () => {
    const words = wordsOfBody(0, 2, 4);
    await selectWords(luz, words);
    await luz.keyboard.press('n');
    await luz.getByRole('textbox', { name: 'Note' }).fill('Is this the right number?');
    await luz.keyboard.press('Control+Enter');
    await untilDrawn(mo, 'note');
    expect((await drawnWords(mo, 'note')).join('')).toBe(words);
    await mo.getByText('Is this the right number?').waitFor();
  });

  it('ANN-4: they talk in the margin', async () => {
    await mo.locator('[data-card]', { hasText: 'Is this the right number?' }).getByRole('button').first().click();
    await mo.keyboard.press('r');
    await mo.getByRole('textbox').last().fill('It is, see the second page.');
    await mo.keyboard.press('Control+Enter');
    await clickDrawn(luz, 'note');
    await luz.getByText('It is, see the second page.').waitFor();
  });

  it('a claim from a selection, linked a second time from other words', async () => {
    await selectWords(mo, wordsOfBody(1, 1, 5));
    await mo.keyboard.press('c');
    await mo.getByRole('textbox', { name: 'What is claimed' }).fill('Seven provinces were searched in one night.');
    await mo.keyboard.press('Enter');
    await untilDrawn(luz, 'claim');
    await selectWords(luz, wordsOfBody(2, 3, 4));
    await luz.keyboard.press('c');
    await luz.getByRole('textbox', { name: 'What is claimed' }).fill('Searched in seven provinces that night');
    await luz.getByRole('button', { name: /Seven provinces were searched/ }).click();
    await expect.poll(async () => (await drawnWords(mo, 'claim')).length).toBeGreaterThan(1);
  });

  it('ENT-3: a name is linked to a shared entity, and found again despite a missing accent and a typo', async () => {
    await selectWords(luz, wordsOfBody(0, 8, 2));
    await luz.keyboard.press('e');
    await luz.getByRole('combobox', { name: /who or what/i }).fill('Agustín Intriago');
    await luz.keyboard.press('Shift+Enter');
    await untilDrawn(mo, 'entity');
    await selectWords(mo, wordsOfBody(1, 8, 2));
    await mo.keyboard.press('e');
    await mo.getByRole('combobox', { name: /who or what/i }).fill('agustin intriagoo');
    await mo
      .getByRole('option', { name: /Agustín Intriago/ })
      .first()
      .waitFor();
    await mo.keyboard.press('Enter');
    await expect.poll(async () => (await drawnWords(luz, 'entity')).length).toBeGreaterThan(1);
  });

  it('ANN-5: a mark made offline stays on screen, survives a reload and is delivered once', async () => {
    await luz.context().setOffline(true);
    await selectWords(luz, wordsOfBody(3, 1, 3));
    await luz.keyboard.press('h');
    await untilDrawn(luz, 'highlight');
    await untilDrawn(luz, 'pending');
    await luz
      .getByText(/Offline/)
      .first()
      .waitFor();
    await luz.context().setOffline(false);
    await untilDrawn(mo, 'highlight');
    await expect.poll(() => drawnWords(luz, 'pending')).toEqual([]);
    await luz.reload();
    await untilDrawn(luz, 'highlight');
    const id = sourceAddress.split('/').at(-1) ?? '';
    const { body } = await api(luz, 'GET', `/sources/${id}/annotations?limit=200`);
    const highlights = (body['items'] as { kind: string }[]).filter((mark) => mark.kind === 'highlight');
    expect(highlights).toHaveLength(1);
  });

  it('ANN-2: the keyboard alone selects, marks and steps through', async () => {
    await mo.locator('#content').focus();
    await mo.keyboard.press('v');
    await mo.keyboard.press('ArrowDown');
    await mo.keyboard.press('w');
    await mo.keyboard.press('w');
    await mo.keyboard.press('q');
    await mo.keyboard.type('Who says so?');
    await mo.keyboard.press('Control+Enter');
    await untilDrawn(luz, 'question');
    await mo.keyboard.press('Escape');
    await mo.keyboard.press('j');
    await untilDrawn(mo, 'active');
    const first = mo.url();
    await mo.keyboard.press('j');
    await expect.poll(() => mo.url()).not.toBe(first);
    await mo.keyboard.press('?');
    await mo.getByRole('dialog', { name: 'Keys of this screen' }).waitFor();
    await mo.keyboard.press('Escape');
  });

  it('CLM-4: a claim checked and proposed by one is signed off by the other, not by the proposer', async () => {
    await luz.goto(`${caseAddress}/claims`);
    await luz.getByRole('link', { name: /Seven provinces were searched/ }).click();
    await luz.getByRole('heading', { name: 'Verdict' }).waitFor();
    await luz.getByRole('button', { name: 'Start checking' }).click();
    await luz.getByRole('button', { name: 'Add evidence' }).click();
    const dialog = luz.getByRole('dialog', { name: 'Add evidence' });
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('button', { name: 'Add evidence' }).click();
    await dialog.waitFor({ state: 'detached' });

    // The rationale is one text for both: Mo reads along while Luz writes.
    await mo.goto(luz.url());
    await luz.getByRole('textbox', { name: 'Rationale' }).click();
    await luz.keyboard.type('The list of addresses names seven provinces.');
    await mo.getByText('names seven provinces.').waitFor();
    await luz.getByText('All changes saved').waitFor();

    await luz.getByRole('button', { name: 'Propose a rating' }).click();
    await luz.getByRole('dialog').getByRole('combobox').selectOption('mostly_true');
    await luz.getByRole('dialog').getByRole('button', { name: 'Propose a rating' }).click();
    await luz.getByText('You proposed this rating. Somebody else signs it off.').waitFor();
    expect(await luz.getByRole('button', { name: 'Sign off' }).isDisabled()).toBe(true);
    await mo.getByRole('button', { name: 'Sign off' }).click();
    await luz.getByText(/signed off by Mo Okafor/).waitFor();
    await luz.goto(sourceAddress);
  });

  it('LIV-1: kill -9 of the server loses nothing that was acknowledged, and the windows find their way back', async () => {
    await untilDrawn(luz, 'question');
    const before = (await drawnWords(luz, 'mark')).length;
    expect(before).toBeGreaterThan(5);
    await product.kill();
    await luz
      .getByText(/Offline|Connecting/)
      .first()
      .waitFor();
    await product.start();
    await luz.getByText('All changes saved').first().waitFor();
    await luz.reload();
    await untilDrawn(luz, 'claim');
    await expect.poll(async () => (await drawnWords(luz, 'mark')).length).toBe(before);
  });
});
