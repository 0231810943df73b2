import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findings } from './axe.ts';
import { api, journeys, listens, untilDrawn } from './product.ts';

const slow = { timeout: 15_000 };
const SENTENCE = 'Inés Calderón leads the Port of Almenara since 2021.';

journeys('names and what links them', (product) => {
  let luz: Page;
  let base = '';
  let source = '';
  const id = (answer: { body: Record<string, unknown> }) => String(answer.body['id']);

  it('ENT-10: a line is drawn between two names of a sentence with one key, and keeps the words', async () => {
    luz = await product.enter('Luz Vera');
    const caseId = id(await api(luz, 'POST', '/investigations', { title: 'Cranes' }));
    base = `${product.address}/investigations/${caseId}`;
    const text = `${SENTENCE}\n\nRogelio Paz paid for the cranes.`;
    source = id(
      await api(luz, 'POST', `/investigations/${caseId}/sources`, { kind: 'text', text, title: 'Cranes', seal: true }),
    );
    for (const [exact, schema] of [
      ['Inés Calderón', 'Person'],
      ['Port of Almenara', 'Organization'],
    ] as const)
      await api(luz, 'POST', `/sources/${source}/annotations`, {
        kind: 'entity',
        entity: { schema, name: exact },
        target: { quote: { exact } },
      });
    await luz.goto(`${product.address}/sources/${source}`);
    await untilDrawn(luz, 'entity');
    await luz.locator('#content').focus();
    await luz.keyboard.press('j');
    await luz.keyboard.press('R');
    await luz.getByRole('textbox', { name: 'Role' }).fill('director');
    await luz.getByRole('textbox', { name: 'From' }).fill('2021');
    await luz.keyboard.press('Control+Enter');
    await luz.getByText('Drawn: Inés Calderón directs Port of Almenara.').waitFor();
  });

  it('ENT-6: in the network a line leads to its words, in the drawing and in the table that says the same', async () => {
    await luz.goto(`${base}/network`);
    await listens(luz);
    await luz.locator('[data-drawn="2"]').waitFor();
    await luz.getByRole('button', { name: 'Table' }).click();
    await expect.poll(() => luz.getByRole('row').count(), slow).toBe(2);
    expect(await findings(luz)).toEqual([]);
    await luz.getByRole('button', { name: 'directs' }).click();
    await luz.getByRole('link', { name: SENTENCE }).click();
    await luz.waitForURL(new RegExp(`/sources/${source}.*#t=0,${SENTENCE.length}$`, 'u'));
  });

  it('ENT-5: the timeline says from when, as exactly as it is known, is narrowed and widened again, and leads to the words', async () => {
    const { body } = await api(luz, 'GET', `/sources/${source}/annotations?kind=entity&limit=10`);
    const { items } = body as { items: { entityId: string; anchors: { exact: string }[] }[] };
    const ines = items.find(({ anchors }) => anchors[0]?.exact === 'Inés Calderón')?.entityId ?? '';
    await api(luz, 'PATCH', `/entities/${ines}`, { properties: { birthDate: '1974-05~' } });
    await luz.goto(`${base}/timeline`);
    await luz.getByText('from 2021', { exact: true }).waitFor();
    await luz.getByText('c. May 1974', { exact: true }).waitFor();
    expect(await findings(luz)).toEqual([]);
    const said = () =>
      luz
        .getByRole('status')
        .filter({ hasText: /moment/u })
        .innerText();
    const bars = luz.getByRole('group', { name: /Stretches of time/u }).getByRole('button');
    await expect
      .poll(async () => {
        await bars.filter({ hasText: '1970–1974' }).click();
        return said();
      }, slow)
      .toBe('1 moment');
    await luz.getByRole('button', { name: 'Later' }).click();
    await expect.poll(said, slow).toBe('0 moments');
    await luz.getByRole('button', { name: 'Whole time' }).click();
    await expect.poll(said, slow).toBe('2 moments');
    await luz.getByRole('button', { name: /^Facts/u }).click();
    await expect.poll(said, slow).toBe('1 moment');
    await luz.getByRole('link', { name: 'Inés Calderón directs Port of Almenara' }).click();
    await luz.waitForURL(new RegExp(`/sources/${source}.*#t=0,${SENTENCE.length}$`, 'u'));
  });

  it('ENT-9: a found name waits with who it may be, and is linked by a person', async () => {
    await luz.goto(`${base}/entities/found`);
    const paz = luz.getByRole('article', { name: 'Rogelio Paz' });
    await paz.getByRole('button', { name: 'Somebody new' }).click();
    await luz.getByText('Linked at 1 place.').waitFor();
    await paz.waitFor({ state: 'detached' });
    await luz.goto(`${base}/network`);
    await luz.locator('[data-drawn="3"]').waitFor();
  });
});
