import { plain as fold } from './fold.rules.ts';
import type { SearchQuery } from './query.rules.ts';

export interface Snippet {
  readonly text: string;
  /** Which parts of `text` were asked for, as UTF-16 offsets. */
  readonly found: readonly { readonly start: number; readonly end: number }[];
}

const LENGTH = 240;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const ENDINGS = /(?:amente|mente|ciones|cion|ings?|edly|ed|es|os|as|s|o|a|e)$/u;

/** The part of a text that shows best why it was found: the stretch with the most different words that were asked for. */
export function snippetOf(text: string, query: SearchQuery, length = LENGTH): Snippet {
  const wanted = query.all.flat().flatMap(({ words }) => [...words.matchAll(WORD)].map(([word]) => stem(fold(word))));
  const hits = wanted.length === 0 ? [] : hitsIn(text, wanted);
  const from = bestStart(text, hits, length);
  const to = cutBack(text, Math.min(text.length, from + length));
  const lead = from > 0 ? '…' : '';
  return {
    text: `${lead}${text.slice(from, to).replace(/\s/gu, ' ')}${to < text.length ? '…' : ''}`,
    found: hits
      .filter((hit) => hit.start >= from && hit.end <= to)
      .map(({ start, end }) => ({ start: start - from + lead.length, end: end - from + lead.length })),
  };
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

function hitsIn(text: string, wanted: readonly string[]): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(WORD)) {
    const here = fold(match[0]);
    const word = wanted.find((one) => here.startsWith(one));
    if (word !== undefined) hits.push({ start: match.index, end: match.index + match[0].length, word });
    if (hits.length >= 2000) break;
  }
  return hits;
}

/** Enough of a word to know its other forms by: for showing only, what is found was decided by the database. */
function stem(word: string): string {
  const short = word.replace(ENDINGS, '');
  return short.length >= 4 ? short : word;
}

function bestStart(text: string, hits: readonly Hit[], length: number): number {
  let best = { score: 0, start: hits[0]?.start ?? 0 };
  for (const [index, first] of hits.entries()) {
    const within = new Set<string>();
    for (const hit of hits.slice(index)) {
      if (hit.end > first.start + length - 40) break;
      within.add(hit.word);
    }
    if (within.size > best.score) best = { score: within.size, start: first.start };
  }
  if (best.start <= 40) return 0;
  // A few words before, from the beginning of one.
  const space = text.indexOf(' ', best.start - 40);
  return space >= 0 && space < best.start ? space + 1 : best.start;
}

/** Ends behind a whole word where one ends nearby. */
function cutBack(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space > to - 40 ? space : to - (/[\ud800-\udbff]/.test(text.charAt(to - 1)) ? 1 : 0);
}
