import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { findings } from './axe.ts';
import { api, journeys, listens, selectWords } from './product.ts';

/** A whole clause: its bar is one word, and has to find room on a phone. */
const WORDS = 'Zephyrine Quandt, widow of the former master of the northern docks';
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
  /** Pages that show the words, opened before they go; nobody touches them. */
  const pages = new Map<string, Page>();
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

  it('a claim, an entity, its thread and the public page with the words are open; the lead is told in the inbox', async () => {
    const made = async (page: Page, path: string, body: object) => {
      const { status, body: said } = await api(page, 'POST', path, body);
      expect([200, 201], `${path} ${JSON.stringify(said)}`).toContain(status);
      return String(said['id']);
    };
    const entityId = await made(luz, '/entities', { schema: 'Person', name: WORDS, investigationId: caseId });
    const target = { quote: { exact: WORDS } };
    await made(luz, `/sources/${sourceId}/annotations`, { kind: 'entity', entityId, target });
    const annotationId = await made(luz, `/sources/${sourceId}/annotations`, { kind: 'highlight', target });
    const claimId = await made(luz, `/investigations/${caseId}/claims`, { statement: `${WORDS} paid for the crane.` });
    await made(luz, `/claims/${claimId}/evidence`, { stance: 'supports', annotationId });
    const goes = async (page: Page, to: string, more: object = {}) => {
      const { revision } = (await api(page, 'GET', `/claims/${claimId}`)).body;
      await made(page, `/claims/${claimId}/transitions`, { to, revision, ...more });
    };
    await goes(luz, 'checking');
    await goes(luz, 'in_review', { rating: 'true', rationale: 'The minutes say so [1].' });
    await goes(amal, 'verified');
    await goes(amal, 'published');
    for (const path of [`/claims/${claimId}`, `/claims/${claimId}/thread`, `/entities/${entityId}`, '/search?q=crane'])
      pages.set(path, await mo.context().newPage());
    // A reader who is not signed in anywhere.
    const reader = await mo.context().browser()?.newContext();
    if (!reader) throw new Error('the browser is gone');
    for (const path of [`/fact-checks/${claimId}`, `/fact-checks/${claimId}/card`, '/fact-checks'])
      pages.set(path, await reader.newPage());
    for (const [path, page] of pages) {
      if (path.startsWith('/fact-checks')) await page.clock.install();
      await page.goto(product.address + path);
      await page.getByText('Zephyrine').first().waitFor();
    }

    await luz.goto(`${product.address}/inbox`);
    const line = luz.getByRole('link', { name: /Amal Khoury asks for words of a source to be redacted/u });
    await line.waitFor();
    expect(await luz.getByRole('listitem').filter({ has: line }).innerText()).not.toContain('Zephyrine');
    await look(luz, 'inbox');
    await line.click();
    await luz.getByRole('dialog').getByText('In May').waitFor();
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
    expect((await mo.content()).includes('Zephyrine')).toBe(false);
    await expect.poll(() => mo.locator('.rt-bar').first().getAttribute('title')).toMatch(/Redacted on .*A court/u);
    await look(mo, 'bar');
    expect(await findings(mo)).toEqual([]);
    for (const scheme of ['dark', 'light'] as const) {
      await mo.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), scheme);
      await look(mo, `bar-${scheme}`);
    }
    await mo.setViewportSize({ width: 390, height: 844 });
    await look(mo, 'bar-phone');
    await mo.setViewportSize({ width: 1360, height: 860 });
  });

  it('every other open page has lost them, too, and nobody touched it; who asked is told', async () => {
    for (const [path, page] of pages) {
      // An open public page has no connection: it asks once a minute.
      if (path.startsWith('/fact-checks')) await page.clock.fastForward(61_000);
      // While it loads it has no content that could be read.
      const shows = () =>
        page.content().then(
          (html) => html.includes('Zephyrine'),
          () => true,
        );
      await expect.poll(shows, { timeout: 15_000, message: path }).toBe(false);
      await page.getByText(BAR).first().waitFor();
      const name = path.replace(/[0-9a-f-]{36}/u, 'id').replaceAll(/\W+/gu, '-');
      await look(page, `page${name}`);
      await page.setViewportSize({ width: 390, height: 844 });
      await look(page, `page${name}-phone`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
      expect(await findings(page), path).toEqual([]);
    }
    await amal.goto(`${product.address}/inbox`);
    await amal.getByRole('link', { name: 'Luz Vera confirmed the redaction that you asked for' }).waitFor();
    expect((await amal.content()).includes('Zephyrine')).toBe(false);
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
    expect(
      items
        .map((item) => item.text)
        .filter(Boolean)
        .sort(),
    ).toEqual([`Ask ${BAR.repeat(WORDS.length)}.`, 'Who says so?']);
    const found = await api(mo, 'GET', `/search?q=${encodeURIComponent('Zephyrine')}`);
    expect(JSON.stringify(found.body)).not.toContain('Harbour minutes');
    await mo.goto(`${product.address}/investigations/${caseId}/activity`);
    await mo.getByText('confirmed that words of a source are redacted').first().waitFor();
  });

  it('the list keeps who asked, who confirmed and why, in Spanish too', async () => {
    await luz.context().addCookies([{ name: 'locale', value: 'es', url: product.address }]);
    await luz.goto(`${product.address}/investigations/${caseId}?redactions=open`);
    await luz.getByText(/Confirmado por Luz Vera/u).waitFor();
    expect((await luz.content()).includes('Zephyrine')).toBe(false);
    await look(luz, 'done-es');
  });
});
