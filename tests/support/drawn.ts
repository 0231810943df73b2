import type { Page } from 'playwright-core';

/**
 * What is drawn on the sealed text: CSS custom highlights, which are no elements (docs/adr/0013). A kind's name, or what
 * is going on with the words: active, pending, private, resolved, deep (several marks), selection, found, suggested.
 */
export type Drawn = string;

/** The words of every stretch that looks so, in the order of the text. */
export const drawnWords = (page: Page, kind: Drawn): Promise<string[]> => page.evaluate(wordsIn, kind);

/** Waits until something looks so, and has these words where they are given. */
export async function untilDrawn(page: Page, kind: Drawn, words = ''): Promise<void> {
  await page.waitForFunction(
    ([look, wanted]) =>
      [...CSS.highlights].some(
        ([name, ranges]) =>
          (name === `rt-${look}` || name.startsWith(`rt-${look}-`)) &&
          [...ranges].some(({ startContainer, startOffset, endContainer, endOffset }) => {
            const range = new Range();
            range.setStart(startContainer, startOffset);
            range.setEnd(endContainer, endOffset);
            return range.toString().includes(wanted);
          }),
      ),
    [kind, words] as const,
  );
}

/** Clicks on the first words that look so, as a mouse does, once they stand still. */
export async function clickDrawn(page: Page, kind: Drawn, words = ''): Promise<void> {
  await untilDrawn(page, kind, words);
  const point = await page.evaluate(placeOf, [kind, words] as const);
  await page.mouse.click(point.x, point.y);
}

// What follows runs in the page: nothing of this file is there.
function wordsIn(look: string): string[] {
  const kinds = ['claim', 'entity', 'tag', 'note', 'question', 'highlight', 'correction', 'resolved'];
  const asked = look === 'mark' ? kinds : [look];
  return [...CSS.highlights]
    .filter(([name]) => asked.some((one) => name === `rt-${one}` || name.startsWith(`rt-${one}-`)))
    .flatMap(([, ranges]) => [...ranges])
    .map(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = new Range();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range;
    })
    .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
    .map((range) => range.toString());
}

async function placeOf([look, wanted]: readonly [string, string]): Promise<{ x: number; y: number }> {
  for (let before = Number.NaN, still = 0; ;) {
    // Looked for again each time: what is drawn anew has new ranges.
    const range = [...CSS.highlights]
      .filter(([name]) => name === `rt-${look}` || name.startsWith(`rt-${look}-`))
      .flatMap(([, ranges]) => [...ranges])
      .map(({ startContainer, startOffset, endContainer, endOffset }) => {
        const one = new Range();
        one.setStart(startContainer, startOffset);
        one.setEnd(endContainer, endOffset);
        return one;
      })
      .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
      .find((one) => one.toString().includes(wanted));
    const rect = range?.getClientRects()[0];
    if (Number.isNaN(before)) range?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    if (rect) {
      still = rect.top === before ? still + 1 : 0;
      before = rect.top;
      if (still === 10) return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
    }
    await new Promise(requestAnimationFrame);
  }
}
