import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest';
import { freePort } from '@/server/postgres.ts';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_ONE } from '../support/browser.ts';
import { fillHome } from '../support/filled-home.ts';
import { ended, startServer } from '../support/server.ts';

export { clickDrawn, drawnWords, untilDrawn } from '../support/drawn.ts';
export { selectWords } from '../support/select-words.ts';

const browserFound = findBrowser();

export interface Product {
  readonly address: string;
  /** A window of a demo person of their own: as on another computer. */
  readonly enter: (name: string, viewport?: { width: number; height: number }) => Promise<Page>;
  /** A window of an admin, made as a self-hoster makes the first one (docs/operations.md) and signed in by password. */
  readonly enterAdmin: (name: string, email: string) => Promise<Page>;
  /** As a power cut would: no goodbye. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** What the server has printed since it was ready. */
  readonly said: () => string;
}

/**
 * Journeys in a real browser against the built product with a database of its own. Without a browser they are reported
 * as not run, in words; CI has to have one.
 */
export function journeys(name: string, write: (product: Product) => void, entry?: string): void {
  if (!browserFound) {
    if (process.env.CI)
      throw new Error(`CI has to run the browser journeys, and no browser was found. ${HOW_TO_GET_ONE}`);
    describe.skip(`${name} (not run: no browser was found. ${HOW_TO_GET_ONE})`, () =>
      write(undefined as unknown as Product));
    return;
  }
  describe(name, { timeout: 90_000 }, () => {
    const home = mkdtempSync(path.resolve('.data-journey-'));
    const opened: BrowserContext[] = [];
    let browser: Browser;
    let server: ChildProcess;
    let port = 0;
    let said = '';
    const start = async () => {
      server = await startServer(home, port, entry);
      for (const stream of [server.stdout, server.stderr])
        stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    };
    beforeAll(async () => {
      port = await freePort();
      await fillHome(home, inject('filledHome'), port);
      browser = await chromium.launch({ executablePath: browserFound.path, args: BROWSER_FLAGS });
      await start();
    }, 120_000);
    afterAll(async () => {
      await Promise.all(opened.map((context) => context.close()));
      await browser.close();
      await ended(server, 'SIGINT');
      rmSync(home, { recursive: true, force: true });
    }, 60_000);
    // What the people saw when it went wrong, for whoever has to find out why.
    beforeEach(({ onTestFailed, task }) =>
      onTestFailed(async () => {
        mkdirSync('test-results', { recursive: true });
        const pages = opened.flatMap((context) => context.pages());
        const file = task.name.replace(/[^\w]+/gu, '-').slice(0, 60);
        await Promise.all(
          pages.map((page, index) =>
            page.screenshot({ path: `test-results/${file}-${index}.png` }).catch(() => undefined),
          ),
        );
      }),
    );
    const atTheDoor = async (viewport = { width: 1360, height: 860 }) => {
      const context = await browser.newContext({ viewport });
      opened.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(`http://127.0.0.1:${port}/sign-in`);
      return page;
    };
    write({
      get address() {
        return `http://127.0.0.1:${port}`;
      },
      start,
      said: () => said,
      kill: () => ended(server, 'SIGKILL'),
      enterAdmin: async (person, email) => {
        const who = ['--email', email, '--name', person, '--role', 'admin', '--password', PASSWORD];
        await redthread(home, 'user', 'create', ...who);
        const page = await atTheDoor();
        await page.getByLabel('Mail address').fill(email);
        await page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByRole('heading', { name: 'Investigations' }).waitFor();
        await listens(page);
        return page;
      },
      enter: async (person, viewport) => {
        const page = await atTheDoor(viewport);
        await page.getByRole('button', { name: new RegExp(person) }).click();
        await page.getByRole('heading', { name: 'Investigations' }).waitFor();
        await listens(page);
        return page;
      },
    });
  });
}

const PASSWORD = 'lantern quarry violet tugboat';
const run = promisify(execFile);

/** The command line, on the database of the server that runs in `home`. */
async function redthread(home: string, ...words: readonly string[]): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', 'bin/redthread.ts', ...words], {
    env: { ...process.env, REDTHREAD_DATA: home, DATABASE_URL: '', VITEST: '' },
  });
}

/** A page is readable before it listens: a click that comes first would be lost. */
export async function listens(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const button = document.querySelector('main button');
    return button && Object.keys(button).some((key) => key.startsWith('__reactProps'));
  });
}

/** Asks the API as the person of this window. */
export async function api(
  page: Page,
  method: string,
  address: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  return page.evaluate(
    async ([verb, url, data]) => {
      const response = await fetch(`/api/v1${url}`, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(data === undefined ? {} : { body: JSON.stringify(data) }),
      });
      return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, unknown> };
    },
    [method, address, body] as const,
  );
}
