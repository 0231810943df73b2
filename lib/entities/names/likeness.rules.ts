import { isSyllabic, remembered } from './letters.rules.ts';

/**
 * How far two words are apart. The costs are those of Editex (J. Zobel, P. Dart: Phonetic string matching, SIGIR 1996):
 * letters that sound alike cost half; h and w come and go for half; doubling a letter is nothing much. Swapped neighbours
 * (F. Damerau 1964) cost one.
 */
const groups = ['aeiouy', 'bp', 'ckq', 'dt', 'lr', 'mn', 'gj', 'fpv', 'sxz', 'csz', 'vw', 'iyj', 'kh', 'gk'];
/** One bit for each group that a letter is in. */
const groupsOf = new Map<string, number>();
for (const [bit, group] of groups.entries())
  for (const letter of group) groupsOf.set(letter, (groupsOf.get(letter) ?? 0) | (1 << bit));
const soundsLike = (a: string, b: string): boolean => ((groupsOf.get(a) ?? 0) & (groupsOf.get(b) ?? 0)) !== 0;
const silent = (letter: string): boolean => letter === 'h' || letter === 'w';

const swap = (a: string, b: string): number => (a === b ? 0 : soundsLike(a, b) ? 0.5 : 1);
const skip = (letter: string, before: string | undefined): number => {
  if (letter === before) return 0.25;
  return silent(letter) || (before !== undefined && soundsLike(letter, before)) ? 0.5 : 1;
};

/** What it costs that each letter of a word is there, by the letter before it. */
const skips = (letters: readonly string[]): readonly number[] =>
  letters.map((letter, at) => skip(letter, letters[at - 1]));

/** Beyond `most` it does not matter how far: something above it is answered as soon as that is certain. */
export function soundDistance(a: string, b: string, most = Infinity): number {
  const [s, t] = [Array.from(a), Array.from(b)];
  const [skipS, skipT] = [skips(s), skips(t)];
  let older: number[] = [];
  let last = [0];
  for (const [j, cost] of skipT.entries()) last.push((last[j] ?? 0) + cost);
  let least = 0;
  for (let i = 0; i < s.length; i += 1) {
    const [left, skipped, before] = [s[i] ?? '', skipS[i] ?? 1, least];
    const row = [(last[0] ?? 0) + skipped];
    least = row[0] ?? 0;
    for (let j = 0; j < t.length; j += 1) {
      const right = t[j] ?? '';
      let cost = Math.min(
        (last[j] ?? 0) + swap(left, right),
        (last[j + 1] ?? 0) + skipped,
        (row[j] ?? 0) + (skipT[j] ?? 1),
      );
      if (i > 0 && j > 0 && left === t[j - 1] && s[i - 1] === right) cost = Math.min(cost, (older[j - 1] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    // Two rows, as neighbours that are swapped reach over one.
    if (least > most && before > most) return least;
    older = last;
    last = row;
  }
  return last[t.length] ?? 0;
}

/** Optimal string alignment: insertions, deletions, substitutions, and neighbours swapped, one each. */
export function editDistance(a: string, b: string): number {
  const [s, t] = [Array.from(a), Array.from(b)];
  let before: number[] = [];
  let last = Array.from({ length: t.length + 1 }, (_, j) => j);
  for (let i = 1; i <= s.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= t.length; j += 1) {
      const same = s[i - 1] === t[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[t.length] ?? 0;
}

/** Which share of a word may differ before it is another word. */
export const TOLERANCE = { person: 0.25, organisation: 0.2 } as const;

const hasDigit = /\p{N}/u;

/** 1 the same word, 0 another word; between them: it may be a slip, or written as heard. */
export function wordLikeness(a: string, b: string, tolerance: number): number {
  return a === b ? 1 : compared(a, b, tolerance);
}

/** A search compares the few words that were typed with those of eighty names, many of which share theirs. */
const compared = remembered((a: string, b: string, tolerance: number): number => {
  // Numbers agree or they do not.
  if (hasDigit.test(a) || hasDigit.test(b) || isSyllabic(a) || isSyllabic(b)) return 0;
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < 3) return a.length + b.length > 3 && soundDistance(a, b) <= 0.5 ? 0.7 : 0;
  // What one of them has more costs a quarter each at the very least.
  if ((longest - Math.min(a.length, b.length)) * 0.25 > tolerance * longest) return 0;
  const share = soundDistance(a, b, tolerance * longest) / longest;
  return share > tolerance ? 0 : 1 - share;
}, 5000);
