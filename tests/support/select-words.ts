import type { Page } from 'playwright-core';

/** Selects words of the sealed text as a mouse does. */
export async function selectWords(page: Page, words: string, expected = { toolbar: true }): Promise<void> {
  const box = await page.evaluate(async (wanted) => {
    await document.fonts.ready;
    const text = document.querySelector('.ProseMirror');
    const walker = document.createTreeWalker(text!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted);
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      node.parentElement!.scrollIntoView({ block: 'center' });
      // Where the words stand once nothing moves any more: fonts, cards and the scroll have settled.
      for (let before = -1, still = 0; still < 10;) {
        await new Promise(requestAnimationFrame);
        const { top } = range.getBoundingClientRect();
        still = top === before ? still + 1 : 0;
        before = top;
      }
      const rects = [...range.getClientRects()];
      const [first, last] = [rects[0]!, rects.at(-1)!];
      return {
        x1: first.left + 2,
        y1: first.top + first.height / 2,
        x2: last.right - 2,
        y2: last.top + last.height / 2,
      };
    }
    return null;
  }, words);
  if (!box) throw new Error(`“${words}” is not on the page`);
  await page.mouse.move(box.x1, box.y1);
  await page.mouse.down();
  await page.mouse.move((box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2);
  await page.mouse.move(box.x2, box.y2);
  await page.mouse.up();
  if (expected.toolbar) await page.getByRole('group', { name: 'Mark the selected words' }).waitFor();
}
