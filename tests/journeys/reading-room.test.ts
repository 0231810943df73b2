import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, clickDrawn, drawnWords, journeys, selectWords, untilDrawn } from './product.ts';

/** However busy the machine is. */
const soon = { timeout: 15_000 };

/** A source of our own making, long enough to scroll, with Spanish and right-to-left words in it. */
const TEXT = [
  'The port that paid twice',
  'The port paid twice for one crane in January, and nobody at the ministry noticed it before the summer.',
  'El ministerio no vio nada, dijo Ana Ruiz, y la grúa nunca llegó al muelle número cuatro.',
  'The supplier, שלום עולם Ltd, sent two invoices with one number.',
  ...Array.from(
    { length: 24 },
    (_, n) =>
      `Paragraph ${n + 1} says what the minutes of meeting ${n + 1} say about the harbour, the crane and the money that was paid for it.`,
  ),
  'The last word belongs to the auditor, who asked for the papers in March.',
].join('\n\n');

journeys('the reading room', (product) => {
  let luz: Page;
  let mo: Page;
  let source = '';
  const id = () => source.split('/').at(-1) ?? '';
  const marks = async (page = luz) =>
    (await api(page, 'GET', `/sources/${id()}/annotations?limit=200`)).body['items'] as {
      id: string;
      kind: string;
      text: string;
      visibility: string;
      status: string;
      assignee: { name: string } | null;
      replies: { text: string }[];
      anchors: { exact: string }[];
    }[];
  const save = (page: Page) => page.keyboard.press('Control+Enter');
  const free = async (page: Page) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  };

  it('opens for two people', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    const made = await api(luz, 'POST', '/investigations', { title: 'The crane' });
    const investigation = String(made.body['id']);
    const me = await api(mo, 'GET', '/me');
    await api(luz, 'PUT', `/investigations/${investigation}/members/${String(me.body['id'])}`, { role: 'checker' });
    const created = await api(luz, 'POST', `/investigations/${investigation}/sources`, {
      ...{ kind: 'text', text: TEXT, seal: true },
    });
    source = `${product.address}/sources/${String(created.body['id'])}`;
    await luz.goto(source);
    // The words are in the page itself: one reads before any script has run.
    expect(await (await luz.request.get(source)).text()).toContain('paid twice for one crane');
    await mo.goto(source);
    await mo.getByRole('button', { name: 'Follow Luz Vera' }).waitFor();
  });

  it('ANN-1: a correction shows what changes, in the popup and on the card', async () => {
    await selectWords(luz, 'one crane');
    await luz.keyboard.press('x');
    await luz.getByRole('textbox', { name: 'Suggested wording' }).fill('two cranes');
    await luz.locator('ins', { hasText: 'two' }).first().waitFor();
    await save(luz);
    const card = mo.locator('[data-card][data-kind="correction"]');
    await card.locator('del', { hasText: 'one' }).waitFor();
    await card.locator('ins', { hasText: 'two' }).waitFor();
    await free(luz);
  });

  it('ANN-1: one mark over several ranges', async () => {
    await selectWords(luz, 'El ministerio');
    await luz.keyboard.press('a');
    await selectWords(luz, 'Ana Ruiz');
    await luz.keyboard.press('n');
    await luz.getByRole('textbox', { name: 'Note' }).fill('She speaks for it.');
    await save(luz);
    await expect
      .poll(async () => (await marks()).find(({ text }) => text === 'She speaks for it.')?.anchors.length, soon)
      .toBe(2);
    await free(luz);
  });

  it('ANN-7: a private mark is nobody else’s until it is shared', async () => {
    await selectWords(luz, 'nobody at the ministry');
    await luz.keyboard.press('n');
    await luz.getByRole('textbox', { name: 'Note' }).fill('My own thought.');
    await luz.getByLabel('Only for me, until I share it').check();
    await save(luz);
    await expect.poll(async () => (await marks()).some(({ text }) => text === 'My own thought.'), soon).toBe(true);
    expect((await marks(mo)).some(({ text }) => text === 'My own thought.')).toBe(false);
    await luz.locator('[data-card]', { hasText: 'My own thought.' }).getByRole('button', { name: 'Share' }).click();
    await mo.locator('[data-card]', { hasText: 'My own thought.' }).waitFor();
    await free(luz);
  });

  it('ANN-11: painting marks one selection after another until Esc', async () => {
    await luz.keyboard.press('p');
    for (const words of ['Paragraph 1 says', 'meeting 2 say', 'Paragraph 3 says']) await selectAndWait(luz, words);
    await luz.keyboard.press('Escape');
    await expect.poll(async () => (await marks()).filter(({ kind }) => kind === 'highlight').length, soon).toBe(3);
  });

  it('ANN-10: undo takes back my own last act, redo does it again; never a colleague’s', async () => {
    const highlights = async () => (await marks()).filter(({ kind }) => kind === 'highlight').length;
    await luz.keyboard.press('Control+z');
    await expect.poll(highlights, soon).toBe(2);
    await luz.keyboard.press('Control+Shift+z');
    await expect.poll(highlights, soon).toBe(3);
    await mo.keyboard.press('Control+z');
    await mo.getByText('There is nothing of yours left').waitFor();
    expect(await highlights()).toBe(3);
  });

  it('ANN-3: the ends of a mark are moved by keyboard and by dragging', async () => {
    await clickDrawn(luz, 'correction');
    await chooseIfAsked(luz, 'two cranes');
    const end = luz.locator('[data-handle="0 end"]');
    const before = (await end.boundingBox())?.x ?? 0;
    await luz.keyboard.press('m');
    await luz.keyboard.press('ArrowRight');
    await luz.keyboard.press('Enter');
    const words = async () => (await marks()).find(({ kind }) => kind === 'correction')?.anchors[0]?.exact;
    await expect.poll(words, soon).toBe('one crane in');
    // The server has it before the screen: the grip is taken where it stands then.
    await expect.poll(async () => (await end.boundingBox())?.x ?? 0, soon).toBeGreaterThan(before + 5);
    const grip = await end.boundingBox();
    if (!grip) throw new Error('no grip');
    await luz.mouse.move(grip.x, grip.y + 8);
    await luz.mouse.down();
    await luz.mouse.move(grip.x - 26, grip.y + 8, { steps: 4 });
    await luz.mouse.up();
    await expect.poll(words, soon).toBe('one crane');
    await free(luz);
  });

  it('ANN-4: a question is put to a person, answered with a mention, checked, seen', async () => {
    await selectWords(luz, 'two invoices');
    await luz.keyboard.press('q');
    await luz.getByRole('textbox', { name: 'Question' }).fill('Which two?');
    await luz.getByLabel('For whom').selectOption({ label: 'Mo Okafor' });
    await save(luz);
    const card = mo.locator('[data-card]', { hasText: 'Which two?' });
    await card.getByRole('button').first().click();
    await card.getByText('for Mo Okafor').waitFor();
    await mo.keyboard.press('r');
    await mo.keyboard.type('@lu');
    await luz.getByText('Mo Okafor is writing').waitFor();
    await mo
      .getByRole('listbox', { name: 'People of the case' })
      .getByRole('option', { name: /Luz Vera/ })
      .waitFor();
    await mo.keyboard.press('Enter');
    await mo.keyboard.type('numbers 7 and 8');
    await save(mo);
    const mine = luz.locator('[data-card]', { hasText: 'Which two?' });
    await mine.getByText('@Luz Vera').waitFor();
    await mine.getByRole('button', { name: 'I have read this' }).first().click();
    await card.getByRole('button', { name: 'I have read this' }).filter({ hasText: 'Luz' }).first().waitFor();
    await mine.getByText(/Seen by .*Mo Okafor/).waitFor();
    await free(luz);
    await free(mo);
  });

  it('ANN-5: follow a colleague; a mark made out of view announces itself and moves nothing', async () => {
    await mo.getByRole('button', { name: 'Follow Luz Vera' }).click();
    await luz.locator('[data-label="P27"], [data-label="P28"]').last().scrollIntoViewIfNeeded();
    const scrolled = (page: Page) => page.locator('#content').evaluate((box) => box.scrollTop);
    await expect.poll(() => scrolled(mo), soon).toBeGreaterThan(400);
    await mo.mouse.move(500, 400);
    await mo.mouse.wheel(0, -4000);
    await expect.poll(() => scrolled(mo), soon).toBe(0);
    await selectWords(luz, 'asked for the papers');
    await luz.keyboard.press('h');
    await mo.getByRole('button', { name: /1 new mark below/ }).waitFor();
    expect(await scrolled(mo)).toBe(0);
    await mo.getByRole('button', { name: /1 new mark below/ }).click();
    await expect.poll(() => scrolled(mo), soon).toBeGreaterThan(400);
    await free(luz);
    await free(mo);
  });

  it('ANN-5: two people mark the same words in the same second, and both marks stay', async () => {
    await Promise.all([selectWords(luz, 'Paragraph 5 says'), selectWords(mo, 'Paragraph 5 says')]);
    await luz.locator('i[data-name="Mo"]').waitFor({ state: 'attached' });
    await Promise.all([luz.keyboard.press('h'), mo.keyboard.press('h')]);
    await untilDrawn(luz, 'deep', 'Paragraph 5 says');
    await clickDrawn(luz, 'deep', 'Paragraph 5 says');
    await luz.getByRole('group', { name: 'Several marks lie here' }).getByRole('button').nth(1).waitFor();
    await free(luz);
    await free(mo);
  });

  it('ANN-4: a mark is deleted while somebody replies: the words of the reply are not lost', async () => {
    await selectWords(luz, 'Paragraph 6 says');
    await luz.keyboard.press('n');
    await luz.getByRole('textbox', { name: 'Note' }).fill('Soon gone.');
    await save(luz);
    const card = mo.locator('[data-card]', { hasText: 'Soon gone.' });
    await card.getByRole('button').first().click();
    await mo.keyboard.press('r');
    await mo.keyboard.type('but I was');
    await luz.keyboard.press('Delete');
    await card.waitFor({ state: 'detached' });
    await luz.getByText('Mark deleted.').waitFor();
    await luz.keyboard.press('Control+z');
    // It comes back as it was left: open, with the words in its box.
    await card.waitFor();
    expect(await mo.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('but I was');
    await save(mo);
    await luz.getByText('but I was').waitFor();
    await free(luz);
    await free(mo);
  });

  it('ANN-3: right-to-left words are selected by mouse and marked whole', async () => {
    await selectWords(luz, 'שלום עולם');
    await luz.keyboard.press('h');
    await expect.poll(async () => (await marks()).map(({ anchors }) => anchors[0]?.exact), soon).toContain('שלום עולם');
    await untilDrawn(mo, 'highlight', 'שלום עולם');
    await free(luz);
  });

  it('ANN-2: a key acts on a mark in the very moment in which it was made', async () => {
    const on = async (words: string) => (await marks()).find(({ anchors }) => anchors[0]?.exact === words);
    await selectWords(luz, 'Paragraph 9 says');
    await luz.keyboard.press('h');
    await luz.keyboard.press('d');
    await expect.poll(async () => (await on('Paragraph 9 says'))?.status, soon).toBe('resolved');
    await luz.keyboard.press('Delete');
    await expect.poll(() => on('Paragraph 9 says'), soon).toBeUndefined();
    await selectWords(luz, 'Paragraph 9 says');
    await luz.keyboard.press('h');
    await luz.keyboard.press('Delete');
    await luz.getByText('All changes saved').first().waitFor();
    expect(await on('Paragraph 9 says')).toBeUndefined();
    await free(luz);
  });

  it('ANN-5: “follow me” is asked and taken up; where each one reads stands on the scroll bar with initials', async () => {
    await luz.locator('[data-label="P1"]').scrollIntoViewIfNeeded();
    await luz.keyboard.press('F');
    await mo.getByText('Luz Vera asks you to follow.').waitFor();
    await mo.keyboard.press('f');
    await luz.locator('[data-label="P28"]').scrollIntoViewIfNeeded();
    await expect.poll(() => mo.locator('#content').evaluate((box) => box.scrollTop), soon).toBeGreaterThan(400);
    const reads = mo.locator('[data-reads="Luz Vera"]');
    expect(await reads.innerText()).toBe('LV');
    await expect.poll(() => reads.evaluate((sign) => Number.parseFloat(sign.style.top)), soon).toBeGreaterThan(40);
    await luz.keyboard.press('F');
    await mo.getByText('Luz Vera asks you to follow.').waitFor({ state: 'detached' });
    await free(luz);
    await free(mo);
  });

  it('ANN-5: the connection goes in the middle of a note: it is kept, and delivered once', async () => {
    await selectWords(luz, 'Paragraph 10 says');
    await luz.keyboard.press('n');
    await luz.getByRole('textbox', { name: 'Note' }).fill('Begun with a connection');
    await luz.context().setOffline(true);
    await luz.keyboard.type(', ended without.');
    await save(luz);
    await untilDrawn(luz, 'pending', 'Paragraph 10 says');
    await luz
      .getByText(/Offline/)
      .first()
      .waitFor();
    await luz.context().setOffline(false);
    await mo.locator('[data-card]', { hasText: 'ended without.' }).waitFor();
    await expect.poll(() => drawnWords(luz, 'pending'), soon).toEqual([]);
    expect((await marks()).filter(({ text }) => text === 'Begun with a connection, ended without.')).toHaveLength(1);
    await free(luz);
  });

  it('ANN-8: a filter is in the address and holds for whoever opens it; words have links too', async () => {
    await luz.getByRole('button', { name: /^Questions/ }).click();
    await expect.poll(() => luz.url(), soon).toContain('kind=question');
    await mo.goto(`${luz.url().split('#')[0] ?? ''}#P1`);
    await untilDrawn(mo, 'question');
    expect(await drawnWords(mo, 'highlight')).toEqual([]);
    await mo.goto('about:blank');
    await mo.goto(`${source}#t=${TEXT.indexOf('belongs to') - 29},${TEXT.indexOf('belongs to') - 19}`);
    await untilDrawn(mo, 'selection');
    await luz.getByRole('button', { name: /^Everything/ }).click();
  });

  it('finds words in the source by key, from one to the next, and leaves the last one selected to be marked', async () => {
    await luz.keyboard.press('/');
    const box = luz.getByRole('textbox', { name: 'Find in this source' });
    // Typed without waiting: the key that opens the field is the last that is a key.
    await luz.keyboard.type('GRUA');
    await luz.getByRole('search').getByText('1 of 1').waitFor();
    expect(await drawnWords(luz, 'foundNow')).toEqual(['grúa']);
    await box.fill('says what the minutes');
    await luz
      .getByRole('search')
      .getByText(/ of 24$/)
      .waitFor();
    const first = await drawnWords(luz, 'foundNow');
    await box.fill('meeting 2');
    await luz.getByRole('search').getByText('1 of 6').waitFor();
    await luz.keyboard.press('Shift+Enter');
    await luz.getByRole('search').getByText('6 of 6').waitFor();
    expect(first).toEqual(['says what the minutes']);
    await luz.keyboard.press('Escape');
    await luz.getByRole('group', { name: 'Mark the selected words' }).waitFor();
    expect(await drawnWords(luz, 'found')).toEqual([]);
    expect(await drawnWords(luz, 'selection')).toEqual(['meeting 2']);
    await free(luz);
  });

  it('ANN-14: what came while one was away has ticks on the scroll bar until one has seen it', async () => {
    await mo.goto('about:blank');
    await selectWords(luz, 'The last word');
    await luz.keyboard.press('h');
    const made = async () => (await marks()).find(({ anchors }) => anchors[0]?.exact === 'The last word')?.id;
    await expect.poll(made, soon).toBeTruthy();
    await free(luz);
    await mo.goto(`${source}#P1`);
    const tick = mo.locator(`[data-fresh="${(await made()) ?? ''}"]`);
    await tick.waitFor();
    await mo.locator('[data-label="P28"]').scrollIntoViewIfNeeded();
    await tick.waitFor({ state: 'detached' });
  });

  it('ANN-2: any act by name from the palette; keys can be changed, and are off while one writes', async () => {
    await luz.keyboard.press('Control+k');
    // Whoever types at once types into the field.
    await expect.poll(() => luz.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    await luz.keyboard.type('show and change');
    await luz.keyboard.press('Enter');
    const dialog = luz.getByRole('dialog', { name: 'Keys of this screen' });
    await dialog.getByRole('button', { name: 'Change the key of: Next mark' }).click();
    await luz.keyboard.press('g');
    await luz.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await luz.keyboard.press('g');
    await untilDrawn(luz, 'active');
    await luz.keyboard.press('r');
    await luz.keyboard.type('gjk');
    expect(await luz.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('gjk');
    await luz.keyboard.press('Escape');
    await free(luz);
  });

  it('ANN-2, UX-2: by keyboard alone: read, select, mark, open, reply, resolve', async () => {
    // An address that leads to a part: else the source opens where he stopped reading, and `v` begins there.
    await mo.goto(`${source}#P1`);
    await untilDrawn(mo, 'note');
    await mo.locator('#content').focus();
    await mo.keyboard.press('v');
    await mo.keyboard.press('b');
    await expect
      .poll(() => mo.locator('[role="status"]').allInnerTexts(), soon)
      .toEqual(expect.arrayContaining([expect.stringContaining('The port that paid twice')]));
    await mo.keyboard.press('q');
    await mo.keyboard.type('Who wrote this?');
    await save(mo);
    await mo.locator('[data-card]', { hasText: 'Who wrote this?' }).waitFor();
    await mo.keyboard.press('Enter');
    expect(await mo.evaluate(() => document.activeElement?.closest('[data-card]') !== null)).toBe(true);
    await mo.keyboard.press('r');
    await mo.keyboard.type('The desk.');
    await save(mo);
    // While the box is there, keys are words.
    await mo.getByRole('textbox', { name: 'Reply' }).waitFor({ state: 'detached' });
    await mo.keyboard.press('d');
    await expect
      .poll(async () => (await marks()).find(({ text }) => text === 'Who wrote this?')?.status, soon)
      .toBe('resolved');
    await free(mo);
  });

  it('UX-1: on a phone one reads, opens a card as a sheet and replies', async () => {
    await mo.setViewportSize({ width: 390, height: 844 });
    await clickDrawn(mo, 'question');
    await chooseIfAsked(mo, 'Who wrote this?');
    const sheet = mo.locator('[data-card]:visible');
    await sheet.getByRole('button', { name: /Reply/ }).first().click();
    await mo.getByRole('textbox', { name: 'Reply' }).fill('From the train.');
    await sheet.getByRole('button', { name: 'Reply', exact: true }).click();
    await expect
      .poll(async () => (await marks()).flatMap(({ replies }) => replies.map(({ text }) => text)), soon)
      .toContain('From the train.');
    expect(await mo.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1)).toBe(true);
    expect(await findings(mo)).toEqual([]);
    await mo.setViewportSize({ width: 1360, height: 860 });
  });

  it('UX-2: axe finds nothing in any state of the room, light and dark', async () => {
    const found: string[] = [];
    const look = async (state: string) => {
      for (const theme of ['light', 'dark']) {
        await luz.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
        found.push(...(await findings(luz)).map((finding) => `${state} ${theme}: ${finding}`));
      }
    };
    await free(luz);
    // The key that was given to it above.
    await luz.keyboard.press('g');
    await untilDrawn(luz, 'active');
    await look('card open');
    await luz.keyboard.press('r');
    // What was begun above is still in the box.
    await luz.getByRole('textbox', { name: 'Reply' }).fill('');
    await luz.keyboard.type('@');
    await luz.getByRole('listbox', { name: 'People of the case' }).waitFor();
    await look('writing, people offered');
    await luz.keyboard.press('Escape');
    await luz.getByRole('textbox', { name: 'Reply' }).fill('x'.repeat(10_001));
    await luz.getByRole('alert').first().waitFor();
    await look('error shown');
    await luz.getByRole('textbox', { name: 'Reply' }).fill('');
    await luz.keyboard.press('Escape');
    await luz.keyboard.press('Escape');
    for (const [key, name] of [
      ['x', 'Suggested wording'],
      ['t', 'Tags'],
      ['q', 'Question'],
    ] as const) {
      await free(luz);
      await selectWords(luz, 'Paragraph 8 says');
      await look('toolbar');
      await luz.keyboard.press(key);
      await luz.getByRole('textbox', { name }).or(luz.getByRole('combobox', { name })).first().waitFor();
      await look(`popup ${name}`);
    }
    await free(luz);
    await luz.keyboard.press('Control+k');
    await look('palette');
    await luz.keyboard.press('Escape');
    await luz.keyboard.press('?');
    await look('keys');
    await luz.keyboard.press('Escape');
    const account = luz.locator('details', { hasText: 'Sign out' }).locator('summary');
    await account.click();
    await luz.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    await look('account menu');
    await account.click();
    expect(found).toEqual([]);
  });
});

/** Selects words as a mouse does, where no toolbar is expected. */
async function selectAndWait(page: Page, words: string): Promise<void> {
  const before = (await drawnWords(page, 'highlight')).length;
  await selectWords(page, words, { toolbar: false });
  await expect.poll(async () => (await drawnWords(page, 'highlight')).length, soon).toBeGreaterThan(before);
}

/** Where several marks lie, the one of these words. */
async function chooseIfAsked(page: Page, words: string): Promise<void> {
  const choice = page.getByRole('group', { name: 'Several marks lie here' });
  const active = page.locator('[data-card]', { has: page.getByRole('button', { expanded: true }) });
  await choice.or(active).first().waitFor();
  if (await choice.isVisible()) await choice.getByRole('button', { name: new RegExp(words.replace('?', '.')) }).click();
}
