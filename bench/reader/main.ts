// npm run bench:reader. The reading room in a real Chromium on 100, 1,000 and 10,000 marks, beside the page that one
// would write first (a span for every mark), in one run on one machine. Needs a build (`npm run build`).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { v7 } from 'uuid';
import { findRunning, freePort } from '../../server/postgres.ts';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_ONE } from '../../tests/support/browser.ts';
import { compareDrawing } from './drawing.ts';
import { firstWords, keyToPaint, memory, scrollFrames } from './measure.ts';
import { naivePage } from './naive.ts';
import { insertMarks, spotsOf, textOf } from './seed.ts';

const sizes = (process.argv[2] ?? '100,1000,10000').split(',').map(Number);
const found = findBrowser();
if (!found) throw new Error(HOW_TO_GET_ONE);

interface Row {
  readonly page: string;
  readonly marks: number;
  readonly firstWords: number;
  readonly interactive: number;
  readonly allMarks: number;
  readonly scroll: { readonly p50: number; readonly p95: number; readonly worst: number };
  readonly key: { readonly p50: number; readonly p95: number };
  readonly typing: { readonly p50: number; readonly p95: number } | null;
  readonly remote: number;
  readonly megabytes: number;
}

const charactersFor = (marks: number): number => (marks <= 100 ? 6000 : marks * 65);
const post = (page: Page, address: string, body: unknown): Promise<Record<string, unknown>> =>
  page.evaluate(
    async ([url, data]) => {
      const response = await fetch(`/api/v1${String(url)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(data),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    [address, body],
  );

async function room(browser: Browser, address: string, pool: pg.Pool, marks: number): Promise<Row> {
  const enter = async (name: string) => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
    const page = await context.newPage();
    await page.goto(`${address}/sign-in`);
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await page.locator('a[href^="/investigations/"]').first().waitFor();
    return page;
  };
  const [luz, amal] = [await enter('Luz Vera'), await enter('Amal Khoury')];
  const text = textOf(charactersFor(marks));
  const investigation = await post(amal, '/investigations', { title: `Bench ${marks}` });
  const { rows: people } = await pool.query<{ id: string; name: string }>(
    `SELECT id, name FROM "User" WHERE name IN ('Luz Vera', 'Mo Okafor', 'Amal Khoury')`,
  );
  for (const person of people)
    await pool.query(
      `INSERT INTO "Membership" ("investigationId", "userId", role, "addedById") VALUES ($1, $2, 'lead', $2) ON CONFLICT DO NOTHING`,
      [investigation['id'], person.id],
    );
  const source = await post(amal, `/investigations/${String(investigation['id'])}/sources`, {
    ...{ kind: 'text', text, seal: true },
  });
  const sourceId = String(source['id']);
  const { rows } = await pool.query<{ text: string }>(`SELECT text FROM "SourceVersion" WHERE "sourceId" = $1`, [
    sourceId,
  ]);
  await insertMarks(
    pool,
    sourceId,
    spotsOf(rows[0]!.text, marks),
    people.map((person) => person.id),
  );

  // Once to warm what every process warms once; the second opening counts.
  await luz.goto(`${address}/sources/${sourceId}`);
  await luz.waitForFunction(() => CSS.highlights.size > 0, undefined, { timeout: 60_000 });
  await luz.goto('about:blank');
  await luz.goto(`${address}/sources/${sourceId}`, { waitUntil: 'commit' });
  await luz.waitForFunction(() => CSS.highlights.size > 0, undefined, {
    timeout: 60_000,
    polling: 'raf',
  });
  const interactive = await luz.evaluate(() => performance.now());
  await luz.waitForFunction(
    (count) => document.querySelector('[aria-labelledby="rail-show"] button small')?.textContent === String(count),
    marks,
    { timeout: 60_000, polling: 'raf' },
  );
  const allMarks = await luz.evaluate(() => performance.now());
  const words = await firstWords(luz);
  await luz.waitForTimeout(1000);
  const scroll = await scrollFrames(luz, '#content');
  await luz.locator('#content').evaluate((box) => (box.scrollTop = 0));
  await luz.locator('#content').focus();
  const key = await keyToPaint(luz, 'j', 20);
  await luz.keyboard.press('r');
  await luz.getByRole('textbox', { name: 'Reply' }).waitFor();
  const typing = await keyToPaint(luz, 'x', 30);
  await luz.keyboard.press('Escape');
  await luz.locator('#content').evaluate((box) => (box.scrollTop = 0));
  const remotes: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const began = performance.now();
    // Nothing else on this text is a tag.
    const seen = luz.waitForFunction(
      (count) => [...CSS.highlights].some(([name, ranges]) => name.startsWith('rt-tag') && ranges.size > count),
      n,
      { polling: 'raf' },
    );
    await post(amal, `/sources/${sourceId}/annotations`, {
      ...{ id: v7(), kind: 'tag', tags: ['bench'], target: { start: 4 + n * 9, end: 12 + n * 9 } },
    });
    await seen;
    remotes.push(performance.now() - began);
  }
  const bytes = await memory(luz);
  if (marks === Math.max(...sizes)) console.log(await compareDrawing(luz));
  await Promise.all([luz.context().close(), amal.context().close()]);
  const remote = [...remotes].sort((a, b) => a - b)[2]!;
  return {
    ...{ page: 'reading room', marks, firstWords: words, interactive, allMarks, scroll, key, typing, remote },
    megabytes: bytes / 1e6,
  };
}

async function naive(browser: Browser, home: string, marks: number): Promise<Row> {
  const text = textOf(charactersFor(marks)).replaceAll('\n\n', '\n');
  const file = path.join(home, `naive-${marks}.html`);
  writeFileSync(file, naivePage(text, spotsOf(text, marks)));
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  await page.goto(`file://${file}`, { waitUntil: 'commit', timeout: 120_000 });
  await page.waitForFunction(() => document.body.dataset['ready'] === '1', undefined, { timeout: 120_000 });
  const interactive = await page.evaluate(
    () =>
      new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))),
  );
  const words = await firstWords(page);
  const scroll = await scrollFrames(page, '#box');
  const key = await keyToPaint(page, 'j', marks > 1000 ? 3 : 20);
  const remote = await page.evaluate(async () => {
    const began = performance.now();
    (globalThis as unknown as { addMark: (spot: unknown) => void }).addMark({
      id: 'new',
      start: 4,
      end: 12,
      kind: 'note',
    });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - began;
  });
  const bytes = await memory(page);
  await page.close();
  return {
    ...{ page: 'span a mark', marks, firstWords: words, interactive, allMarks: interactive, scroll, key, typing: null },
    ...{ remote, megabytes: bytes / 1e6 },
  };
}

