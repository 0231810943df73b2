import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export interface FoundBrowser {
  readonly path: string;
  readonly from: string;
}

export const HOW_TO_GET_ONE =
  'Install Chromium or Chrome (on Debian: apt-get install -y chromium), or run `npx playwright-core install chromium`, or set CHROMIUM_PATH.';

/** Flags for a headless browser in a container; none of them changes what a page may do. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

let once: FoundBrowser | null | undefined;

/**
 * A Chromium for the journeys: CHROMIUM_PATH, then one that is installed, then Playwright's own. As root on a machine
 * with apt (a fresh container), Debian's is installed once, because nobody sits there to do it.
 */
export function findBrowser(): FoundBrowser | null {
  once ??= look() ?? (installed() ? look() : null);
  return once;
}

function look(): FoundBrowser | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? { path: given, from: 'CHROMIUM_PATH' } : null;
  for (const command of commands) {
    const which = spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { encoding: 'utf8' });
    const path = which.stdout.split('\n')[0]?.trim();
    if (which.status === 0 && path) return { path, from: 'installed' };
  }
  const place = places.find((path) => existsSync(path));
  if (place) return { path: place, from: 'installed' };
  const own = chromium.executablePath();
  return own && existsSync(own) ? { path: own, from: "Playwright's own" } : null;
}

function installed(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) return false;
  process.stdout.write('Installing Chromium with apt-get for the journeys …\n');
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], options);
  return (
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], options)
      .status === 0
  );
}
