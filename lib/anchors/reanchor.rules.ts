import type { Alignment } from './align.rules.ts';
import { align } from './align.rules.ts';
import type { WordIndex } from './occurrences.rules.ts';
import { agreement, copiesOf, indexWords, wentTogether } from './occurrences.rules.ts';
import type { Range } from './rules.ts';
import { searchUnclaimed } from './search-unclaimed.rules.ts';
import { tokenAfter } from './tokens.rules.ts';

/**
 * Carries marks from one version of a text to the next (ANC-2).
 *
 * The usual way (quote, words around it and position, weighed and the best one taken) looks at a mark alone and knows no
 * floor, so it puts a deleted passage onto its nearest likeness. Here both whole texts are aligned first (align.rules.ts)
 * and a mark goes where its own words went. It is placed without asking only when
 *
 * - its words are all there, and no other copy of them could as well be meant, or
 * - enough of them are there (a floor on the share of what they tell), close together, in order, and between words that
 *   also stood around them before; and no better likeness stands among the new text's unclaimed words (a margin).
 *
 * Everything else is left to a person, with the nearest likeness as a suggestion.
 */
export type AnchorState = 'exact' | 'moved' | 'changed' | 'needs_look' | 'orphan';

export interface Placement {
  readonly state: AnchorState;
  /** 0 to 1: how much of what was marked is there. */
  readonly score: number;
  /** Set exactly when the state is `exact`, `moved` or `changed`. */
  readonly range: Range | null;
  /** Where a person should look first; never a place. */
  readonly suggestion: Range | null;
}

export interface Reanchoring {
  readonly alignment: Alignment;
  readonly place: (range: Range) => Placement;
}

/** The least share of a mark's words, by what they tell, that must have stayed. */
const FLOOR = 0.45;
/** The same where nothing around the mark stayed. */
const FLOOR_ALONE = 0.75;
/** How many words of context the right copy must agree better with than any other. */
const MARGIN = 3;
/** Below this nothing that is left is worth a look. */
const WORTH_A_LOOK = 0.2;

export function reanchoring(oldText: string, newText: string): Reanchoring {
  const alignment = align(oldText, newText);
  const size = alignment.vocabulary.size;
  let indexes: Indexes | undefined;
  const lazily = (): Indexes =>
    (indexes ??= { old: indexWords(alignment.old, size), next: indexWords(alignment.next, size) });
  return { alignment, place: (range) => placeRange(alignment, lazily, range) };
}

export interface Indexes {
  readonly old: WordIndex;
  readonly next: WordIndex;
}

/** The tokens [from, to) of the old text that a mark touches. */
interface Run {
  readonly from: number;
  readonly to: number;
}

function placeRange(alignment: Alignment, indexes: () => Indexes, range: Range): Placement {
  const { old, next } = alignment;
  const oldWords = old.text.slice(range.start, range.end);
  const run = { from: tokenAfter(old, range.start), to: lastToken(alignment, range.end) };
  if (range.end <= range.start || run.to <= run.from) return gone();
  const kept = clusterOf(alignment, run);
  if (kept?.whole) {
    const placed = {
      start: (next.starts[kept.first] ?? 0) + inside(range.start - (old.starts[run.from] ?? 0)),
      end: (next.ends[kept.last] ?? 0) - inside((old.ends[run.to - 1] ?? 0) - range.end),
    };
    if (ambiguous(alignment, indexes(), run, kept.first) || !certainMove(alignment, run, kept.first))
      return { state: 'needs_look', score: 0.5, range: null, suggestion: placed };
    return { ...standing(range, oldWords, placed, next.text), range: placed, suggestion: null };
  }
  const found = searchUnclaimed(alignment, indexes(), run.from, run.to);
  if (kept && holds(alignment, run, kept)) {
    const placed = stretched(alignment, run, kept);
    // The margin: a better likeness among words that nothing else claims may be what became of the mark.
    if (!found || found.score < kept.share + 0.1)
      return { state: 'changed', score: round(kept.share), range: placed, suggestion: null };
    return { state: 'needs_look', score: round(kept.share), range: null, suggestion: found.range };
  }
  if (found?.certain) {
    return { ...standing(range, oldWords, found.range, next.text, found.score), range: found.range, suggestion: null };
  }
  if (found && found.score > (kept?.share ?? 0))
    return { state: 'needs_look', score: round(found.score), range: null, suggestion: found.range };
  if (kept && kept.share >= WORTH_A_LOOK)
    return { state: 'needs_look', score: round(kept.share), range: null, suggestion: stretched(alignment, run, kept) };
  return { ...gone(), suggestion: livesOn(alignment, indexes(), run) };
}

