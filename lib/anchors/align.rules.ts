import { settleGaps } from './gaps.rules.ts';
import type { Tokens } from './tokens.rules.ts';
import { likeness, tokenise, Vocabulary, weights } from './tokens.rules.ts';

/**
 * Which word of one text is which word of a later one.
 *
 * 1. What begins and ends alike is matched; between, runs of words that occur exactly once in either text are anchors,
 *    of which the longest rising chain is kept (patience diff, Bram Cohen; the chain by patience sorting, Fredman 1975),
 *    and the pieces between are treated the same way with shorter runs.
 * 2. A piece without anchors is aligned word by word for the highest score with affine gaps (Needleman and Wunsch 1970,
 *    Gotoh 1982), where a word may also pair with one that is nearly the same.
 * 3. Gaps that could as well lie a little earlier are put where people cut: between lines, between sentences
 *    (gaps.rules.ts).
 * 4. Passages that changed places: runs that occur once among what is left on either side (Heckel 1978), grown to both
 *    sides.
 *
 * Each word of the new text is given to at most one word of the old. That is what keeps a mark off another copy of its
 * words: a copy that was there before already belongs to its own older self.
 */
export interface Alignment {
  readonly old: Tokens;
  readonly next: Tokens;
  readonly vocabulary: Vocabulary;
  /** For each old token its new one, or -1. */
  readonly forth: Int32Array;
  /** For each new token its old one, or -1. */
  readonly back: Int32Array;
  /** 1 where the pair reads alike but not the same. */
  readonly soft: Uint8Array;
  /** 1 where the pair was found in another order. */
  readonly moved: Uint8Array;
  /** How much a word tells, by vocabulary number. */
  readonly weight: Float32Array;
}

/** Cells that word-by-word alignment may fill in one piece, and in all: what bounds the time on rewritten texts. */
const PIECE_CELLS = 250_000;
const ALL_CELLS = 8_000_000;
/** Shorter runs are no sign that a passage moved: every text repeats five words in a row by chance. */
const MOVED_RUN = 7;

export function align(oldText: string, newText: string): Alignment {
  const vocabulary = new Vocabulary();
  const old = tokenise(oldText, vocabulary);
  const next = tokenise(newText, vocabulary);
  const alignment: Alignment = {
    old,
    next,
    vocabulary,
    forth: new Int32Array(old.count).fill(-1),
    back: new Int32Array(next.count).fill(-1),
    soft: new Uint8Array(old.count),
    moved: new Uint8Array(old.count),
    weight: weights(vocabulary, [old, next]),
  };
  alignPieces(alignment);
  settleGaps(alignment);
  alignMoved(alignment);
  return alignment;
}

function pair({ forth, back }: Alignment, from: number, to: number): void {
  forth[from] = to;
  back[to] = from;
}

interface Piece {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
  /** Length of the runs to look for. */
  readonly run: number;
}

function alignPieces(alignment: Alignment): void {
  const { old, next } = alignment;
  const waiting: Piece[] = [{ a: 0, aEnd: old.count, b: 0, bEnd: next.count, run: 4 }];
  let cells = ALL_CELLS;
  for (let piece = waiting.pop(); piece; piece = waiting.pop()) {
    const { a, aEnd, b, bEnd, run } = trimmed(alignment, piece);
    if (a >= aEnd || b >= bEnd) continue;
    const area = (aEnd - a) * (bEnd - b);
    if (area <= 2_500 && area <= cells) {
      cells -= area;
      alignWords(alignment, { a, aEnd, b, bEnd, run });
      continue;
    }
    const chain = run > 0 ? anchors(alignment, { a, aEnd, b, bEnd, run }) : [];
    if (chain.length > 0) {
      let [fromA, fromB] = [a, b];
      for (const [atA, atB] of chain) {
        waiting.push({ a: fromA, aEnd: atA, b: fromB, bEnd: atB, run });
        for (let k = 0; k < run; k += 1) pair(alignment, atA + k, atB + k);
        [fromA, fromB] = [atA + run, atB + run];
      }
      waiting.push({ a: fromA, aEnd, b: fromB, bEnd, run });
    } else if (run > 1) waiting.push({ a, aEnd, b, bEnd, run: run - 1 });
    else if (area <= PIECE_CELLS && area <= cells) {
      cells -= area;
      alignWords(alignment, { a, aEnd, b, bEnd, run });
    }
  }
}

