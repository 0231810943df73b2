/** Folded for finding: case and accents do not matter. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/**
 * How well words fit what was typed; 0: not at all. Every typed word has to be found; at the beginning of a word counts
 * more than inside one, at the very beginning most.
 */
export function fit(query: string, words: string): number {
  const text = ` ${fold(words)}`;
  const asked = fold(query).split(/\s+/u).filter(Boolean);
  let score = 1;
  for (const word of asked) {
    if (text.startsWith(` ${word}`)) score += 4;
    else if (text.includes(` ${word}`)) score += 2;
    else if (text.includes(word)) score += 1;
    else return 0;
  }
  return score;
}

/** The best first; of equals, the order in which they came. */
export function ranked<Item extends { readonly words: string }>(
  query: string,
  items: readonly Item[],
  max: number,
): Item[] {
  return items
    .map((item, index) => ({ item, index, score: fit(query, item.words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, max)
    .map(({ item }) => item);
}
