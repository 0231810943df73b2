import type { Range } from '../../lib/anchors/rules.ts';
import { approximateMatches } from '../../lib/anchors/approximate.rules.ts';
import { reanchoring } from '../../lib/anchors/reanchor.rules.ts';

export interface Mark extends Range {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Prepares a pair of texts, then answers for each mark its place in the new one, or null. */
export type Method = (oldText: string, newText: string) => (mark: Mark) => Range | null;

export const ours: Method = (oldText, newText) => {
  const { place } = reanchoring(oldText, newText);
  return (mark) => place(mark).range;
};

export const plainIndexOf: Method = (_oldText, newText) => (mark) => {
  const start = newText.indexOf(mark.exact);
  return start < 0 ? null : { start, end: start + mark.exact.length };
};

/**
 * The usual weighting, as the Hypothesis client does it (src/annotator/anchoring/match-quote.ts): exact matches, else
 * those with the fewest errors up to half the quotation; 50 for the quotation, 20 for what stands before, 20 for what
 * stands after, 2 for the position; the best one, whatever its score.
 */
export const usualWeighting: Method = (_oldText, newText) => (mark) => {
  const found = search(newText, mark.exact, Math.min(256, mark.exact.length / 2));
  let best: (Range & { readonly score: number }) | null = null;
  for (const { start, end, errors } of found) {
    const quote = 1 - errors / mark.exact.length;
    const before = mark.prefix
      ? likeness(newText.slice(Math.max(0, start - mark.prefix.length), start), mark.prefix)
      : 1;
    const after = mark.suffix ? likeness(newText.slice(end, end + mark.suffix.length), mark.suffix) : 1;
    const position = 1 - Math.abs(start - mark.start) / newText.length;
    const score = (50 * quote + 20 * before + 20 * after + 2 * position) / 92;
    if (!best || score > best.score) best = { start, end, score };
  }
  return best && { start: best.start, end: best.end };
};

function search(text: string, words: string, maxErrors: number) {
  const exact: { start: number; end: number; errors: number }[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    exact.push({ start: at, end: at + words.length, errors: 0 });
  return exact.length > 0 ? exact : approximateMatches(text, words, maxErrors);
}

function likeness(text: string, words: string): number {
  if (text === '' || words === '') return 0;
  const [match] = search(text, words, words.length);
  return match ? 1 - match.errors / words.length : 0;
}
