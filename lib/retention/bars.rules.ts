/**
 * Which words have to go, and how bars are put over them (ACC-8). A bar stands for each UTF-16 code unit (CORE-5), so that
 * every offset stays what it was. Pure.
 */
export const BAR = '█';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** In one's own words a passage is repeated in parts; so many of its words in a row are enough to be taken for it. */
const RUN = 4;

interface Word extends Stretch {
  /** Without case and accents: as search has it, too. */
  readonly folded: string;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const fold = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    folded: fold(word),
    start: index,
    end: index + word.length,
  }));
}

/** The words of a passage, and where each of them stands in it: what texts are compared with. */
export interface Needle {
  readonly words: readonly string[];
  readonly at: ReadonlyMap<string, readonly number[]>;
}

export function needleOf(passage: string): Needle {
  const words = wordsIn(passage).map(({ folded }) => folded);
  return { words, at: Map.groupBy(words.keys(), (index) => words[index] ?? '') };
}

/** Enough letters that a person means these words and not every "the" of a case. */
export const canGo = ({ words }: Needle): boolean => words.join('').length >= 3;

/** Where the passage stands in a text, whole or in part: at least four of its words in a row, or all where it has fewer. */
export function stretchesOf(text: string, needles: readonly Needle[]): Stretch[] {
  const words = wordsIn(text);
  return merged(needles.flatMap((needle) => runs(words, needle)));
}

function runs(words: readonly Word[], { words: passage, at }: Needle): Stretch[] {
  const least = Math.min(RUN, passage.length);
  const found: Stretch[] = [];
  for (const [index, first] of words.entries()) {
    for (const from of at.get(first.folded) ?? []) {
      // Only where a run begins: what lies inside one was found with it.
      if (index > 0 && from > 0 && words[index - 1]?.folded === passage[from - 1]) continue;
      let length = 1;
      while (from + length < passage.length && words[index + length]?.folded === passage[from + length]) length += 1;
      const last = words[index + length - 1];
      if (length >= least && last) found.push({ start: first.start, end: last.end });
    }
  }
  return found;
}

export function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Every code unit in these stretches becomes a bar; a line stays a line, so that blocks stay where they are. */
export function barred(text: string, stretches: readonly Stretch[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of stretches) {
    result += text.slice(at, start) + bars(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}

/** Code unit by code unit: a sign outside the basic plane becomes two bars. */
export const bars = (words: string): string => words.replace(/[^\n]/g, BAR);

/** Keys of a mark's description whose words stand beside it: of a mark near the passage they go as a whole. */
const BESIDE = new Set(['prefix', 'suffix']);

export interface Barring {
  readonly needles: readonly Needle[];
  /** Also over all that is said to stand beside a mark. */
  readonly beside?: boolean;
  /** What a description of words at a known place says now; null where it is none. */
  readonly place?: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>> | null;
}

/** The same JSON with bars in its strings. */
export function barredJson(value: unknown, how: Barring): unknown {
  if (typeof value === 'string') return barred(value, stretchesOf(value, how.needles));
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const texts = items.map(textOf);
    if (texts.filter((text) => text !== null).length < 2) return items.map((item) => barredJson(item, how));
    // Words that are set in bold or stand beside a citation are several pieces of one text.
    const pieces = barredPieces(
      texts.map((text) => text ?? ' '),
      how.needles,
    );
    return items.map((item, index) =>
      texts[index] === null || typeof item !== 'object' ? barredJson(item, how) : { ...item, text: pieces[index] },
    );
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const placed = how.place?.(Object.fromEntries(entries)) ?? {};
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      placed[key] ?? (how.beside && BESIDE.has(key) && typeof item === 'string' ? bars(item) : barredJson(item, how)),
    ]),
  );
}

/** A piece of a text as editors keep it: `{type: 'text', text}`. */
const textOf = (item: unknown): string | null =>
  item !== null && typeof item === 'object' && 'type' in item && item.type === 'text' && 'text' in item
    ? String(item.text)
    : null;

/** Pieces of one text, each with its bars. */
export function barredPieces(pieces: readonly string[], needles: readonly Needle[]): string[] {
  const whole = pieces.join('');
  const now = barred(whole, stretchesOf(whole, needles));
  let at = 0;
  return pieces.map((piece) => now.slice(at, (at += piece.length)));
}

/** Widened to whole words: half a name left standing would say the other half. */
export function wholeWords(text: string, { start, end }: Stretch): Stretch {
  const touched = wordsIn(text).filter((word) => word.start < end && word.end > start);
  return {
    start: Math.min(start, touched[0]?.start ?? start),
    end: Math.max(end, touched.at(-1)?.end ?? end),
  };
}