/** Matches what begins and ends alike. */
function trimmed(alignment: Alignment, piece: Piece): Piece {
  const { ids: left } = alignment.old;
  const { ids: right } = alignment.next;
  let { a, aEnd, b, bEnd } = piece;
  while (a < aEnd && b < bEnd && left[a] === right[b]) pair(alignment, a++, b++);
  while (a < aEnd && b < bEnd && left[aEnd - 1] === right[bEnd - 1]) pair(alignment, --aEnd, --bEnd);
  return { a, aEnd, b, bEnd, run: piece.run };
}

/** Runs that occur once on either side, in an order that both sides share, apart from one another. */
function anchors({ old, next }: Alignment, { a, aEnd, b, bEnd, run }: Piece): readonly (readonly [number, number])[] {
  const left = onlyOnce(old.ids, a, aEnd - run + 1, run);
  const right = onlyOnce(next.ids, b, bEnd - run + 1, run);
  const pairs: (readonly [number, number])[] = [];
  for (const [hash, atA] of left) {
    const atB = atA < 0 ? undefined : right.get(hash);
    if (atB !== undefined && atB >= 0 && sameRun(old.ids, atA, next.ids, atB, run)) pairs.push([atA, atB]);
  }
  pairs.sort((one, other) => one[0] - other[0]);
  const chain = rising(pairs);
  let [endA, endB] = [-1, -1];
  return chain.filter(([atA, atB]) => {
    if (atA < endA || atB < endB) return false;
    [endA, endB] = [atA + run, atB + run];
    return true;
  });
}

function hashRun(ids: Int32Array, at: number, run: number): number {
  let hash = run;
  for (let k = 0; k < run; k += 1) hash = Math.imul(hash ^ (ids[at + k] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

const sameRun = (left: Int32Array, a: number, right: Int32Array, b: number, run: number): boolean => {
  for (let k = 0; k < run; k += 1) if (left[a + k] !== right[b + k]) return false;
  return true;
};

/** Hash of each run to where it begins; -1 for one that occurs twice. */
function onlyOnce(ids: Int32Array, from: number, to: number, run: number, skip?: Int32Array): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = from; at < to; at += 1) {
    if (skip && !free(skip, at, run)) continue;
    const hash = hashRun(ids, at, run);
    found.set(hash, found.has(hash) ? -1 : at);
  }
  return found;
}

const free = (taken: Int32Array, at: number, run: number): boolean => {
  for (let k = 0; k < run; k += 1) if (taken[at + k] !== -1) return false;
  return true;
};

/** The longest chain of pairs that rises on the right as on the left; O(n log n). */
function rising(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [index, [, value]] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const chain: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const found = pairs[at];
    if (found) chain.push(found);
  }
  return chain.reverse();
}

const OPEN = 0.9;
const EXTEND = 0.06;
/** Words in a row are worth more than the same words strewn about. */
const IN_A_ROW = 0.35;
const [STOP, PAIR, DOWN, RIGHT] = [0, 1, 2, 3];

/**
 * The best pairing of the words of one piece. Three layers as in Gotoh: the last step was a pair, a word left out on
 * the old side, a word left out on the new side; `steps` remembers for each layer the layer it came from.
 */
