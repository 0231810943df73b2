import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { seeded } from '@/bench/entities/generate.ts';
import { bounds, fitted } from '@/components/network/bounds.rules.ts';
import type { Point, View } from '@/components/network/canvas/view.rules.ts';
import { panned, seenAt, zoomed } from '@/components/network/canvas/view.rules.ts';
import type { Drawn } from '@/lib/network/schema.ts';
import { MOST_EDGES, MOST_NODES } from '@/lib/network/rules.ts';
import { findings } from './axe.ts';
import { api, drawnWords, journeys, listens, untilDrawn } from './product.ts';

const slow = { timeout: 60_000 };
const SENTENCE = 'Aurelia Quist owns the Harbour Company of Almenara.';

/** People and companies, and what links them, as FollowTheMoney lines: hubs and a long tail, over ten years. */
function world(people: number, companies: number, links: number): string {
  const random = seeded(5);
  const some = (most: number): number => Math.floor(most * random() ** 1.8);
  const line = (id: string, schema: string, properties: Record<string, string[]>) =>
    JSON.stringify({ id, schema, properties });
  return [
    ...Array.from({ length: people }, (_, at) => line(`p${at}`, 'Person', { name: [`Person ${at} Ondarra`] })),
    ...Array.from({ length: companies }, (_, at) => line(`c${at}`, 'Company', { name: [`Company ${at}`] })),
    ...Array.from({ length: links }, (_, at) => {
      const from = at % people;
      const startDate = [`${2010 + (at % 10)}-0${1 + (at % 9)}`];
      return at % 4 === 0
        ? line(`l${at}`, 'Ownership', { owner: [`p${from}`], asset: [`c${some(companies)}`], startDate })
        : line(`l${at}`, 'Associate', {
            person: [`p${from}`],
            associate: [`p${(from + 1 + some(people - 2)) % people}`],
          });
    }),
  ].join('\n');
}

/** How long until the page says what is left, has drawn it and is awake again, from the moment a filter is changed. */
const filtered = (page: Page, label: string, value: string): Promise<{ ms: number; says: string }> =>
  page.evaluate(
    async ([name, wanted]) => {
      const field = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === name);
      const select = document.getElementById(field?.htmlFor ?? '') as HTMLSelectElement;
      const says = () =>
        [...document.querySelectorAll('[role="status"]')].find(({ textContent }) => /\d names/u.test(textContent))
          ?.textContent ?? '';
      const [before, began] = [says(), performance.now()];
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, wanted);
      select.dispatchEvent(new Event('change', { bubbles: true }));
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      while (says() === before) await frame();
      for (let at = 0; at < 3; at += 1) await frame();
      return { ms: Math.round(performance.now() - began), says: says() };
    },
    [label, value] as const,
  );

