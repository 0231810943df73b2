import type { Tokens } from './tokens.rules.ts';

/** Where each word stands, made once for a text. */
export interface WordIndex {
  readonly tokens: Tokens;
  readonly first: Int32Array;
  readonly places: Int32Array;
}

export function indexWords(tokens: Tokens, vocabularySize: number): WordIndex {
  const first = new Int32Array(vocabularySize + 1);
  for (const id of tokens.ids) first[id + 1] = (first[id + 1] ?? 0) + 1;
  for (let id = 0; id < vocabularySize; id += 1) first[id + 1] = (first[id + 1] ?? 0) + (first[id] ?? 0);
  const filled = first.slice();
  const places = new Int32Array(tokens.count);
  for (const [at, id] of tokens.ids.entries()) {
    const slot = filled[id] ?? 0;
    places[slot] = at;
    filled[id] = slot + 1;
  }
  return { tokens, first, places };
}

export const placesOf = ({ first, places }: WordIndex, id: number): Int32Array =>
  places.subarray(first[id] ?? 0, first[id + 1] ?? 0);

/** Longer runs are not looked up by words: nothing repeats a paragraph by chance. */
const LONGEST = 60;
/** More copies than this say nothing more. */
const MANY = 200;

/** Where the run `ids[from..to)` stands in the indexed text, found by its rarest word. */
export function copiesOf(index: WordIndex, ids: Int32Array, from: number, to: number): number[] {
  const length = to - from;
  if (length <= 0 || length > LONGEST) return [];
  let rarest = from;
  let fewest = Infinity;
  for (let at = from; at < to; at += 1) {
    const id = ids[at] ?? 0;
    const count = (index.first[id + 1] ?? 0) - (index.first[id] ?? 0);
    if (count < fewest) [rarest, fewest] = [at, count];
  }
  const found: number[] = [];
  for (const place of placesOf(index, ids[rarest] ?? 0)) {
    const start = place - (rarest - from);
    if (start < 0 || start + length > index.tokens.count) continue;
    let same = true;
    for (let k = 0; k < length && same; k += 1) same = index.tokens.ids[start + k] === ids[from + k];
    if (same) found.push(start);
    if (found.length >= MANY) break;
  }
  return found;
}

const CONTEXT = 8;

/** How many words in a row, at most 8 a side, read the same around two places of the same run. */
export function agreement(
  left: Tokens,
  from: number,
  to: number,
  right: Tokens,
  otherFrom: number,
  otherTo: number,
): { readonly before: number; readonly after: number; readonly total: number } {
  let before = 0;
  while (before < CONTEXT && sameAt(left, from - 1 - before, right, otherFrom - 1 - before)) before += 1;
  let after = 0;
  while (after < CONTEXT && sameAt(left, to + after, right, otherTo + after)) after += 1;
  return { before, after, total: before + after };
}

/** Words on both sides, or many in all, were found again together: enough to know a passage in another place. */
export const wentTogether = (length: number, around: { readonly before: number; readonly after: number }): boolean =>
  Math.min(around.before, around.after) >= 3 || length + around.before + around.after >= 16;

/** The beginnings, and the ends, of two texts agree as a word would. */
function sameAt(left: Tokens, a: number, right: Tokens, b: number): boolean {
  const [outA, outB] = [a < 0 || a >= left.count, b < 0 || b >= right.count];
  if (outA || outB) return outA && outB && a < 0 === b < 0;
  return left.ids[a] === right.ids[b];
}
