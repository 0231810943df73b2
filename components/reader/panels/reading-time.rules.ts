/** As much of a version as is counted. */
interface Text {
  readonly text: string;
  readonly blocks: readonly { readonly role: string; readonly start: number; readonly end: number }[];
}

/** Silent reading of non-fiction by adults (Brysbaert 2019: a review of 190 studies). */
const WORDS_A_MINUTE = 238;

/** How many words a text has, without what is no part of the article, and how long one reads it. */
export function readingTime({ text, blocks }: Text): {
  readonly words: number;
  readonly minutes: number;
} {
  const words = blocks
    .filter(({ role }) => role !== 'boilerplate')
    .reduce(
      (sum, { start, end }) =>
        sum + (text.slice(start, end).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0),
      0,
    );
  return { words, minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)) };
}