/** The words are gone from their place; where they stand in one other, a person may want to see that. */
function livesOn({ old, next }: Alignment, indexes: Indexes, { from, to }: Run): Range | null {
  if (to - from < 2) return null;
  const [at, another] = copiesOf(indexes.next, old.ids, from, to);
  if (at === undefined || another !== undefined) return null;
  return { start: next.starts[at] ?? 0, end: next.ends[at + to - from - 1] ?? 0 };
}

const gone = (): Placement => ({ state: 'orphan', score: 0, range: null, suggestion: null });
const inside = (offset: number): number => Math.max(0, offset);
const round = (score: number): number => Math.round(score * 1000) / 1000;

function lastToken({ old }: Alignment, end: number): number {
  let to = tokenAfter(old, end);
  if (to < old.count && (old.starts[to] ?? 0) < end) to += 1;
  return to;
}

function standing(
  before: Range,
  oldWords: string,
  after: Range,
  newText: string,
  score = 1,
): Pick<Placement, 'state' | 'score'> {
  const words = newText.slice(after.start, after.end);
  if (words === oldWords) return { state: before.start === after.start ? 'exact' : 'moved', score: 1 };
  // Broken over lines differently, the words are the same words.
  if (words.replace(/\s+/gu, ' ') === oldWords.replace(/\s+/gu, ' ')) return { state: 'moved', score: 1 };
  return { state: 'changed', score: Math.min(0.99, round(score)) };
}

interface Cluster {
  /** New tokens, both included. */
  readonly first: number;
  readonly last: number;
  /** The old tokens that they belong to. */
  readonly firstOld: number;
  readonly lastOld: number;
  /** The part of the mark's words, by what they tell, that is here. */
  readonly share: number;
  /** Every word is here, in a row, as it was. */
  readonly whole: boolean;
  /** Some of the mark's words went somewhere else. */
  readonly scattered: boolean;
}

interface Open {
  readonly first: number;
  readonly last: number;
  readonly firstOld: number;
  readonly lastOld: number;
  readonly worth: number;
}

/**
 * Where most of the mark's words went, together. Words that changed places are gathered apart from those that stayed in
 * order: what was cut out of the middle of a mark and put elsewhere does not divide it.
 */
function clusterOf({ old, forth, soft, moved, weight }: Alignment, { from, to }: Run): Cluster | null {
  let [total, all] = [0, 0];
  const best: (Open | undefined)[] = [];
  const open: (Open | undefined)[] = [];
  let whole = true;
  for (let at = from; at < to; at += 1) {
    const worth = 0.05 + (weight[old.ids[at] ?? 0] ?? 0);
    total += worth;
    const target = forth[at] ?? -1;
    if (target < 0 || soft[at] || (at > from && target !== (forth[at - 1] ?? -2) + 1)) whole = false;
    if (target < 0) continue;
    const here = soft[at] ? worth * 0.8 : worth;
    all += here;
    const order = moved[at] ?? 0;
    const last = open[order];
    const goesOn = last && target > last.last && target - last.last <= 24 + 3 * (at - last.lastOld);
    const now: Open = goesOn
      ? { ...last, last: target, lastOld: at, worth: last.worth + here }
      : { first: target, last: target, firstOld: at, lastOld: at, worth: here };
    open[order] = now;
    if (now.worth > (best[order]?.worth ?? 0)) best[order] = now;
  }
  const [stayed, moving] = best;
  const most = (stayed?.worth ?? 0) >= (moving?.worth ?? 0) ? stayed : moving;
  if (!most || total === 0) return null;
  const { worth, ...places } = most;
  return { ...places, share: worth / total, whole, scattered: all - worth > 0.25 * total };
}

/** Enough of the mark is here, in one place, between words that stood around it. */
function holds(alignment: Alignment, run: Run, kept: Cluster): boolean {
  if (kept.scattered && !framed(alignment, run, kept)) return false;
  const span = kept.last - kept.first + 1;
  if (span > 30 + 3 * (run.to - run.from)) return false;
  return kept.share >= (around(alignment, run, kept) ? FLOOR : FLOOR_ALONE);
}

