import { approximateMatches } from './approximate.rules.ts';
import type { Quote, Range } from './rules.ts';
import { resolveQuote } from './rules.ts';

/**
 * Finds a quotation in a text when the text that it was taken from is not at hand: a link to a range, an annotation from
 * elsewhere, a mark on a draft. Exact words between their context first; then the likeness with the fewest errors
 * (approximate.rules.ts), weighed with what stands around it as fuzzy anchoring does (Hypothesis; Phelps and Wilensky
 * 2000), but only above a floor and clear of the second best.
 */
export interface FoundQuote {
  readonly state: 'exact' | 'changed';
  readonly range: Range;
  readonly score: number;
}

export type QuoteSearch =
  | (FoundQuote & { readonly found: true })
  /** `suggestion`: the nearest likeness, for a person to look at; never a place. */
  | { readonly found: false; readonly suggestion: Range | null };

const FLOOR = 0.75;
const MARGIN = 0.1;
const MOST_ERRORS = 64;
/** Longer quotations are looked for by their first and last part in any case; errors in the middle do not matter. */
const LONGEST = 1000;

export function findQuote(text: string, quote: Quote): QuoteSearch {
  const sure = resolveQuote(text, quote);
  if (sure.found) return { found: true, state: 'exact', range: { start: sure.start, end: sure.end }, score: 1 };
  const candidates = candidatesOf(text, quote).sort((a, b) => b.score - a.score);
  const [best, second] = candidates;
  if (!best) return { found: false, suggestion: null };
  const clear = best.score - (second?.score ?? 0) >= MARGIN;
  // Words that stand there exactly but among others are another copy of them, not a changed one.
  const copy = best.errors === 0 && best.context < 0.5 && Boolean(quote.prefix ?? quote.suffix);
  if (best.score < FLOOR || !clear || copy) return { found: false, suggestion: best.range };
  return {
    found: true,
    state: best.errors === 0 ? 'exact' : 'changed',
    range: best.range,
    score: Math.round(best.score * 1000) / 1000,
  };
}

interface Candidate {
  readonly range: Range;
  readonly errors: number;
  /** How much of what stood around the words stands around them here, 0 to 1. */
  readonly context: number;
  readonly score: number;
}

function candidatesOf(text: string, { exact, prefix = '', suffix = '' }: Quote): Candidate[] {
  const words = exact.trim();
  if (words === '' || words.length > LONGEST) return [];
  const most = Math.min(MOST_ERRORS, Math.floor(words.length / 4));
  return together(approximateMatches(text, words, most)).map(({ start, end, errors }) => {
    const before = likenessOf(text.slice(Math.max(0, start - prefix.length), start), prefix);
    const after = likenessOf(text.slice(end, end + suffix.length), suffix);
    const context = (before + after) / 2;
    const score = 0.7 * (1 - errors / words.length) + 0.3 * context;
    return { range: { start, end }, errors, context, score };
  });
}

/** Neighbouring ends of one likeness are one candidate: the one with the fewest errors, the first of them. */
function together<Found extends Range>(matches: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const match of matches) {
    const last = kept.at(-1);
    if (!last || match.start >= last.end) kept.push(match);
  }
  return kept;
}

function likenessOf(here: string, wanted: string): number {
  if (wanted === '') return 1;
  const [match] = approximateMatches(here, wanted, wanted.length);
  return match ? 1 - match.errors / wanted.length : 0;
}
