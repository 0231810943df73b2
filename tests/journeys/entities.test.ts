import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, drawnWords, journeys, listens, untilDrawn } from './product.ts';

const slow = { timeout: 20_000 };
/** The demo case's own article, as a colleague would paste it into a case of their own. */
const article = readFileSync(path.resolve('seeds/metastasis.article.txt'), 'utf8');
/** What stands in it, and who is meant; the one that nobody knows yet is made. */
const names: readonly (readonly [words: string, who: string])[] = [
  ['Diana Salazar', 'Diana Salazar'],
  ['Leandro Norero', 'Leandro Norero'],
  ['Chone Killers', 'Chone Killers'],
  ['Jalisco New Generation Cartel', 'Jalisco New Generation Cartel'],
  ['El Chapo', 'Joaquín Guzmán'],
  ['Los Tiguerones', ''],
  ['Los Lobos', 'Los Lobos'],
  ['Pablo Ramírez', 'Pablo Ramírez'],
  ['Wilman Terán', 'Wilman Terán'],
  ['Judicial Council', 'Judicial Council'],
  ['Rafael Correa', 'Rafael Correa'],
  ['Fernando Villavicencio', 'Fernando Villavicencio'],
  ['Agustin Intriago', 'Agustín Intriago'],
  ['Rubén Cherres', 'Rubén Cherres'],
  ['Guillermo Lasso', 'Guillermo Lasso'],
];

interface Marked {
  readonly items: readonly { readonly entityId: string; readonly anchors: readonly { readonly exact: string }[] }[];
}

