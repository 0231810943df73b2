/**
 * A text as the aligner reads it: words (runs of letters, digits and their marks) and single other signs, each with its
 * place and a number that stands for how it reads. White space is no token: how a line is broken changes no words.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Equal numbers read the same; numbers come from the vocabulary that both texts share. */
  readonly ids: Int32Array;
}

/** Words of both texts, numbered as they come. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();
  private readonly spelled: string[] = [];

  number(word: string): number {
    const folded = fold(word);
    const known = this.numbers.get(folded);
    if (known !== undefined) return known;
    const next = this.spelled.length;
    this.numbers.set(folded, next);
    this.spelled.push(folded);
    return next;
  }

  get size(): number {
    return this.spelled.length;
  }

  spelling(id: number): string {
    return this.spelled[id] ?? '';
  }
}

/** A site that changes its quotation marks and dashes everywhere has changed no words. */
const SIGNS: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u02bc': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
};
/** A draft may write an accent as a sign of its own; the sealed text does not, and reads the same. */
const fold = (word: string): string => (word.length === 1 ? (SIGNS[word] ?? word) : word.normalize('NFC'));

const [SPACE, WORD, SIGN, ALONE] = [1, 2, 3, 4];
/** What each UTF-16 unit is; filled as units are met. Surrogates (0xd800-0xdfff) are told apart by their pair. */
const kinds = new Uint8Array(65_536);
const LETTER = /^[\p{L}\p{N}\p{M}]$/u;
/** Written without spaces between words: each letter is a token, or a whole sentence would be one. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;

function kindOf(character: string): number {
  if (/^\s$/u.test(character)) return SPACE;
  if (UNSPACED.test(character)) return ALONE;
  return LETTER.test(character) ? WORD : SIGN;
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? unit));
  return (kinds[unit] ||= kindOf(String.fromCharCode(unit)));
}

const unitsAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  const starts: number[] = [];
  const ends: number[] = [];
  const ids: number[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === SPACE) {
      at += 1;
      continue;
    }
    const start = at;
    at += unitsAt(text, at);
    if (kind === WORD) while (at < text.length && kindAt(text, at) === WORD) at += unitsAt(text, at);
    starts.push(start);
    ends.push(at);
    ids.push(vocabulary.number(text.slice(start, at)));
  }
  return {
    text,
    count: ids.length,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    ids: Int32Array.from(ids),
  };
}

/** The first token that ends behind `offset`. */
export function tokenAfter({ ends, count }: Tokens, offset: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How much each word tells, from 0 to 1: rare ones much, "the" and a comma little (inverse document frequency, Spärck
 * Jones 1972, damped, over both texts).
 */
export function weights(vocabulary: Vocabulary, texts: readonly Tokens[]): Float32Array {
  const seen = new Int32Array(vocabulary.size);
  for (const { ids } of texts) for (const id of ids) seen[id] = (seen[id] ?? 0) + 1;
  return Float32Array.from(seen, (count, id) => {
    const word = vocabulary.spelling(id);
    const sign = kindAt(word, 0) === SIGN;
    const common = 1 / (1 + Math.log(Math.max(1, count / texts.length)) / 2);
    return sign ? 0.15 : common * Math.min(1, 0.4 + word.length / 10);
  });
}

/** How alike two words are, 0 to 1: what they share at their beginnings and ends. Numbers are alike only when equal. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest < 3 || /\p{N}/u.test(a + b)) return 0;
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return 0.95;
  const shortest = Math.min(left.length, right.length);
  let head = 0;
  while (head < shortest && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const share = (head + tail) / longest;
  return share >= 0.6 ? share : 0;
}
