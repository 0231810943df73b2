import type { Page } from 'playwright-core';

/** Selects words of the sealed text as a mouse does. */
export async function selectWords(page: Page, words: string, expected = { toolbar: true }): Promise<void> {
  const box = await page.evaluate(async (wanted) => {
    await document.fonts.ready;
    for (const block of document.querySelectorAll('.ProseMirror [data-label]')) {
      // The words may be drawn in pieces; what only a screen reader hears is none of them.
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node instanceof Text && !node.parentElement?.closest('.visually-hidden')) nodes.push(node);
      const at = nodes
        .map((node) => node.data)
        .join('')
        .indexOf(wanted);
      if (at === -1) continue;
      const spot = (offset: number, isEnd: boolean): [Text, number] => {
        let left = offset;
        for (const node of nodes) {
          if (isEnd ? left <= node.length : left < node.length) return [node, left];
          left -= node.length;
        }
        throw new Error('the words end after their block');
      };
      const range = document.createRange();
      const [node] = spot(at, false);
      range.setStart(...spot(at, false));
      range.setEnd(...spot(at + wanted.length, true));
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
