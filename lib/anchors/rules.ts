/**
 * Where words stand in a sealed text (ANC-1). Offsets are UTF-16 code units into the version's canonical text (CORE-5).
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The longest passage that one range may mark: some three thousand words. */
export const MAX_MARK = 20_000;
const CONTEXT = 32;

// \p{Cc} without tab and line feed, which texts do contain.
export const hasControl = (text: string): boolean => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(text);
export const hasBidiControl = (text: string): boolean => /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u.test(text);

export interface BlockRange extends Range {
  readonly id: string;
  readonly label: string;
}

export interface Description {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly blockId: string | null;
  readonly label: string | null;
}

/** What an anchor stores about a range beside its offsets, so that the words can be found again. */
export function describe(text: string, blocks: readonly BlockRange[], start: number, end: number): Description {
  const block = blockAt(blocks, start);
  return {
    exact: text.slice(start, end),
    prefix: text.slice(wholePoint(text, Math.max(0, start - CONTEXT)), start),
    suffix: text.slice(end, wholePoint(text, Math.min(text.length, end + CONTEXT))),
    blockId: block?.id ?? null,
    label: block?.label ?? null,
  };
}

/** Blocks stand in order and apart; the line feed between two belongs to the next one. */
function blockAt(blocks: readonly BlockRange[], offset: number): BlockRange | undefined {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block && block.end <= offset) low = middle + 1;
    else high = middle;
  }
  return blocks[low];
}

/** Moves inwards an offset that would cut a surrogate pair: a context loses half a character rather than keep half. */
const wholePoint = (text: string, offset: number): number => (cutsPair(text, offset) ? offset + 1 : offset);

const cutsPair = (text: string, offset: number): boolean =>
  offset > 0 && offset < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(offset - 1, offset + 1));

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WINDOW = 1000;

/** Does this offset fall between two characters as people see them (ANN-3)? */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  if (cutsPair(text, offset)) return false;
  // A line feed never joins its neighbours, so the line alone decides; of a monstrous line, what stands near.
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const from = Math.max(line, wholePoint(text, Math.max(0, offset - WINDOW)));
  if (from === offset) return true;
  const here = text.slice(from, offset + WINDOW);
  return graphemes.segment(here).containing(offset - from)?.index === offset - from;
}

export type RangeFault = 'outside' | 'empty' | 'blank' | 'too_long' | 'cuts_character';

/** Why a range cannot be marked; null when it can. */
export function rangeFault(text: string, { start, end }: Range): RangeFault | null {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length) return 'outside';
  if (end <= start) return 'empty';
  if (end - start > MAX_MARK) return 'too_long';
  if (text.slice(start, end).trim() === '') return 'blank';
  return isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end) ? null : 'cuts_character';
}

export interface Quote {
  readonly exact: string;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

export type Resolution =
  | { readonly found: true; readonly start: number; readonly end: number }
  /** `copies`: how often the words stand in the text, or, when ambiguous, in how many places that fit. */
  | { readonly found: false; readonly why: 'missing' | 'ambiguous' | 'other_context'; readonly copies: number };

/**
 * The one place where these words stand after this prefix and before this suffix. Words that repeat are never put on
 * one of their copies by guess, and words that stand elsewhere than their context says are not placed (ANC-2).
 */
export function resolveQuote(text: string, quote: Quote): Resolution {
  // A sealed text is NFC; a draft is as it was pasted, and is quoted so, or as people type.
  const composed = canonical(quote.exact);
  const exact = [composed, quote.exact, composed.normalize('NFD')].find((words) => text.includes(words)) ?? '';
  if (exact === '') return { found: false, why: 'missing', copies: 0 };
  const copies = occurrences(text, exact);
  if (copies.length === 0) return { found: false, why: 'missing', copies: 0 };
  const prefix = folded(quote.prefix ?? '').trimEnd();
  const suffix = folded(quote.suffix ?? '').trimStart();
  const fitting = copies.filter(
    (start) =>
      contextBefore(text, start, prefix).endsWith(prefix) &&
      contextAfter(text, start + exact.length, suffix).startsWith(suffix),
  );
  const [start] = fitting;
  if (start === undefined) return { found: false, why: 'other_context', copies: copies.length };
  if (fitting.length > 1) return { found: false, why: 'ambiguous', copies: fitting.length };
  return { found: true, start, end: start + exact.length };
}

/** As sealed texts are: NFC, LF. */
const canonical = (words: string): string => words.replace(/\r\n?/gu, '\n').normalize('NFC');
/** How a line was broken or a gap was set says nothing about which copy is meant. */
const folded = (words: string): string => canonical(words).replace(/\s+/gu, ' ');

function occurrences(text: string, exact: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) places.push(at);
  return places;
}

// Runs of white space fold to one, so a little more than the context's own length is looked at.
const SLACK = 64;
const contextBefore = (text: string, start: number, prefix: string): string =>
  folded(text.slice(Math.max(0, start - prefix.length - SLACK), start)).trimEnd();
const contextAfter = (text: string, end: number, suffix: string): string =>
  folded(text.slice(end, end + suffix.length + SLACK)).trimStart();
