import type { Alignment } from './align.rules.ts';
import type { WordIndex } from './occurrences.rules.ts';
import { agreement, copiesOf, placesOf, wentTogether } from './occurrences.rules.ts';
import type { Range } from './rules.ts';

export interface Unclaimed {
  readonly range: Range;
  readonly score: number;
  /** Clear enough to be taken without asking: nearly all of the words, among words that stood around them, no rival. */
  readonly certain: boolean;
}

const CERTAIN = 0.8;
const WORTH_SHOWING = 0.5;
const MARGIN = 0.15;
/** Rarest words of a mark that are looked up, and places of each: what bounds the time a lost mark costs. */
const PROBES = 6;
const PLACES = 40;

/**
 * Looks for a lost mark among the words of the new text that no word of the old text claims: new sentences, and
 * passages that moved with too many edits to be recognised as such. Candidates are the places where its rarest words
 * stand in about their order; each is measured by the weighted longest common subsequence.
 */
export function searchUnclaimed(
  alignment: Alignment,
  indexes: { readonly next: WordIndex },
  from: number,
  to: number,
): Unclaimed | null {
  const { old, next, back } = alignment;
  const length = to - from;
  const exact = copiesOf(indexes.next, old.ids, from, to).filter((at) => isFree(back, at, length));
  const [only] = exact;
  if (only !== undefined) {
    const range = { start: next.starts[only] ?? 0, end: next.ends[only + length - 1] ?? 0 };
    const around = agreement(old, from, to, next, only, only + length);
    return { range, score: 1, certain: exact.length === 1 && wentTogether(length, around) };
  }
  const candidates = [...startsNear(alignment, indexes.next, from, to)].map((start) =>
    measure(alignment, from, to, start),
  );
  candidates.sort((one, other) => other.score - one.score);
  const [best] = candidates;
  if (!best || best.score < WORTH_SHOWING) return null;
  const second = candidates.find(({ first, last }) => first > best.last || last < best.first);
  const around = agreement(old, from, to, next, best.first, best.last + 1);
  const clear = best.score - (second?.score ?? 0) >= MARGIN;
  return {
    range: { start: next.starts[best.first] ?? 0, end: next.ends[best.last] ?? 0 },
    score: best.score,
    certain: best.score >= CERTAIN && clear && wentTogether(length, around),
  };
}

const isFree = (back: Int32Array, from: number, length: number): boolean => {
  for (let k = 0; k < length; k += 1) if (back[from + k] !== -1) return false;
  return true;
};

/** New tokens where the mark would begin if one of its rarest words stood where it does. */
function startsNear({ old, back, weight }: Alignment, index: WordIndex, from: number, to: number): Set<number> {
  const words = Array.from({ length: to - from }, (_, k) => from + k)
    .sort((a, b) => (weight[old.ids[b] ?? 0] ?? 0) - (weight[old.ids[a] ?? 0] ?? 0))
    .slice(0, PROBES);
  const votes = new Map<number, number>();
  for (const word of words) {
    const worth = weight[old.ids[word] ?? 0] ?? 0;
    let looked = 0;
    for (const place of placesOf(index, old.ids[word] ?? 0)) {
      if (back[place] !== -1) continue;
      const bucket = Math.max(0, place - (word - from)) >> 3;
      votes.set(bucket, (votes.get(bucket) ?? 0) + worth);
      looked += 1;
      if (looked >= PLACES) break;
    }
  }
  const best = [...votes].sort((a, b) => b[1] - a[1]).slice(0, 4);
  return new Set(best.map(([bucket]) => bucket << 3));
}

interface Measured {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

/** The weighted longest common subsequence of the mark and the unclaimed words near `start`. */
function measure({ old, next, back, weight }: Alignment, from: number, to: number, start: number): Measured {
  const length = Math.min(to - from, 400);
  const low = Math.max(0, start - 8);
  const high = Math.min(next.count, start + Math.ceil(length * 1.5) + 16);
  const width = high - low + 1;
  const table = new Float32Array((length + 1) * width);
  let total = 0;
  for (let row = 1; row <= length; row += 1) {
    const id = old.ids[from + row - 1] ?? -1;
    const worth = 0.05 + (weight[id] ?? 0);
    total += worth;
    for (let column = 1; column < width; column += 1) {
      const to = low + column - 1;
      const same = next.ids[to] === id && back[to] === -1;
      table[row * width + column] = Math.max(
        table[(row - 1) * width + column] ?? 0,
        table[row * width + column - 1] ?? 0,
        same ? (table[(row - 1) * width + column - 1] ?? 0) + worth : 0,
      );
    }
  }
  let [first, last] = [-1, -1];
  for (let [row, column] = [length, width - 1]; row > 0 && column > 0;) {
    const value = table[row * width + column] ?? 0;
    if (value === (table[(row - 1) * width + column] ?? 0)) row -= 1;
    else if (value === (table[row * width + column - 1] ?? 0)) column -= 1;
    else {
      first = low + column - 1;
      if (last < 0) last = first;
      row -= 1;
      column -= 1;
    }
  }
  if (first < 0) return { first: low, last: low, score: 0 };
  const shared = (table[length * width + width - 1] ?? 0) / total;
  // Strewn over many other words, common words make no likeness.
  const density = Math.min(1, (length * 1.4) / (last - first + 1));
  return { first, last, score: shared * density };
}
