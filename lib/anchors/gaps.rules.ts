import type { Alignment } from './align.rules.ts';
import type { Tokens } from './tokens.rules.ts';

/**
 * "A. B. No comment. C. No comment. D." that lost "C. No comment.": either "No comment." can be the one that stayed, and
 * an aligner has no opinion. People take out and put in whole lines and sentences, so a gap goes where it begins one
 * (as git's indent heuristic does for lines of code, M. Haggerty 2016).
 */
export function settleGaps(alignment: Alignment): void {
  const { old, next, forth, back } = alignment;
  slideGaps(old, forth, back);
  slideGaps(next, back, forth);
  closeSentences(alignment);
}

/** Moves each run of tokens without a partner as far as it reads the same, and leaves it where it cuts best. */
function slideGaps(tokens: Tokens, partner: Int32Array, other: Int32Array): void {
  for (let from = 1; from < tokens.count; from += 1) {
    if (partner[from] !== -1) continue;
    let to = from + 1;
    while (to < tokens.count && partner[to] === -1) to += 1;
    const before = partner[from - 1] ?? -1;
    // Only what was purely put in or taken out: its neighbours have neighbours.
    if (before >= 0 && to < tokens.count && partner[to] === before + 1)
      slide(tokens, partner, other, { from, to, before });
    from = to;
  }
}

/** Not further: whole repeated paragraphs are no reason to go through them word by word. */
const REACH = 60;

interface Gap {
  readonly from: number;
  readonly to: number;
  /** The partner of the token before the gap. */
  readonly before: number;
}

function slide(tokens: Tokens, partner: Int32Array, other: Int32Array, { from, to, before }: Gap): void {
  const { ids } = tokens;
  let [best, most] = [0, cutsAt(tokens, from, to)];
  const consider = (by: number) => {
    const worth = cutsAt(tokens, from + by, to + by);
    if (worth > most) [best, most] = [by, worth];
  };
  for (let by = 1; by <= REACH; by += 1) {
    if (from < by || partner[from - by] !== before - by + 1 || ids[from - by] !== ids[to - by]) break;
    consider(-by);
  }
  for (let by = 1; by <= REACH; by += 1) {
    const last = to + by - 1;
    if (last >= tokens.count || partner[last] !== before + by || ids[from + by - 1] !== ids[last]) break;
    consider(by);
  }
  const hand = (giver: number, taker: number) => {
    const target = partner[giver] ?? -1;
    partner[giver] = -1;
    partner[taker] = target;
    if (target >= 0) other[target] = taker;
  };
  for (let by = 1; by <= -best; by += 1) hand(from - by, to - by);
  for (let by = 1; by <= best; by += 1) hand(to + by - 1, from + by - 1);
}

/** 4 for a gap of whole lines, 2 for one that begins a line or whole sentences, 0 for one in the middle of a sentence. */
function cutsAt({ text, starts, ends, count }: Tokens, from: number, to: number): number {
  const border = (token: number): number => {
    if (token === 0 || token >= count) return 2;
    const between = text.slice(ends[token - 1], starts[token]);
    if (between.includes('\n')) return 2;
    return /[.!?…]["”’')\]]*$/u.test(text.slice(Math.max(0, (ends[token - 1] ?? 0) - 3), ends[token - 1])) ? 1 : 0;
  };
  return border(from) + border(to);
}

const CLOSING = /^[.,;:!?)\]"'…]$/u;

/**
 * "fun. Keep" that became "fun. Here is more. Keep", or the other way round: either stop can be the same one, and the
 * aligner takes the last. It belongs to the words that it closes.
 */
function closeSentences(alignment: Alignment): void {
  const { old, next, forth, back, vocabulary, soft } = alignment;
  for (let at = 1; at < old.count; at += 1) {
    const [before, now] = [forth[at - 1] ?? -1, forth[at] ?? -1];
    if (before < 0 || now === before + 1) continue;
    const id = old.ids[at] ?? -1;
    if (next.ids[before + 1] !== id || !CLOSING.test(vocabulary.spelling(id))) continue;
    const holder = back[before + 1] ?? -1;
    // One of two: the new stop is free, or a later old stop holds it whose own words are gone.
    if (holder >= 0 && (now >= 0 || holder < at || forth[holder - 1] !== -1)) continue;
    if (now >= 0) back[now] = -1;
    if (holder >= 0) forth[holder] = -1;
    forth[at] = before + 1;
    back[before + 1] = at;
    soft[at] = 0;
  }
}