function alignWords(alignment: Alignment, { a, aEnd, b, bEnd }: Piece): void {
  const [rows, columns] = [aEnd - a, bEnd - b];
  const width = columns + 1;
  const steps = [0, 1, 2].map(() => new Uint8Array((rows + 1) * width));
  const [fromPair, fromDown, fromRight] = steps;
  if (!fromPair || !fromDown || !fromRight) return;
  let above = layers(width);
  for (let column = 1; column <= columns; column += 1) {
    above.right[column] = -OPEN - EXTEND * column;
    fromRight[column] = column === 1 ? PAIR : RIGHT;
  }
  above.pair[0] = 0;
  let here = layers(width);
  for (let row = 1; row <= rows; row += 1) {
    here.pair.fill(-Infinity);
    here.down.fill(-Infinity);
    here.right.fill(-Infinity);
    here.down[0] = -OPEN - EXTEND * row;
    fromDown[row * width] = row === 1 ? PAIR : DOWN;
    for (let column = 1; column <= columns; column += 1) {
      const cell = row * width + column;
      const worth = worthOf(alignment, a + row - 1, b + column - 1);
      if (worth > 0) {
        const [diagonal, down, right] = [
          (above.pair[column - 1] ?? -Infinity) + (row > 1 && column > 1 ? worth * IN_A_ROW : 0),
          above.down[column - 1] ?? -Infinity,
          above.right[column - 1] ?? -Infinity,
        ];
        const best = Math.max(diagonal, down, right);
        here.pair[column] = best + worth;
        fromPair[cell] = best === diagonal ? PAIR : best === down ? DOWN : RIGHT;
      }
      const [downOpen, downOn] = [(above.pair[column] ?? -Infinity) - OPEN, above.down[column] ?? -Infinity];
      const downTurn = (above.right[column] ?? -Infinity) - OPEN / 2;
      here.down[column] = Math.max(downOpen, downOn, downTurn) - EXTEND;
      fromDown[cell] = downOn >= downOpen && downOn >= downTurn ? DOWN : downOpen >= downTurn ? PAIR : RIGHT;
      const [rightOpen, rightOn] = [(here.pair[column - 1] ?? -Infinity) - OPEN, here.right[column - 1] ?? -Infinity];
      const rightTurn = (here.down[column - 1] ?? -Infinity) - OPEN / 2;
      here.right[column] = Math.max(rightOpen, rightOn, rightTurn) - EXTEND;
      fromRight[cell] = rightOn >= rightOpen && rightOn >= rightTurn ? RIGHT : rightOpen >= rightTurn ? PAIR : DOWN;
    }
    [above, here] = [here, above];
  }
  const ends = [above.pair[columns] ?? -Infinity, above.down[columns] ?? -Infinity, above.right[columns] ?? -Infinity];
  let layer = ends.indexOf(Math.max(...ends)) + 1;
  for (let [row, column] = [rows, columns]; row > 0 || column > 0;) {
    const came = steps[layer - 1]?.[row * width + column] ?? STOP;
    if (layer === PAIR) {
      if (row === 0 || column === 0) break;
      const [from, to] = [a + row - 1, b + column - 1];
      pair(alignment, from, to);
      if (alignment.old.ids[from] !== alignment.next.ids[to]) alignment.soft[from] = 1;
      row -= 1;
      column -= 1;
    } else if (layer === DOWN) row -= 1;
    else column -= 1;
    if (came === STOP) break;
    layer = came;
  }
}

const layers = (width: number) => ({
  pair: new Float32Array(width).fill(-Infinity),
  down: new Float32Array(width).fill(-Infinity),
  right: new Float32Array(width).fill(-Infinity),
});

function worthOf({ old, next, vocabulary, weight }: Alignment, from: number, to: number): number {
  const [left, right] = [old.ids[from] ?? -1, next.ids[to] ?? -1];
  if (left === right) return 0.25 + (weight[left] ?? 0);
  const alike = likeness(vocabulary.spelling(left), vocabulary.spelling(right));
  return alike > 0 ? alike * 0.7 * (0.25 + Math.min(weight[left] ?? 0, weight[right] ?? 0)) : 0;
}

/** Pairs passages that stand elsewhere now, among the words that nothing has claimed yet. */
function alignMoved(alignment: Alignment): void {
  const { old, next, forth, back, moved } = alignment;
  const left = onlyOnce(old.ids, 0, old.count - MOVED_RUN + 1, MOVED_RUN, forth);
  const right = onlyOnce(next.ids, 0, next.count - MOVED_RUN + 1, MOVED_RUN, back);
  for (const [hash, atA] of left) {
    const atB = atA < 0 ? -1 : (right.get(hash) ?? -1);
    if (atB < 0 || forth[atA] !== -1 || back[atB] !== -1 || !sameRun(old.ids, atA, next.ids, atB, MOVED_RUN)) continue;
    let [a, b] = [atA, atB];
    while (a > 0 && b > 0 && old.ids[a - 1] === next.ids[b - 1] && forth[a - 1] === -1 && back[b - 1] === -1) {
      a -= 1;
      b -= 1;
    }
    while (a < old.count && b < next.count && old.ids[a] === next.ids[b] && forth[a] === -1 && back[b] === -1) {
      moved[a] = 1;
      pair(alignment, a++, b++);
    }
  }
}
