// From a key in one browser to the letter on another's screen, in the room with everybody in it.
import path from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser } from '../../../tests/support/browser.ts';
import { ms, quantile } from '../../figures.ts';
import type { Kind } from '../clients.ts';
import { turnsOf } from '../clients.ts';
import { enter } from '../load.ts';
import type { Stage } from '../stage.ts';
import { ServerUnderTest } from '../under-test.ts';

/** Both pages are looked at: a browser draws what nobody sees more seldom. */
const FLAGS = [
  ...BROWSER_FLAGS,
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  // The page is put there by us, not by the server under test: to the browser it comes from nowhere.
  '--disable-features=LocalNetworkAccessChecks',
];
/** Letters that are not counted: what runs for the first time is slow once. */
const WARM_LETTERS = 20;

/** The same page for every server: Tiptap, the server's own client, nothing else. */
async function pageFor(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve('bench/live/screen/page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    minify: true,
  });
  return outputFiles[0]?.text ?? '';
}

async function open(context: BrowserContext, script: string, port: number, userId: string): Promise<Page> {
  const page = await context.newPage();
  const address = `http://127.0.0.1:${port}/bench-page`;
  await context.addCookies([{ name: 'bench-user', value: userId, url: address }]);
  await page.route('**/bench-page', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><body></body>' }),
  );
  await page.goto(address);
  await page.addScriptTag({ content: script });
  return page;
}

interface Rounds {
  readonly kinds: readonly Kind[];
  readonly rounds: number;
  readonly seconds: number;
  readonly editsPerSecond: number;
  readonly stage: Stage;
  /** Of the database. */
  readonly url: string;
}

/** Two browsers are the 199th and the 200th in the room; one of them is one of the ten who write. */
export async function screens({ kinds, rounds, seconds, editsPerSecond, stage, url }: Rounds): Promise<void> {
  const found = findBrowser();
  if (!found) {
    console.log('\nfrom key to screen: left out, no browser was found');
    return;
  }
  const script = await pageFor();
  const browser = await chromium.launch({ executablePath: found.path, args: FLAGS });
  const times = new Map<Kind, number[]>();
  for (let round = 0; round < rounds; round += 1)
    for (const kind of turnsOf(kinds, round)) times.set(kind, [...(times.get(kind) ?? []), ...(await one(kind))]);
  await browser.close();
  console.log(
    `\nfrom a key in one browser to the letter on another's screen, 200 people in the room, 10 of them writing`,
  );
  console.log(`${editsPerSecond} edits a second, carets moving: ${rounds} rounds each, alternating`);
  console.log('                    p50      p95      p99   letters');
  for (const [kind, list] of times)
    console.log(
      `${kind.padEnd(14)}${ms(quantile(list, 0.5))} ${ms(quantile(list, 0.95))} ${ms(quantile(list, 0.99))} ${String(list.length).padStart(9)}`,
    );
  const own = times.get('ours');
  for (const [kind, list] of times)
    if (own && kind !== 'ours')
      console.log(
        `ratio ours / ${kind}: p50 ${(quantile(own, 0.5) / quantile(list, 0.5)).toFixed(2)}, p95 ${(quantile(own, 0.95) / quantile(list, 0.95)).toFixed(2)}`,
      );

  async function one(kind: Kind): Promise<number[]> {
    const room = await stage.newDocument();
    const server = await ServerUnderTest.start(kind, url);
    const crowd = { rooms: [room], people: 198, writers: 9, editsPerSecond, seconds: seconds + 2, carets: true };
    const { write, leave } = await enter(kind, server.port, stage.users, crowd);
    const contexts = [await browser.newContext(), await browser.newContext()];
    const pages: Page[] = [];
    for (const [index, context] of contexts.entries()) {
      const userId = stage.users[198 + index] ?? '';
      const page = await open(context, script, server.port, userId);
      await page.evaluate((args) => window.enterRoom(...args), [kind, room, userId] as const);
      pages.push(page);
    }
    const [writer, reader] = pages;
    if (!writer || !reader) throw new Error('two pages were opened');
    await writer.locator('.ProseMirror').click();
    const writing = write(() => undefined);
    const letters = WARM_LETTERS + Math.round(seconds * editsPerSecond);
    const began = performance.now();
    for (let n = 0; n < letters; n += 1) {
      // Not in step with the screen, which draws every 16.7 ms: each letter meets it at another point.
      const wait = began + (n * 1000) / editsPerSecond + ((n * 7) % 17) - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await writer.keyboard.press('abcdefghij'[n % 10] ?? 'a');
    }
    await reader.waitForFunction((count) => window.watched.shown.length >= count, letters, { timeout: 10_000 });
    const { pressed } = await writer.evaluate(() => window.watched);
    const { shown } = await reader.evaluate(() => window.watched);
    await writing;
    for (const context of contexts) await context.close();
    leave();
    await server.stop();
    return pressed.slice(WARM_LETTERS).map((at, index) => (shown[WARM_LETTERS + index] ?? Number.NaN) - at);
  }
}