journeys('who is who', (product) => {
  let luz: Page;
  let mo: Page;
  let source = '';
  const id = (answer: { body: Record<string, unknown> }) => String(answer.body['id']);
  const entity = async (entityId: string) => (await api(luz, 'GET', `/entities/${entityId}`)).body;
  /** All that is known of it, but for how often and when it was touched. */
  const known = async (entityId: string) => ({ ...(await entity(entityId)), revision: 0, updatedAt: '' });

  /** Finds the words, leaves the last found selected, and links them to the first who is offered. */
  async function link(words: string, { place, who }: { place?: number; who: string }): Promise<void> {
    await luz.keyboard.press('/');
    await luz.keyboard.type(words);
    const found = luz.getByRole('search').getByText(/^\d+ of \d+$/u);
    await found.waitFor();
    // The search begins where one reads.
    while (place && !(await found.innerText()).startsWith(`${place} of`)) await luz.keyboard.press('Enter');
    await luz.keyboard.press('Escape');
    await expect.poll(() => drawnWords(luz, 'selection'), slow).toEqual([words]);
    await luz.keyboard.press('e');
    const box = luz.getByRole('combobox', { name: 'Who or what is named here?' });
    await box.waitFor();
    if (who) await luz.getByRole('option', { name: who }).first().and(luz.locator('[aria-selected="true"]')).waitFor();
    await luz.keyboard.press(who ? 'Enter' : 'Shift+Enter');
    await box.waitFor({ state: 'detached' });
  }

  it('ENT-3: the fifteen of an article are linked by keyboard alone', { timeout: 240_000 }, async () => {
    luz = await product.enter('Luz Vera');
    mo = await product.enter('Mo Okafor');
    const caseId = id(await api(luz, 'POST', '/investigations', { title: 'Another reading' }));
    const input = { kind: 'text', text: article, title: 'Another reading', seal: true };
    source = id(await api(luz, 'POST', `/investigations/${caseId}/sources`, input));
    await luz.goto(`${product.address}/sources/${source}`);
    await luz.getByText('Pablo Ramírez').first().waitFor();
    await untilDrawn(luz, 'suggested');
    await luz.locator('#content').focus();
    const began = performance.now();
    for (const [words, who] of names) await link(words, { who });
    console.log(`${names.length} names in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await expect
      .poll(async () => {
        const { items } = (await api(luz, 'GET', `/sources/${source}/annotations?kind=entity&limit=100`))
          .body as unknown as Marked;
        const linked: Record<string, unknown> = {};
        for (const { entityId, anchors } of items) linked[anchors[0]?.exact ?? ''] = (await entity(entityId))['name'];
        return linked;
      }, slow)
      .toEqual(Object.fromEntries(names.map(([words, who]) => [words, who || words])));
  });

  it('ENT-3: a first name alone goes to whom the text has named so', async () => {
    await link('Agustin', { place: 2, who: 'Agustín Intriago' });
    await expect
      .poll(async () => {
        const { items } = (await api(luz, 'GET', `/sources/${source}/annotations?kind=entity&limit=100`))
          .body as unknown as Marked;
        const short = items.find(({ anchors }) => anchors[0]?.exact === 'Agustin');
        return short ? (await entity(short.entityId))['name'] : null;
      }, slow)
      .toBe('Agustín Intriago');
  });

  it('ENT-3: Enter need not wait for the answer when just one is called so', async () => {
    const linked = async () =>
      (
        (await api(luz, 'GET', `/sources/${source}/annotations?kind=entity&limit=100`)).body as unknown as Marked
      ).items.filter(({ anchors }) => anchors[0]?.exact === 'Chone Killers').length;
    const before = await linked();
    await luz.keyboard.press('/');
    await luz.keyboard.type('Chone Killers');
    const found = luz.getByRole('search').getByText(/^\d+ of \d+$/u);
    await found.waitFor();
    while (!(await found.innerText()).startsWith('2 of')) await luz.keyboard.press('Enter');
    await luz.keyboard.press('Escape');
    await expect.poll(() => drawnWords(luz, 'selection'), slow).toEqual(['Chone Killers']);
    await luz.keyboard.press('e');
    const box = luz.getByRole('combobox', { name: 'Who or what is named here?' });
    await box.waitFor();
    await luz.keyboard.press('Enter');
    await box.waitFor({ state: 'detached' });
    await expect.poll(linked, slow).toBe(before + 1);
  });

  it('ENT-4: a wrong merge from the queue, with a choice per field, is undone and each has again what it had', async () => {
    const caseId = id(await api(luz, 'POST', '/investigations', { title: 'Two of one name' }));
    const make = async (name: string, properties: object) =>
      id(await api(luz, 'POST', '/entities', { investigationId: caseId, schema: 'Person', name, properties }));
    const [father, son] = [
      await make('Aurelio Montecristo Vaca', { birthDate: '1941', position: 'Harbour master' }),
      await make('Aurelio Montecristo', { birthDate: '1972', nationality: 'ec' }),
    ];
    const before = [await known(father), await known(son)];
    await luz.goto(`${product.address}/entities/duplicates`);
    await listens(luz);
    const pair = luz.getByRole('listitem').filter({ hasText: 'Aurelio Montecristo Vaca' });
    await pair.waitFor();
    expect(await findings(luz)).toEqual([]);
    await pair.getByRole('button', { name: /Merge/u }).click();
    const dialog = luz.getByRole('dialog', { name: 'Merge two entities' });
    await dialog.getByRole('radio', { name: 'Aurelio Montecristo', exact: true }).check();
    await dialog.getByRole('checkbox', { name: /1972/u }).uncheck();
    await dialog.getByRole('textbox', { name: 'Why are they the same?' }).fill('The same street');
    expect(await findings(luz)).toEqual([]);
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await luz.getByText('Merged. Old links lead to the one that stays.').waitFor();
    const merged = await entity(father);
    expect(merged).toMatchObject({ id: (await entity(son))['id'], name: 'Aurelio Montecristo' });
    expect(JSON.stringify(merged['provenance'])).toContain('1941');
    expect(JSON.stringify(merged['provenance'])).not.toContain('1972');
    await luz.goto(`${product.address}/entities/${father}`);
    await listens(luz);
    await luz.getByRole('button', { name: 'Take back' }).click();
    await luz.getByText('Taken back: each has again what it had.').waitFor();
    expect([await known(father), await known(son)]).toEqual(before);
  });

  it('ENT-4: who were said to be two are not proposed again, to nobody', async () => {
    const pairOf = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Aurelio Montecristo Vaca' });
    await luz.goto(`${product.address}/entities/duplicates`);
    await listens(luz);
    await pairOf(luz).getByRole('button', { name: 'Never the same' }).click();
    await luz.getByText('Noted: these are two.').waitFor();
    await pairOf(luz).waitFor({ state: 'detached' });
    await mo.goto(`${product.address}/entities/duplicates`);
    await mo.getByRole('heading', { name: 'Possible duplicates' }).waitFor();
    await mo.getByText('Nobody looks doubled').waitFor();
    expect(await pairOf(mo).count()).toBe(0);
  });

  it('ENT-8: a table is mapped by its headings, tried without effect, taken in, and what was left out is told by line', async () => {
    const caseId = id(await api(luz, 'POST', '/investigations', { title: 'A list of names' }));
    const table = 'Nombre;Nationality;Shoe size\n"Quisnancela, Ana";ec;38\nTomás Ibarbengoetxea;es;\n;;40\n';
    await luz.goto(`${product.address}/investigations/${caseId}/entities`);
    await luz.getByRole('link', { name: 'Take in a list' }).click();
    await luz.getByRole('heading', { name: 'Take in a list' }).waitFor();
    await listens(luz).catch(() => undefined);
    await luz
      .getByLabel('File')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await expect.poll(() => luz.getByLabel('Column “Nombre”').inputValue(), slow).toBe('name');
    expect(await luz.getByLabel('Column “Nationality”').inputValue()).toBe('nationality');
    expect(await luz.getByLabel('Column “Shoe size”').inputValue()).toBe('');
    await luz.getByRole('button', { name: 'Try it' }).click();
    await luz.getByText('2 names, 0 relationships').waitFor();
    expect(await findings(luz)).toEqual([]);
    const named = async () =>
      ((await api(luz, 'GET', `/entities?investigationId=${caseId}&scope=case`)).body['items'] as { name: string }[])
        .map(({ name }) => name)
        .sort();
    expect(await named()).toEqual([]);
    await luz.getByRole('button', { name: 'Take it in' }).click();
    await luz.getByRole('heading', { name: 'Taken in' }).waitFor();
    await luz.getByText('2 new names').waitFor();
    await luz.getByText('It has no name.').waitFor();
    await luz.getByText('Line 4:').waitFor();
    expect(await findings(luz)).toEqual([]);
    expect(await named()).toEqual(['Quisnancela, Ana', 'Tomás Ibarbengoetxea']);
  });
});
