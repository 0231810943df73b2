import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings as axeFindings } from './axe.ts';
import { api, drawnWords, journeys, listens, selectWords, untilDrawn } from './product.ts';

const paragraphs = [
  'The cranes of Almenara',
  'On Tuesday the auditor Inés Calderón said that the port paid 4 million dollars for one crane in January.',
  'Nobody asked Inés Calderón who chose the firm, and the Ministry of Public Works did not answer.',
];

/** A machine that does other work besides needs longer than a second for one step. */
const slow = { timeout: 15_000 };

/** Presses a key until the card of a suggestion says this; each press has to bring another suggestion. */
async function stepTo(page: Page, wanted: RegExp): Promise<void> {
  const card = page.locator('[data-suggestion]');
  for (let steps = 0; steps < 12; steps += 1) {
    const before = await card.getAttribute('data-suggestion');
    if (wanted.test(await card.innerText())) return;
    await page.keyboard.press('g');
    await expect.poll(() => card.getAttribute('data-suggestion'), slow).not.toBe(before);
  }
  throw new Error(`no suggestion says ${wanted}`);
}

/** A field that nothing listens to yet would take words and do nothing with them. */
const reacts = (page: Page, selector: string) =>
  page.waitForFunction(
    (wanted) => Object.keys(document.querySelector(wanted) ?? {}).some((key) => key.startsWith('__reactProps')),
    selector,
  );

/** The reading room listens: its marks and margin are there, and the text has the focus. */
async function readingRoom(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.ProseMirror [data-label]').first().waitFor();
  await page.locator('#content').focus();
}