/** Its first and last word, and a word next to them outside, stand in order as they stood: whatever happened between. */
const framed = ({ forth }: Alignment, run: Run, kept: Cluster): boolean =>
  kept.firstOld === run.from &&
  kept.lastOld === run.to - 1 &&
  (forth[run.from - 1] === kept.first - 1 || forth[run.to] === kept.last + 1);

/** Does one of the four words next to the mark, on either side, still stand next to it? */
function around({ forth }: Alignment, run: Run, kept: Cluster): boolean {
  for (let k = 1; k <= 4; k += 1) {
    const [before, after] = [forth[run.from - k] ?? -1, forth[run.to - 1 + k] ?? -1];
    if (before >= 0 && before < kept.first && kept.first - before <= 12) return true;
    if (after > kept.last && after - kept.last <= 12) return true;
  }
  return false;
}

/**
 * From the first to the last word that stayed, and what replaced the mark's own first or last words: all that stands in
 * the gap where the gap is the mark's alone, else its part of it.
 */
function stretched({ next, forth, back }: Alignment, run: Run, kept: Cluster): Range {
  let [first, last] = [kept.first, kept.last];
  if (kept.firstOld > run.from) {
    let before = run.from - 1;
    while (before >= 0 && (forth[before] ?? -1) < 0) before -= 1;
    let gap = 0;
    while (first - gap - 1 >= 0 && back[first - gap - 1] === -1) gap += 1;
    const fits = before < 0 || forth[before] === first - gap - 1;
    const share = (kept.firstOld - run.from) / (kept.firstOld - before - 1);
    if (fits) first -= Math.min(Math.round(gap * share), 2 * (kept.firstOld - run.from) + 4);
  }
  if (kept.lastOld < run.to - 1) {
    let after = run.to;
    while (after < forth.length && (forth[after] ?? -1) < 0) after += 1;
    let gap = 0;
    while (last + gap + 1 < next.count && back[last + gap + 1] === -1) gap += 1;
    const fits = after >= forth.length || forth[after] === last + gap + 1;
    const share = (run.to - 1 - kept.lastOld) / (after - kept.lastOld - 1);
    if (fits) last += Math.min(Math.round(gap * share), 2 * (run.to - 1 - kept.lastOld) + 4);
  }
  return { start: next.starts[first] ?? 0, end: next.ends[last] ?? 0 };
}

/**
 * Could another copy of the words be meant as well? When a text says something twice and one copy goes, the one that
 * stays can be aligned with either ("A x B x C" became "A x C"): what stands around it must speak for ours alone. And a
 * copy that came new may be where ours went.
 */
function ambiguous({ old, next, forth, back }: Alignment, indexes: Indexes, run: Run, at: number): boolean {
  const length = run.to - run.from;
  const ours = agreement(old, run.from, run.to, next, at, at + length);
  for (const rival of copiesOf(indexes.old, old.ids, run.from, run.to)) {
    if (rival === run.from || inOnePiece(forth, rival, length)) continue;
    if (agreement(old, rival, rival + length, next, at, at + length).total + MARGIN > ours.total) return true;
  }
  for (const rival of copiesOf(indexes.next, old.ids, run.from, run.to)) {
    if (rival === at || claimed(back, rival, length)) continue;
    if (agreement(old, run.from, run.to, next, rival, rival + length).total + MARGIN > ours.total) return true;
  }
  return false;
}

/**
 * Out of its order a passage is known again by what went with it: words on both sides, or many words in all. Half a
 * sentence that stands in another sentence elsewhere is not it.
 */
function certainMove({ old, next, moved }: Alignment, run: Run, at: number): boolean {
  if (!moved[run.from]) return true;
  const length = run.to - run.from;
  return wentTogether(length, agreement(old, run.from, run.to, next, at, at + length));
}

const inOnePiece = (forth: Int32Array, from: number, length: number): boolean => {
  const start = forth[from] ?? -1;
  for (let k = 0; k < length; k += 1) if (start < 0 || forth[from + k] !== start + k) return false;
  return true;
};

const claimed = (back: Int32Array, from: number, length: number): boolean => {
  for (let k = 0; k < length; k += 1) if (back[from + k] !== -1) return true;
  return false;
};
