// npm run walkthrough:fact-checker -- http://127.0.0.1:3000  Pictures of docs/walkthroughs/fact-checker.md, from the running demo.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { z } from 'zod';
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

const answer = z.record(z.string(), z.unknown());
async function ask(page: Page, method: string, path: string, body?: object): Promise<z.infer<typeof answer>> {
  const given = await page.evaluate(
    async ([verb, url, data]): Promise<unknown> => {
      const response = await fetch(`/api/v1${url}`, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(data ? { body: JSON.stringify(data) } : {}),
      });
      if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
      return response.json();
    },
    [method, path, body] as const,
  );
  return answer.parse(given);
}

/** A published verdict in a case of its own, whose source is then corrected (CLM-17). */
async function changed(): Promise<void> {
  const [luz, mo, amal] = [await enter(/Luz Vera/), await enter(/Mo Okafor/), await enter(/Amal/)];
  const post = async (page: Page, path: string, body: object) => String((await ask(page, 'POST', path, body))['id']);
  const caseId = await post(luz, '/investigations', { title: 'The second crane' });
  for (const [page, role] of [[mo, 'checker'] as const, [amal, 'editor'] as const]) {
    const me = await ask(page, 'GET', '/me');
    await ask(luz, 'PUT', `/investigations/${caseId}/members/${String(me['id'])}`, { role });
  }
  const ledger = (month: string) => `The ledger\n\nThe harbour office signed for the second crane in ${month}.`;
  const source = { kind: 'text', title: 'The ledger', text: ledger('March'), seal: true };
  const sourceId = await post(luz, `/investigations/${caseId}/sources`, source);
  const mark = await ask(luz, 'POST', `/sources/${sourceId}/annotations`, {
    kind: 'claim',
    target: { quote: { exact: 'signed for the second crane in March' } },
    claim: { statement: 'The harbour office signed for the second crane in March.' },
  });
  const claimId = String(mark['claimId']);
  await post(mo, `/claims/${claimId}/evidence`, { stance: 'supports', annotationId: String(mark['id']) });
  const move = async (page: Page, to: string, more: object = {}) => {
    const { revision } = await ask(page, 'GET', `/claims/${claimId}`);
    await ask(page, 'POST', `/claims/${claimId}/transitions`, { to, revision, ...more });
  };
  await move(mo, 'checking');
  await move(mo, 'in_review', { rating: 'true', rationale: 'The ledger has the signature [1].' });
  await move(amal, 'verified');
  await move(amal, 'published');
  await ask(luz, 'POST', `/sources/${sourceId}/versions`, { kind: 'text', text: ledger('April') });
  await amal.goto(`${address}/claims/${claimId}`);
  await amal.getByText('Something has changed under this verdict').waitFor();
  await picture(amal, '8-changed');
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
  await changed();
  console.log(`${folder} is new.`);
} finally {
  await browser.close();
}