journeys('a network of two thousand', (product) => {
  let luz: Page;
  let base = '';
  let source = '';
  const id = (answer: { body: Record<string, unknown> }) => String(answer.body['id']);

  it('ENT-6: the network at 2,000 nodes: opens with all of it', { timeout: 300_000 }, async () => {
    luz = await product.enter('Luz Vera');
    const caseId = id(await api(luz, 'POST', '/investigations', { title: 'The harbour' }));
    base = `${product.address}/investigations/${caseId}`;
    source = id(
      await api(luz, 'POST', `/investigations/${caseId}/sources`, {
        kind: 'text',
        text: SENTENCE,
        title: 'The harbour',
        seal: true,
      }),
    );
    const [fromId, toId] = [
      id(
        await api(luz, 'POST', '/entities', {
          investigationId: caseId,
          schema: 'Person',
          name: 'Aurelia Quist',
          properties: { nationality: 'ec' },
        }),
      ),
      id(await api(luz, 'POST', '/entities', { investigationId: caseId, schema: 'Company', name: 'Harbour Company' })),
    ];
    const mark = async (exact: string, entityId: string) => {
      const input = { kind: 'entity', target: { quote: { exact } }, entityId };
      return id(await api(luz, 'POST', `/sources/${source}/annotations`, input));
    };
    await mark('Aurelia Quist', fromId);
    await mark('Harbour Company of Almenara', toId);
    const made = await api(luz, 'POST', '/relationships', {
      investigationId: caseId,
      schema: 'Ownership',
      fromId,
      toId,
      quote: { sourceId: source, version: 1, start: 0, end: SENTENCE.length },
    });
    expect(made.status).toBe(201);
    const told = await luz.evaluate(
      async ([address, body]) => (await fetch(address, { method: 'POST', body })).text(),
      [
        `/api/interchange/entities?format=ftm&name=world&investigationId=${caseId}`,
        world(1500, MOST_NODES - 1502, MOST_EDGES - 1),
      ] as const,
    );
    expect(JSON.parse(told.trim().split('\n').at(-1) ?? '')).toMatchObject({
      created: MOST_NODES - 2,
      links: MOST_EDGES - 1,
    });
    const began = performance.now();
    await luz.goto(`${base}/network`);
    await luz.locator(`[data-drawn="${MOST_NODES}"]`).waitFor(slow);
    await luz.getByText(/2,000 names/u).waitFor(slow);
    console.log(`laid out for the first time after ${(performance.now() - began).toFixed(0)} ms`);
  });

  it('ENT-6: the network at 2,000 nodes: a kept layout is seen with the page, before it can be touched', async () => {
    // Kept a moment after everything has found its place.
    const kept = async () => {
      const { body } = await api(luz, 'GET', `/investigations/${base.split('/').at(-1) ?? ''}/network`);
      return (body['nodes'] as { place: unknown }[]).every(({ place }) => place !== null);
    };
    await expect.poll(kept, slow).toBe(true);
    // Written down in the page itself: whoever asks from outside asks too late.
    await luz.addInitScript((many) => {
      const held = ((globalThis as { held?: [number, number][] }).held = []);
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) held.push([startTime, duration] as never);
      }).observe({ type: 'longtask', buffered: true });
      new MutationObserver(() => {
        const mark = (name: string) => performance.getEntriesByName(name).length > 0 || performance.mark(name);
        if (document.querySelector(`[data-sketch="${many}"]`)) requestAnimationFrame(() => mark('seen'));
        if (document.querySelector(`[data-drawn="${many}"]`)) mark('drawn');
      }).observe(document, { childList: true, subtree: true, attributes: true });
    }, MOST_NODES);
    await luz.goto(`${base}/network`);
    await luz.locator(`[data-drawn="${MOST_NODES}"]`).waitFor(slow);
    const at = (name: string) =>
      luz.evaluate((mark) => Math.round(performance.getEntriesByName(mark)[0]?.startTime ?? Infinity), name);
    const [seen, drawn] = [await at('seen'), await at('drawn')];
    const held = await luz.evaluate(() => (globalThis as { held?: [number, number][] }).held ?? []);
    const longest = Math.round(Math.max(0, ...held.map(([, ms]) => ms)));
    console.log(`seen after ${seen} ms, to be touched after ${drawn} ms; never busy for longer than ${longest} ms`);
    expect(seen).toBeLessThan(drawn);
    expect(await luz.locator('[data-sketch]').count()).toBe(0);
  });

  it('ENT-6: the network at 2,000 nodes: is moved and zoomed, a line and a name are touched where they are seen, a dragged name stays', async () => {
    const { body } = await api(luz, 'GET', `/investigations/${base.split('/').at(-1) ?? ''}/network`);
    const { nodes, edges } = body as unknown as Drawn;
    const spots = new Map(nodes.map(({ id, name, place }) => [id, { name, x: place?.x ?? 0, y: place?.y ?? 0 }]));
    const box = bounds([...spots.values()]);
    const canvas = luz.locator('canvas');
    const wall = await canvas.boundingBox();
    if (!box || !wall) throw new Error('There is a network on the wall.');
    let view: View = fitted(box, wall);
    const at = (place: Point): [number, number] => {
      const { x, y } = seenAt(view, place);
      return [wall.x + x, wall.y + y];
    };
    const card = luz.getByRole('complementary', { name: 'What is chosen' });
    // A line whose middle no name covers.
    const [line] = edges.flatMap(({ fromId, toId }) => {
      const [from, to] = [spots.get(fromId), spots.get(toId)];
      if (!from || !to) return [];
      const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      const pairs = edges.filter((one) => [one.fromId, one.toId].every((id) => id === fromId || id === toId));
      const free = [...spots.values()].every(({ x, y }) => Math.hypot(x - middle.x, y - middle.y) > 60);
      return pairs.length === 1 && free ? [{ from, to, middle }] : [];
    });
    if (!line) throw new Error('There is a line with a free middle.');
    await luz.mouse.move(...at(line.middle));
    const seen = seenAt(view, line.middle);
    await luz.mouse.wheel(0, -1500);
    view = zoomed(view, 8, seen);
    await canvas.and(luz.locator('[data-over="edge"]')).waitFor();
    await luz.mouse.click(...at(line.middle));
    const heading = card.getByRole('heading', { level: 2 });
    await expect.poll(() => heading.innerText()).toContain(line.from.name);
    expect(await heading.innerText()).toContain(line.to.name);

    // Moved by hand, frame by frame.
    const [x, y] = at(line.middle);
    const frames = luz.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const all: number[] = [];
          let last = performance.now();
          const frame = (now: number) => {
            all.push(now - last);
            last = now;
            if (all.length < 40) requestAnimationFrame(frame);
            else resolve(all);
          };
          requestAnimationFrame(frame);
        }),
    );
    const away = { x: wall.x + 20, y: wall.y + 20 };
    const empty = [...spots.values()].every((spot) => Math.hypot(at(spot)[0] - away.x, at(spot)[1] - away.y) > 40);
    const began = empty ? away : { x, y };
    await luz.mouse.move(began.x, began.y);
    await luz.mouse.down();
    for (let step = 1; step <= 20; step += 1) await luz.mouse.move(began.x + 6 * step, began.y + 3 * step);
    await luz.mouse.up();
    view = panned(view, 120, 60);
    const sorted = (await frames).sort((a, b) => a - b);
    const part = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
    console.log(`moving it: a frame takes ${part(0.5)} ms (the slowest ${part(1)} ms)`);
    await luz.mouse.click(...at(line.middle));
    await expect.poll(() => heading.innerText()).toContain(line.to.name);

    // A name is dragged: it stays there, for the next time too.
    await luz.getByLabel('Find in this network').fill('Aurelia Quist');
    await expect.poll(() => heading.innerText()).toBe('Aurelia Quist');
    const middle: [number, number] = [wall.x + wall.width / 2, wall.y + wall.height / 2];
    await luz.mouse.move(...middle);
    await luz.mouse.down();
    await luz.mouse.move(middle[0] + 60, middle[1] + 30, { steps: 4 });
    await luz.mouse.up();
    await card.getByRole('button', { name: 'Unpin' }).waitFor();
    const before = nodes.find(({ name }) => name === 'Aurelia Quist')?.place;
    const moved = async () => {
      const { body: after } = await api(luz, 'GET', `/investigations/${base.split('/').at(-1) ?? ''}/network`);
      return (after as unknown as Drawn).nodes.find(({ name }) => name === 'Aurelia Quist')?.place;
    };
    await expect.poll(moved, slow).toMatchObject({ pinned: true });
    expect((await moved())?.x ?? 0).toBeGreaterThan((before?.x ?? 0) + 10);
  });

  it('ENT-6: the network at 2,000 nodes: a filter answers while one looks', { timeout: 120_000 }, async () => {
    const told: Record<string, string> = {};
    for (const [label, value] of [
      ['Relationship', 'Ownership'],
      ['Relationship', ''],
      ['Kind of name', 'Company'],
      ['Kind of name', ''],
    ] as const) {
      const { ms, says } = await filtered(luz, label, value);
      told[`${label} ${value || 'all'}`] = says;
      console.log(`${label} ${value || 'all'}: ${ms} ms (${says})`);
      // Two cores drew it in 0.6 to 2.2 s; ten times that would mean that everything is made anew.
      expect(ms).toBeLessThan(8000);
    }
    expect(told['Relationship Ownership']).toBe('2,000 names, 1,251 relationships');
    expect(told['Kind of name all']).toBe('2,000 names, 5,000 relationships');
  });

  it('ENT-8: the network at 2,000 nodes is taken along as FollowTheMoney, with what is known of each', async () => {
    const coming = luz.waitForEvent('download', slow);
    await luz.getByText('Take along').click();
    await luz.getByRole('button', { name: 'FollowTheMoney' }).click();
    const text = readFileSync(await (await coming).path(), 'utf8');
    const lines = text.trim().split('\n');
    expect(lines).toHaveLength(MOST_NODES + MOST_EDGES);
    const aurelia = lines.find((line) => line.includes('Aurelia Quist')) ?? '{}';
    expect(JSON.parse(aurelia)).toMatchObject({
      schema: 'Person',
      properties: { name: ['Aurelia Quist'], nationality: ['ec'] },
    });
  });

  it('ENT-6: the network at 2,000 nodes: a name is picked by keyboard in the table, its line followed to its words', async () => {
    await luz.getByRole('button', { name: 'Table' }).click();
    const name = luz.getByRole('table').getByRole('button', { name: 'Aurelia Quist' });
    await name.focus();
    await luz.keyboard.press('Enter');
    const card = luz.getByRole('complementary', { name: 'What is chosen' });
    await card.getByRole('button', { name: 'Aurelia Quist owns Harbour Company' }).focus();
    await luz.keyboard.press('Enter');
    const words = card.getByRole('link', { name: SENTENCE });
    await words.waitFor();
    expect(await findings(luz)).toEqual([]);
    await words.focus();
    await luz.keyboard.press('Enter');
    await luz.waitForURL(new RegExp(`/sources/${source}.*#t=0,${SENTENCE.length}$`, 'u'));
  });

  it('ENT-10: what was drawn in a sentence is seen in the text and on the cards of its names, and opens by keyboard', async () => {
    await untilDrawn(luz, 'link-none', ' owns the ');
    // Those who do not see the line hear it after the paragraph.
    await luz.getByText(/relationship: Aurelia Quist owns Harbour Company – No claim carries it/u).waitFor();
    await luz.locator('#content').focus();
    await luz.keyboard.press('Escape');
    await luz.keyboard.press('j');
    const drawn = luz.getByRole('list', { name: 'Drawn from these words' }).getByRole('button').first();
    await drawn.focus();
    expect(await drawn.innerText()).toContain('owns Harbour Company');
    await expect.poll(() => drawnWords(luz, 'linkNow')).toEqual([SENTENCE]);
    await luz.keyboard.press('Enter');
    const dialog = luz.getByRole('dialog', { name: 'Relationship' });
    await dialog.getByRole('link', { name: SENTENCE }).waitFor();
    expect(await findings(luz)).toEqual([]);
    await dialog.getByRole('link', { name: 'Show it in the network of the case' }).click();
    await luz.waitForURL(`${base}/network?edge=*`);
    await luz
      .getByRole('complementary', { name: 'What is chosen' })
      .getByRole('link', { name: SENTENCE })
      .waitFor(slow);
  });

  it('ENT-10: a line is corrected on its card; one that is taken away goes from the text of whoever reads it', async () => {
    await luz.goto(`${product.address}/sources/${source}`);
    await listens(luz);
    await untilDrawn(luz, 'link-none', ' owns the ');
    await luz.locator('#content').focus();
    await luz.keyboard.press('j');
    await luz.getByRole('list', { name: 'Drawn from these words' }).getByRole('button').first().click();
    const dialog = luz.getByRole('dialog', { name: 'Relationship' });
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await dialog.getByLabel('Role').fill('shareholder');
    await dialog.getByLabel('From').fill('two years ago');
    await dialog.getByText(/2021, 2021-07/u).waitFor();
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await dialog.getByLabel('From').fill('2018');
    expect(await findings(luz)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/shareholder.*from 2018/u).waitFor();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByText('The claims and the words stay.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await luz.getByText('The line was removed.').first().waitFor();
    await expect.poll(() => drawnWords(luz, 'link-none'), slow).toEqual([]);
  });
});
