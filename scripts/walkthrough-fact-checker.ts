// npm run walkthrough:fact-checker -- http://127.0.0.1:3000  Pictures of docs/walkthroughs/fact-checker.md, from the running demo.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_ONE } from '../tests/support/browser.ts';

const address = process.argv[2] ?? 'http://127.0.0.1:3000';
const folder = 'docs/walkthroughs/fact-checker';
const found = findBrowser();
if (!found) throw new Error(HOW_TO_GET_ONE);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: found.path, args: BROWSER_FLAGS });

async function enter(name: RegExp): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.getByRole('heading', { name: 'Investigations' }).waitFor();
  return page;
}
async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${folder}/${name}.png` });
}

try {
  const mo = await enter(/Mo Okafor/);
  await mo.goto(`${address}/my-day`);
  await mo.getByRole('heading', { name: 'My day' }).waitFor();
  await picture(mo, '1-my-day');
  await mo.goto(address);
  await mo
    .getByRole('link', { name: /Metastasis/ })
    .first()
    .click();
  await mo.getByRole('link', { name: /^Claims/ }).click();
  await mo.getByRole('table').waitFor();
  await picture(mo, '2-desk');
  await mo.keyboard.press('b');
  await picture(mo, '3-board');
  await mo.keyboard.press('b');
  await mo.locator('tr', { hasText: 'Checking' }).getByRole('link').first().click();
  await mo.getByRole('heading', { name: 'Verdict' }).waitFor();
  await picture(mo, '4-claim');
  await mo.getByRole('button', { name: 'Add evidence' }).click();
  await mo.getByRole('dialog', { name: 'Add evidence' }).locator('[data-start]').first().waitFor();
  await picture(mo, '5-evidence');
  await mo.keyboard.press('Escape');
  await mo.goBack();
  await mo.locator('tr', { hasText: 'In review' }).getByRole('link').first().click();
  await mo.getByRole('heading', { name: 'Verdict' }).waitFor();
  await picture(mo, '6-review');
  await mo.goto(`${address}/my-day/outcomes`);
  await mo.getByRole('heading', { name: 'What became of my work' }).waitFor();
  await picture(mo, '7-outcomes');
  console.log(`${folder} is new.`);
} finally {
  await browser.close();
}
