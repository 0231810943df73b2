import type { Range } from './rules.ts';
import { isGraphemeBoundary } from './rules.ts';

/**
 * Words and sentences of a text (ANN-2, ANN-3), by Unicode's own rules (UAX 29), which know right-to-left scripts and
 * scripts without spaces. Everything is done line by line: a word or sentence never crosses a line feed.
 */
const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

interface Line extends Range {
  readonly text: string;
}

function lineAt(text: string, offset: number): Line {
  const start = offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  return { start, end, text: text.slice(start, end) };
}

function* wordsOf(line: Line): Generator<Range> {
  for (const segment of words.segment(line.text)) {
    if (!segment.isWordLike) continue;
    const start = line.start + segment.index;
    yield { start, end: start + segment.segment.length };
  }
}

function* sentencesOf(line: Line): Generator<Range> {
  for (const { index, segment } of sentences.segment(line.text)) {
    const lead = segment.length - segment.trimStart().length;
    const length = segment.trim().length;
    const start = line.start + index + lead;
    if (length > 0) yield { start, end: start + length };
  }
}

type Segments = (line: Line) => Iterable<Range>;

function around(text: string, offset: number, segments: Segments): Range | null {
  const at = clamp(text, offset);
  let touching: Range | null = null;
  for (const segment of segments(lineAt(text, at))) {
    if (segment.start > at) break;
    if (at < segment.end) return segment;
    // Just behind the last letter one still means that word.
    if (at === segment.end) touching = segment;
  }
  return touching;
}

function following(text: string, offset: number, segments: Segments): Range | null {
  for (let at = clamp(text, offset); at <= text.length; at = lineAt(text, at).end + 1) {
    for (const segment of segments(lineAt(text, at))) if (segment.start >= offset) return segment;
  }
  return null;
}

function preceding(text: string, offset: number, segments: Segments): Range | null {
  for (let at = clamp(text, offset); at >= 0; at = lineAt(text, at).start - 1) {
    let last: Range | null = null;
    for (const segment of segments(lineAt(text, at))) if (segment.end <= offset) last = segment;
    if (last) return last;
  }
  return null;
}

const clamp = (text: string, offset: number): number => Math.min(Math.max(0, Math.trunc(offset)), text.length);

/** The word that covers or ends at this offset. */
export const wordAt = (text: string, offset: number): Range | null => around(text, offset, wordsOf);
/** The first word that begins at or after this offset. */
export const nextWord = (text: string, offset: number): Range | null => following(text, offset, wordsOf);
/** The last word that ends at or before this offset. */
export const previousWord = (text: string, offset: number): Range | null => preceding(text, offset, wordsOf);

/** The sentence that covers this offset, without the spaces around it. */
export const sentenceAt = (text: string, offset: number): Range | null =>
  around(text, offset, sentencesOf) ?? following(text, offset, sentencesOf);
export const nextSentence = (text: string, offset: number): Range | null => following(text, offset, sentencesOf);
export const previousSentence = (text: string, offset: number): Range | null => preceding(text, offset, sentencesOf);

/** The end of the character, as people see characters, that begins at or covers this offset. */
export function nextCharacter(text: string, offset: number): number {
  const at = clamp(text, offset);
  const line = lineAt(text, at);
  if (at >= line.end) return Math.min(text.length, at + 1);
  const segment = characters.segment(line.text).containing(at - line.start);
  return segment ? line.start + segment.index + segment.segment.length : at + 1;
}

/** The beginning of the character before this offset. */
export function previousCharacter(text: string, offset: number): number {
  const at = clamp(text, offset);
  const line = lineAt(text, at);
  if (at === line.start) return Math.max(0, at - 1);
  const segment = characters.segment(line.text).containing(at - 1 - line.start);
  return segment ? line.start + segment.index : at - 1;
}

/**
 * A selection as its maker meant it: no white space at its ends, and words whole (ANN-3). null when nothing but white
 * space was selected.
 */
export function snapToWords(text: string, start: number, end: number): Range | null {
  const trimmed = trim(text, start, end);
  if (!trimmed) return null;
  const first = wordAround(text, trimmed.start);
  const last = wordAround(text, trimmed.end);
  return toCharacters(text, first ? first.start : trimmed.start, last ? last.end : trimmed.end);
}

/** With Alt held: exactly what was selected, only whole characters. */
export function snapToCharacters(text: string, start: number, end: number): Range | null {
  const trimmed = trim(text, start, end);
  return trimmed && toCharacters(text, trimmed.start, trimmed.end);
}

function trim(text: string, from: number, to: number): Range | null {
  const [start, end] = [clamp(text, Math.min(from, to)), clamp(text, Math.max(from, to))];
  const selected = text.slice(start, end);
  const lead = selected.length - selected.trimStart().length;
  const length = selected.trim().length;
  return length > 0 ? { start: start + lead, end: start + lead + length } : null;
}

/** The word that this offset would cut in two. */
function wordAround(text: string, offset: number): Range | null {
  const word = wordAt(text, offset);
  return word && word.start < offset && offset < word.end ? word : null;
}

function toCharacters(text: string, from: number, to: number): Range {
  const start = isGraphemeBoundary(text, from) ? from : previousCharacter(text, from);
  const end = isGraphemeBoundary(text, to) ? to : nextCharacter(text, to - 1);
  return { start, end };
}

/** Every sentence of a part of a text, in its order. */
export function sentencesBetween(text: string, { start, end }: Range): Range[] {
  const found: Range[] = [];
  for (let at = start; at < end; at = lineAt(text, at).end + 1) {
    const line = lineAt(text, at);
    const from = Math.max(line.start, start);
    const to = Math.min(line.end, end);
    found.push(...sentencesOf({ start: from, end: to, text: text.slice(from, to) }));
  }
  return found;
}
