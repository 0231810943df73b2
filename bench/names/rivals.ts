import { fold } from '@/lib/entities/names/letters.rules.ts';

/** What one would take without thinking about names. Both on folded names, as fair as they can be. */

/** Share of common trigrams, as pg_trgm counts them: words padded with two spaces before and one behind. */
export function trigramLikeness(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)];
  const common = [...left].filter((one) => right.has(one)).length;
  return common / (left.size + right.size - common || 1);
}

const trigrams = (name: string): Set<string> =>
  new Set(
    fold(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .flatMap((word) => {
        const padded = `  ${word} `;
        return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
      }),
  );

/** M. Jaro 1989, W. Winkler 1990: common letters near each other, and up to four at the beginning. */
export function jaroWinkler(nameA: string, nameB: string): number {
  const [a, b] = [Array.from(fold(nameA)), Array.from(fold(nameB))];
  if (a.length === 0 || b.length === 0) return 0;
  const near = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const fromA: string[] = [];
  for (const [at, letter] of a.entries())
    for (let place = Math.max(0, at - near); place <= Math.min(b.length - 1, at + near); place += 1)
      if (!taken.has(place) && b[place] === letter) {
        taken.add(place);
        fromA.push(letter);
        break;
      }
  const fromB = b.filter((_, place) => taken.has(place));
  const m = fromA.length;
  if (m === 0) return 0;
  const swapped = fromA.filter((letter, at) => letter !== fromB[at]).length / 2;
  const jaro = (m / a.length + m / b.length + (m - swapped) / m) / 3;
  let same = 0;
  while (same < 4 && a[same] !== undefined && a[same] === b[same]) same += 1;
  return jaro + same * 0.1 * (1 - jaro);
}
