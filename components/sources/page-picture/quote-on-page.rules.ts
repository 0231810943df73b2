/** A run of words as a PDF draws it, in pixels of the page's picture. */
export interface DrawnWords {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Letter {
  readonly letter: string;
  readonly run: number;
  /** Where in its run it stands, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** Letters alone: how a page breaks its lines and divides its words says nothing about what is quoted. */
const letterOf = (sign: string): string =>
  sign
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐‑­]/gu, '');
const lettersOf = (text: string): string => Array.from(text, letterOf).join('');

/** Less of a quote than this is no find: the rest of it stands on the next page. */
const LEAST = 12;

/**
 * Where a quote stands in the picture of its page. Of words that the page holds more than once those are meant which
 * `before` precedes; of a quote that goes on overleaf the beginning is found. Nothing where the picture has other words.
 */
export function quoteOnPage(runs: readonly DrawnWords[], quote: string, before: string): readonly Box[] {
  const letters = runs.flatMap(({ text }, run) => {
    const signs = Array.from(text);
    return signs.flatMap((sign, at): Letter[] =>
      Array.from(letterOf(sign), (letter) => ({
        ...{ letter, run },
        from: at / signs.length,
        to: (at + 1) / signs.length,
      })),
    );
  });
  const page = letters.map(({ letter }) => letter).join('');
  const whole = lettersOf(quote);
  for (let length = whole.length; length > 0; length = Math.floor(length / 2)) {
    if (length < whole.length && length < LEAST) return [];
    const wanted = whole.slice(0, length);
    const start = bestOf(page, wanted, lettersOf(before));
    if (start !== null) return boxesOf(runs, letters.slice(start, start + wanted.length));
  }
  return [];
}

/** The copy that stands after the most of what comes before the quote. */
function bestOf(page: string, wanted: string, before: string): number | null {
  let best: { readonly start: number; readonly agrees: number } | null = null;
  for (let start = page.indexOf(wanted); start >= 0; start = page.indexOf(wanted, start + 1)) {
    let agrees = 0;
    while (agrees < before.length && page[start - 1 - agrees] === before[before.length - 1 - agrees]) agrees += 1;
    if (!best || agrees > best.agrees) best = { start, agrees };
  }
  return best?.start ?? null;
}

function boxesOf(runs: readonly DrawnWords[], letters: readonly Letter[]): readonly Box[] {
  return [...Map.groupBy(letters, ({ run }) => run)].flatMap(([index, found]) => {
    const [run, first, last] = [runs[index], found[0], found.at(-1)];
    if (!run || !first || !last) return [];
    const { x, y, width, height } = run;
    return [{ x: x + width * first.from, y, width: width * (last.to - first.from), height }];
  });
}
