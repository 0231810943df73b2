import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings as axeFindings } from './axe.ts';
import { api, journeys } from './product.ts';

const paragraphs = [
  'The cranes of Almenara',
  'On Tuesday the auditor Inés Calderón said that the port paid 4 million dollars for one crane in January.',
  'Nobody asked Inés Calderón who chose the firm, and the Ministry of Public Works did not answer.',
];

journeys('two people keep up with each other', (product) => {
  let luz: Page;
  let mo: Page;
  let caseId = '';
  let source = '';

  const id = (answer: { body: Record<string, unknown> }) => String(answer.body['id']);
  const note = (page: Page, text: string, exact: string) =>
    api(page, 'POST', `/sources/${source}/annotations`, { kind: 'note', text, target: { quote: { exact } } });

  it('a case with a sealed source', async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    caseId = id(await api(luz, 'POST', '/investigations', { title: 'Cranes' }));
    const people = await api(luz, 'GET', '/people?q=Mo');
    const [colleague] = people.body['items'] as { id: string }[];
    await api(luz, 'PUT', `/investigations/${caseId}/members/${colleague?.id}`, { role: 'checker' });
    source = id(
      await api(luz, 'POST', `/investigations/${caseId}/sources`, {
        kind: 'text',
        text: paragraphs.join('\n\n'),
        title: 'Cranes',
        seal: true,
      }),
    );
    expect(source).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('ANN-4: a mention reaches the inbox at once, in every tab, and is read in every tab', async () => {
    const second = await mo.context().newPage();
    await second.goto(product.address);
    await mo.goto(`${product.address}/inbox`);
    await second.getByRole('link', { name: /^Inbox/ }).waitFor();
    await note(luz, 'Is this the right sum, @Mo Okafor?', 'one crane');
    await mo.getByText('Luz Vera mentioned you').waitFor();
    await second.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor();
    expect(await axeFindings(mo)).toEqual([]);
    await mo.getByRole('link', { name: /Luz Vera mentioned you/ }).click();
    await mo.waitForURL(/#m=/);
    await second.getByRole('link', { name: 'Inbox, nothing unread' }).waitFor();
    await second.close();
  });

  it('finds words, marks and exact phrases, and shows which', async () => {
    await mo.goto(`${product.address}/search`);
    await mo.getByRole('searchbox').fill('auditor dollars');
    await mo.locator('mark', { hasText: 'auditor' }).first().waitFor();
    await mo.getByRole('searchbox').fill('"right sum"');
    await mo.getByText('1 found').waitFor();
    expect(await axeFindings(mo)).toEqual([]);
    await mo.setViewportSize({ width: 390, height: 780 });
    expect(await mo.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await mo.setViewportSize({ width: 1360, height: 860 });
  });

  it('ANN-6: suggestions are confirmed and refused by one key, and the other mentions marked on consent', async () => {
    await api(luz, 'POST', '/entities', { schema: 'Person', name: 'Inés Calderón' });
    await luz.goto(`${product.address}/sources/${source}`);
    await luz.getByRole('button', { name: 'Show suggestions' }).click();
    await luz.locator('.rt-suggested').first().waitFor();
    await luz.locator('#content').focus();
    await luz.keyboard.press('g');
    const card = luz.getByRole('region', { name: 'Suggestions' }).last();
    await card.waitFor();
    while (!(await card.getByText('Suggested name: Inés Calderón').isVisible())) await luz.keyboard.press('g');
    expect(await axeFindings(luz)).toEqual([]);
    await luz.keyboard.press('y');
    await luz.getByRole('button', { name: 'Mark the other mention' }).click();
    const dialog = luz.getByRole('dialog', { name: 'Other mentions of Inés Calderón' });
    await dialog.getByRole('button', { name: 'Mark 1 mention' }).click();
    await expect
      .poll(async () => {
        const { body } = await api(luz, 'GET', `/sources/${source}/annotations?kind=entity`);
        return (body['items'] as unknown[]).length;
      })
      .toBe(2);
    while (!(await card.getByText(/Ministry of Public Works/).isVisible())) await luz.keyboard.press('g');
    await luz.keyboard.press('z');
    await luz.getByText('Refused. It is not suggested again in this source.').waitFor();
    const { body } = await api(mo, 'GET', `/sources/${source}/suggestions`);
    expect(JSON.stringify(body)).not.toContain('Ministry of Public Works');
  });

  it('ANN-14: what happened since one was last here is said in one line and stepped through with a key', async () => {
    await mo.goto(`${product.address}/sources/${source}`);
    const banner = mo.getByRole('region', { name: 'Since you were last here' });
    if (await banner.isVisible()) await banner.getByRole('button', { name: 'Seen' }).click();
    // Away, and back after a colleague has worked on.
    await mo.goto(`${product.address}/inbox`);
    await note(luz, 'First new', 'auditor');
    await note(luz, 'Second new', 'the firm');
    await mo.goto(`${product.address}/sources/${source}`);
    await banner.getByText(/2 marks/).waitFor();
    await mo.locator('#content').focus();
    await mo.keyboard.press('u');
    await expect.poll(() => mo.url()).toContain('#m=');
    const first = mo.url();
    await mo.keyboard.press('u');
    await expect.poll(() => mo.url()).not.toBe(first);
    expect(await axeFindings(mo)).toEqual([]);
    await mo.keyboard.press('u');
    await banner.waitFor({ state: 'detached' });
  });

  it('acts on many marks at once from the list, and undoes it', async () => {
    await luz.goto(`${product.address}/investigations/${caseId}/marks?q=kind:note`);
    await luz.getByText('3 found').waitFor();
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
    await luz.getByRole('button', { name: 'Notes', exact: true }).waitFor();
  });
});