journeys('two people keep up with each other', (product) => {
  let luz: Page;
  let mo: Page;
  let caseId = '';
  let source = '';

  const id = (answer: { body: Record<string, unknown> }) => String(answer.body['id']);
  const note = (text: string, exact: string) =>
    api(luz, 'POST', `/sources/${source}/annotations`, { kind: 'note', text, target: { quote: { exact } } });

  it('a case with a sealed source', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    caseId = id(await api(luz, 'POST', '/investigations', { title: 'Cranes' }));
    const people = await api(luz, 'GET', '/people?q=Mo');
    const [colleague] = people.body['items'] as { id: string }[];
    await api(luz, 'PUT', `/investigations/${caseId}/members/${colleague?.id ?? ''}`, { role: 'checker' });
    const text = paragraphs.join('\n\n');
    source = id(
      await api(luz, 'POST', `/investigations/${caseId}/sources`, { kind: 'text', text, title: 'Cranes', seal: true }),
    );
    expect(source).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('ANN-4: a mention reaches the inbox at once, in every tab, and is read in every tab', async () => {
    // What the demo case has told already.
    await api(mo, 'POST', '/notifications/read', { all: true });
    await mo.goto(`${product.address}/inbox`);
    await mo.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
    const second = await mo.context().newPage();
    await second.goto(product.address);
    await second.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
    await note('Is this the right sum, @Mo Okafor?', 'one crane');
    await second.getByRole('link', { name: 'Inbox 1 unread' }).waitFor();
    await mo.getByRole('link', { name: /Luz Vera mentioned you/ }).waitFor();
    expect(await axeFindings(mo)).toEqual([]);
    await mo.getByRole('link', { name: /Luz Vera mentioned you/ }).click();
    await mo.waitForURL(/#m=/);
    await second.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
    await second.close();
  });

  it('ENT-5: who watches a name is told of a new mention of it', async () => {
    const entityId = id(await api(luz, 'POST', '/entities', { schema: 'Person', name: 'Inés Calderón' }));
    await api(mo, 'POST', `/entities/${entityId}/watch`, { on: true });
    // From within, so that the live link stays up: what comes while a page loads is not announced to it.
    await mo.getByRole('link', { name: 'Inbox', exact: true }).click();
    await mo.getByRole('heading', { name: 'Inbox' }).waitFor();
    const { body } = await api(luz, 'POST', `/sources/${source}/annotations`, {
      kind: 'entity',
      entityId,
      target: { quote: { exact: 'Inés Calderón', prefix: 'Nobody asked ' } },
    });
    await mo.getByRole('link', { name: /Luz Vera marked Inés Calderón, which you watch/ }).waitFor();
    await api(luz, 'DELETE', `/annotations/${String(body['id'])}`);
    await mo.getByText(/which you watch/).waitFor({ state: 'detached' });
  });

  it('finds words, marks and exact phrases, and shows which', async () => {
    await mo.goto(`${product.address}/search`);
    const box = mo.getByRole('searchbox');
    await reacts(mo, '[type="search"]');
    await box.fill('auditor dollars');
    await mo.locator('mark', { hasText: 'auditor' }).first().waitFor();
    await box.fill('"right sum"');
    await mo.getByText('1 found').waitFor();
    expect(await axeFindings(mo)).toEqual([]);
    await mo.setViewportSize({ width: 390, height: 780 });
    await expect.poll(() => mo.evaluate(() => document.documentElement.scrollWidth), slow).toBeLessThanOrEqual(390);
    await mo.setViewportSize({ width: 1360, height: 860 });
  });

  it('ANN-6: a known name is underlined until it is confirmed by one key; the others are marked on consent', async () => {
    await readingRoom(luz, `${product.address}/sources/${source}`);
    await untilDrawn(luz, 'suggested');
    expect(await drawnWords(luz, 'suggested')).toEqual(['Inés Calderón', 'Inés Calderón']);
    await luz.keyboard.press('g');
    const card = luz.getByRole('region', { name: 'Suggestion', exact: true });
    await card.getByText('Suggested name: Inés Calderón').waitFor();
    expect(await axeFindings(luz)).toEqual([]);
    await luz.keyboard.press('y');
    await luz.getByRole('button', { name: 'Mark the other mention' }).click();
    const dialog = luz.getByRole('dialog', { name: 'Other mentions of Inés Calderón' });
    await dialog.getByRole('button', { name: 'Mark 1 mention' }).click();
    await expect
      .poll(async () => {
        const { body } = await api(luz, 'GET', `/sources/${source}/annotations?kind=entity`);
        return (body['items'] as unknown[]).length;
      }, slow)
      .toBe(2);
    await expect.poll(() => drawnWords(luz, 'suggested'), slow).toEqual([]);
  });

  it('ANN-12: guesses are shown when asked for, and refused by one key for everybody', async () => {
    await luz.locator('#content').focus();
    await luz.keyboard.press('g');
    await luz.locator('[data-suggestion]').waitFor();
    await stepTo(luz, /Ministry of Public Works/);
    await luz.keyboard.press('z');
    await luz.getByText('Refused. It is not suggested again in this source.').waitFor();
    const { body } = await api(mo, 'GET', `/sources/${source}/suggestions`);
    expect(JSON.stringify(body)).not.toContain('Ministry of Public Works');
    await stepTo(luz, /Perhaps a claim/);
    await luz.getByText('How sentences are found').click();
    expect(await axeFindings(luz)).toEqual([]);
    await luz.keyboard.press('Escape');
    await luz.locator('[data-suggestion]').waitFor({ state: 'detached' });
  });

  it('ANN-14: what happened since one was last here is said in one line and stepped through with a key', async () => {
    const banner = mo.getByRole('region', { name: 'Since you were last here' });
    const caughtUp = async () => {
      const { body } = await api(mo, 'GET', `/investigations/${caseId}/catch-up`);
      return { since: body['since'] !== null, steps: (body['steps'] as unknown[]).length };
    };
    await readingRoom(mo, `${product.address}/sources/${source}`);
    // Whatever there was is news no more.
    await expect
      .poll(async () => {
        if (await banner.isVisible()) await banner.getByRole('button', { name: 'Seen' }).click();
        return caughtUp();
      }, slow)
      .toEqual({ since: true, steps: 0 });
    // Away, and back after a colleague has worked on.
    await mo.goto(`${product.address}/inbox`);
    await note('First new', 'auditor');
    await note('Second new', 'the firm');
    await readingRoom(mo, `${product.address}/sources/${source}`);
    await banner.getByText(/2 marks/).waitFor();
    await mo.keyboard.press('u');
    await expect.poll(() => mo.url(), slow).toContain('#m=');
    const first = mo.url();
    await mo.keyboard.press('u');
    await expect.poll(() => mo.url(), slow).not.toBe(first);
    expect(await axeFindings(mo)).toEqual([]);
    await mo.keyboard.press('u');
    await banner.waitFor({ state: 'detached' });
  });

  it('acts on many marks at once from the list, undoes it, and keeps the filter as a view', async () => {
    await luz.goto(`${product.address}/investigations/${caseId}/marks?q=kind:note`);
    await luz.getByText('3 found').waitFor();
    await listens(luz);
    await luz.getByRole('button', { name: 'Choose all shown' }).click();
    await luz.getByText('3 chosen').waitFor();
    expect(await axeFindings(luz)).toEqual([]);
    await luz.getByRole('textbox', { name: 'Tag for the chosen marks' }).fill('money');
    await luz.getByRole('button', { name: 'Tag', exact: true }).click();
    await luz.getByText('3 marks changed.').waitFor();
    await luz.getByText('#money').first().waitFor();
    await luz.getByRole('button', { name: 'Delete', exact: true }).click();
    await luz.getByText('Nothing found.').waitFor();
    await luz.getByRole('button', { name: 'Undo' }).last().click();
    await luz.getByText('3 found').waitFor();
    await luz.getByText('Saved views').click();
    await luz.getByRole('textbox', { name: 'Name of the view' }).fill('Notes');
    await luz.getByRole('button', { name: 'Save this view' }).click();
    const view = luz.getByRole('button', { name: 'Notes', exact: true });
    await view.waitFor();
    await luz.getByRole('searchbox').fill('');
    await expect.poll(() => luz.url(), slow).not.toContain('q=');
    await view.click();
    await luz.getByText('3 found').waitFor();
  });

  it('UX-4: the guide of the demo case notices real acts, on a phone too, is put away and comes back', async () => {
    await luz.goto(product.address);
    await luz
      .getByRole('link', { name: /Metastasis/ })
      .first()
      .click();
    const guide = luz.getByRole('region', { name: 'First steps' });
    await guide.getByText('Step 1 of 6.').waitFor();
    const demoCase = luz.url();
    await guide.getByRole('link', { name: 'Open the article' }).click();
    await guide.getByText('Step 2 of 6.').waitFor();
    const article = luz.url().split('#')[0] ?? '';
    await luz.locator('.ProseMirror [data-label="P3"]').waitFor();
    await selectWords(luz, 'could bend the whole machine');
    await luz.keyboard.press('c');
    await luz.getByRole('textbox', { name: 'What is claimed' }).fill('This is said in the third paragraph.');
    await luz.keyboard.press('Enter');
    await guide.getByText('Step 3 of 6.').waitFor();
    await readingRoom(mo, article);
    await guide.getByText('Step 4 of 6.').waitFor();
    const { body } = await api(luz, 'GET', `/sources/${article.split('/').at(-1) ?? ''}/annotations?kind=question`);
    const [question] = body['items'] as { id: string }[];
    await api(luz, 'POST', `/annotations/${question?.id ?? ''}/replies`, { text: 'I look into it.' });
    await guide.getByText('Step 5 of 6.').waitFor();
    await luz.setViewportSize({ width: 390, height: 780 });
    expect(await axeFindings(luz)).toEqual([]);
    await expect.poll(() => luz.evaluate(() => document.documentElement.scrollWidth), slow).toBeLessThanOrEqual(390);
    await luz.setViewportSize({ width: 1360, height: 860 });
    await luz.locator('#content').focus();
    await luz.keyboard.press('g');
    await luz.getByText(/^Suggested name: /).waitFor();
    await luz.keyboard.press('y');
    await guide.getByText('Step 6 of 6.').waitFor();
    await guide.getByRole('link', { name: 'Open a verdict' }).click();
    await luz.getByRole('heading', { name: 'Verdict' }).waitFor();
    await luz.locator('main a[href*="#m="]').first().click();
    await guide.getByText('That is all of it.').waitFor();
    await guide.getByRole('button', { name: 'Close the guide' }).click();
    await guide.waitFor({ state: 'detached' });
    await luz.goto(demoCase);
    await luz.getByRole('button', { name: 'Show the first steps' }).click();
    await guide.getByText('Step 1 of 6.').waitFor();
  });
});
