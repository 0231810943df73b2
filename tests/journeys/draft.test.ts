import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, drawnWords, journeys } from './product.ts';

const paragraphs = [
  'The Crane That The Port Paid For Twice',
  'The port authority of Almenara paid in January for a crane that it had already paid for in October.',
  'Two officials signed both invoices, according to three people who read the letter of the auditor.',
  'The supplier returned the money in June, the ministry said on Friday in a note of two lines.',
];

/** Selects words of the draft as a mouse does, whatever else is drawn on them. */
async function choose(page: Page, words: string): Promise<void> {
  await page
    .locator('.ProseMirror')
    .first()
    .click({ position: { x: 5, y: 5 } });
  await page.evaluate((wanted) => {
    const root = document.querySelector('.ProseMirror');
    const walker = document.createTreeWalker(root ?? document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) window.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
  }, words);
  await page.getByRole('group', { name: 'Mark the selected words' }).waitFor();
}

/** What a colleague does takes a moment to come over. */
const soon = { timeout: 15_000 };

/** The words of the draft, without carets and without what is said to those who hear it. */
const drafted = (page: Page): Promise<string> =>
  page.locator('.ProseMirror').evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const extra of copy.querySelectorAll('.visually-hidden, .collaboration-carets__caret')) extra.remove();
    return copy.textContent;
  });

/** The words of the marks of a kind that are drawn on the draft. */
const markedWords = (page: Page, kind: string): Promise<string[]> =>
  page.locator(`.rt-${kind}`).evaluateAll((marks) => marks.map((mark) => mark.textContent));

journeys('a draft is put right and marked by two people at once', (product) => {
  let luz: Page;
  let mo: Page;
  let source = '';

  it('SRC-4: both see each other’s words, roles and marks as they come', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    const { body: me } = await api(mo, 'GET', '/me');
    const made = await api(luz, 'POST', '/investigations', { title: 'The crane, drafted' });
    const id = String(made.body['id']);
    await api(luz, 'PUT', `/investigations/${id}/members/${String(me['id'])}`, { role: 'annotator' });
    const given = { kind: 'text', text: paragraphs.join('\n\n') };
    const { body } = await api(luz, 'POST', `/investigations/${id}/sources`, given);
    source = `${product.address}/sources/${String(body['id'])}`;
    await Promise.all([luz, mo].map((page) => page.goto(`${source}/draft`)));
    await Promise.all([luz, mo].map((page) => page.locator('.ProseMirror [data-role]').nth(3).waitFor()));
    await Promise.all([luz, mo].map((page) => page.getByText('All changes saved').first().waitFor()));

    // With the mouse: the toolbar stands at the words.
    await choose(luz, 'paid in January for a crane');
    await luz
      .getByRole('group', { name: 'Mark the selected words' })
      .getByRole('button', { name: /Highlight/ })
      .click();
    await expect
      .poll(async () => (await markedWords(mo, 'highlight')).join(''), soon)
      .toBe('paid in January for a crane');
    // With the keys: Alt+M, then the letter.
    await choose(mo, 'Two officials signed');
    await mo.keyboard.press('Alt+m');
    await mo.keyboard.press('n');
    await mo.getByRole('textbox', { name: 'Note' }).fill('Who is the second one?');
    await mo.keyboard.press('Control+Enter');
    await luz.getByRole('article', { name: /note, Mo Okafor/ }).waitFor();
    await expect.poll(async () => (await markedWords(luz, 'note')).join(''), soon).toBe('Two officials signed');
  });

  it('SRC-4: marks follow what both write; a role in two keys is there for the other', async () => {
    await choose(luz, 'returned the money in June');
    await luz.keyboard.press('Alt+m');
    await luz.keyboard.press('h');
    await expect.poll(async () => (await markedWords(mo, 'highlight')).join(' '), soon).toContain('returned the money');
    await Promise.all([
      choose(luz, 'already paid').then(() => luz.keyboard.type('fully paid')),
      choose(mo, 'three people').then(() => mo.keyboard.type('four people')),
    ]);
    for (const page of [luz, mo])
      await expect.poll(() => drafted(page), soon).toMatch(/had fully paid for[\s\S]*four people who read/);
    expect((await markedWords(mo, 'note')).join('')).toBe('Two officials signed');
    await choose(mo, 'The supplier');
    await mo.keyboard.press('ArrowLeft');
    await mo.keyboard.press('Alt+r');
    await mo.keyboard.press('c');
    await luz.locator('.ProseMirror [data-role="caption"]').waitFor();
    expect(await findings(luz)).toEqual([]);
  });

  it('SRC-4, SRC-5: sealing takes the marks along; what lost its words waits in the work list', async () => {
    await choose(luz, 'returned the money in June');
    await luz.keyboard.press('Delete');
    await luz.getByText('1 mark has lost its words').waitFor();
    await luz.getByText('All changes saved').first().waitFor();
    await luz.getByRole('button', { name: 'Seal', exact: true }).click();
    await luz.getByText('3 marks go along').waitFor();
    await luz.getByRole('button', { name: 'Seal it' }).click();
    await Promise.all([luz, mo].map((page) => page.waitForURL(source)));
    for (const page of [luz, mo]) {
      await expect
        .poll(async () => (await drawnWords(page, 'highlight')).join(''), soon)
        .toBe('paid in January for a crane');
      await expect.poll(async () => (await drawnWords(page, 'note')).join(''), soon).toBe('Two officials signed');
    }
    await mo.getByText('1 mark of the draft needs you.').waitFor();
    await mo.getByRole('link', { name: 'Look at what changed' }).click();
    await mo.getByRole('heading', { name: 'What became of the marks on the draft' }).waitFor();
    await mo.locator('li[aria-current="true"]', { hasText: 'returned the money in June' }).waitFor();
    await mo.keyboard.press('r');
    await mo.getByText('Nothing waits for you here.').waitFor();
  });
});
