// npm run screenshots -- http://127.0.0.1:3000  Pictures of the running demo for the README.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_ONE } from '../tests/support/browser.ts';
import { untilDrawn } from '../tests/support/drawn.ts';

const address = process.argv[2] ?? 'http://127.0.0.1:3000';
const found = findBrowser();
if (!found) throw new Error(HOW_TO_GET_ONE);
mkdirSync('docs/images', { recursive: true });
const browser = await chromium.launch({ executablePath: found.path, args: BROWSER_FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name: /Luz Vera/ }).click();
  await page
    .getByRole('link', { name: /Metastasis/ })
    .first()
    .click();
  await page.locator('a[href^="/sources/"]').first().click();
  await untilDrawn(page, 'claim');
  await page.getByText('All changes saved').waitFor();
  await page.locator('[data-card][data-kind="claim"]').first().getByRole('button').first().click();
  await untilDrawn(page, 'active');
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'docs/images/reading-room.png' });
  await page
    .getByRole('link', { name: /Metastasis/ })
    .first()
    .click();
  await page.getByRole('link', { name: /^Claims/ }).click();
  await page.getByRole('table').waitFor();
  await page.screenshot({ path: 'docs/images/claims.png' });
  await page.locator('tr', { hasText: 'In review' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Verdict' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'docs/images/claim.png' });
  console.log('docs/images is new.');
} finally {
  await browser.close();
}