const home = mkdtempSync(path.resolve('.data-bench-reader-'));
const port = await freePort();
const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
  env: { ...process.env, NODE_ENV: 'production', PORT: String(port), REDTHREAD_DATA: home, DATABASE_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise<void>((resolve, reject) => {
  let output = '';
  server.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('is ready at')) resolve();
  });
  server.once('exit', () => reject(new Error(output)));
});
const browser = await chromium.launch({
  executablePath: found.path,
  args: [...BROWSER_FLAGS, '--allow-file-access-from-files'],
});
const pool = new pg.Pool({ connectionString: findRunning(home) });
try {
  const rows: Row[] = [];
  const ms = (value: number): string => value.toFixed(0).padStart(7);
  const print = (row: Row): void => {
    rows.push(row);
    console.log(
      `${row.page.padEnd(13)}${String(row.marks).padStart(7)}${ms(row.firstWords)}${ms(row.interactive)}${ms(row.allMarks)}    ${[row.scroll.p50, row.scroll.p95, row.scroll.worst].map(ms).join('')}  ${[row.key.p50, row.key.p95].map(ms).join('')}  ${row.typing ? [row.typing.p50, row.typing.p95].map(ms).join('') : '             -'}  ${ms(row.remote)} ${row.megabytes.toFixed(1).padStart(8)}`,
    );
  };
  console.log(
    'page           marks   words  ready  all marks   frame p50/p95/worst   key p50/p95   typing p50/p95   remote      MB',
  );
  for (const marks of sizes) {
    print(await room(browser, `http://127.0.0.1:${port}`, pool, marks));
    print(await naive(browser, home, marks));
  }
  const [small, large] = [1000, 10_000].map((marks) =>
    rows.find((row) => row.page === 'reading room' && row.marks === marks),
  );
  if (small && large)
    console.log(
      `growth from 1,000 to 10,000 marks: frame p95 ${(large.scroll.p95 / small.scroll.p95).toFixed(2)}x, key ${(large.key.p50 / small.key.p50).toFixed(2)}x, typing ${((large.typing?.p50 ?? 0) / (small.typing?.p50 ?? 1)).toFixed(2)}x`,
    );
} finally {
  await browser.close();
  await pool.end();
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(home, { recursive: true, force: true });
}
