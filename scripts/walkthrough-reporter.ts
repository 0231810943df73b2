// npm run walkthroughs -- http://127.0.0.1:3000  The pictures of docs/walkthroughs/reporter.md, from the running demo.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_ONE } from '../tests/support/browser.ts';
import { selectWords } from '../tests/support/select-words.ts';
import { untilDrawn } from '../tests/support/drawn.ts';

const address = process.argv[2] ?? 'http://127.0.0.1:3000';
const found = findBrowser();
if (!found) throw new Error(HOW_TO_GET_ONE);
mkdirSync('docs/walkthroughs/reporter', { recursive: true });
const browser = await chromium.launch({ executablePath: found.path, args: BROWSER_FLAGS });

async function enter(name: string, viewport = { width: 1360, height: 860 }) {
  const page = await (await browser.newContext({ viewport })).newPage();
  // tsx wraps named functions in a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page
    .getByRole('link', { name: /Metastasis/ })
    .first()
    .click();
  await page.locator('a[href^="/sources/"]').first().click();
  await untilDrawn(page, 'claim');
  return page;
}

try {
  const luz = await enter('Luz Vera');
  const mo = await enter('Mo Okafor');
  const picture = async (name: string, page = luz) => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `docs/walkthroughs/reporter/${name}.png` });
  };
  await luz.getByRole('button', { name: 'Follow Mo Okafor' }).waitFor();
  await picture('1-room');
  // Words that nobody has marked yet.
  const words = await luz.locator('[data-label="P3"]').evaluate((block) => {
    const node = block.firstChild;
    const text = node?.textContent ?? '';
    const taken = [...CSS.highlights]
      .filter(([name]) => !name.startsWith('rt-suggested'))
      .flatMap(([, ranges]) => [...ranges].filter((range) => range instanceof Range));
    return [...text.matchAll(/(?<=\s)\S+ \S+ \S+ \S+(?=\s)/gu)].find(({ 0: found, index }) => {
      const here = new Range();
      if (node) here.setStart(node, index);
      if (node) here.setEnd(node, index + found.length);
      return !taken.some(
        (range) =>
          range.compareBoundaryPoints(Range.END_TO_START, here) < 0 &&
          range.compareBoundaryPoints(Range.START_TO_END, here) > 0,
      );
    })?.[0];
  });
  if (!words) throw new Error('P3 has no unmarked words.');
  await selectWords(luz, words);
  await picture('2-selection');
  await luz.keyboard.press('x');
  await luz.getByRole('textbox', { name: 'Suggested wording' }).fill(`${words}, as the minutes say`);
  await picture('3-correction');
  await luz.keyboard.press('Escape');
  await selectWords(luz, words);
  await luz.keyboard.press('q');
  await luz.getByRole('textbox', { name: 'Question' }).fill('Does the record say so? @Mo Okafor');
  await luz.getByLabel('For whom').selectOption({ label: 'Mo Okafor' });
  await luz.keyboard.press('Control+Enter');
  const card = mo.locator('[data-card]', { hasText: 'Does the record say so?' });
  await card.getByRole('button').first().click();
  await mo.keyboard.press('r');
  await mo.keyboard.type('It does, on page two.');
  await luz.getByText('Mo Okafor is writing').waitFor();
  await picture('4-thread');
  await mo.keyboard.press('Control+Enter');
  await luz.keyboard.press('Escape');
  await luz.keyboard.press('Control+k');
  await luz.getByRole('combobox', { name: 'What to find or do' }).fill('mark');
  await picture('5-palette');
  await luz.keyboard.press('Escape');
  await luz.keyboard.press('?');
  await picture('6-keys');
  await luz.keyboard.press('Escape');
  await mo.setViewportSize({ width: 390, height: 844 });
  await picture('7-phone', mo);
  await luz.locator('[data-card]', { hasText: 'Does the record say so?' }).getByRole('button').first().click();
  await luz.keyboard.press('Delete');
  await luz.getByText('Mark deleted.').waitFor();
  console.log('docs/walkthroughs/reporter is new.');
} finally {
  await browser.close();
}
