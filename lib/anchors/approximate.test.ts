import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approximateMatches } from './approximate.rules.ts';

/** The textbook: a row a letter of the pattern, the row above all 0 (Sellers 1980). */
function fewestErrors(text: string, pattern: string): { errors: number; ends: number[] } {
  let column = Array.from({ length: pattern.length + 1 }, (_, row) => row);
  let [errors, ends] = [Infinity, [] as number[]];
  for (let at = 0; at < text.length; at += 1) {
    const next = [0];
    for (let row = 1; row <= pattern.length; row += 1)
      next.push(
        Math.min(next[row - 1]! + 1, column[row]! + 1, column[row - 1]! + (pattern[row - 1] === text[at] ? 0 : 1)),
      );
    column = next;
    const here = column[pattern.length]!;
    if (here < errors) [errors, ends] = [here, []];
    if (here === errors) ends.push(at + 1);
  }
  return { errors, ends };
}

describe('ANC-2: bounded edit distance', () => {
  it('finds what the textbook finds, over one and several blocks', () => {
    const letters = (max: number) =>
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: max });
    fc.assert(
      fc.property(letters(300), letters(110), (text, pattern) => {
        const wanted = fewestErrors(text, pattern);
        const got = approximateMatches(text, pattern, pattern.length);
        if (wanted.errors > pattern.length) return;
        expect(got.map((match) => match.end)).toEqual(wanted.ends);
        for (const match of got) expect(match.errors).toBe(wanted.errors);
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing above the bound', () => {
    const text = 'The port paid twice for one crane in January.';
    expect(approximateMatches(text, 'harbour master', 4)).toEqual([]);
    expect(approximateMatches(text, 'payd twice for one crane', 4)).toEqual([{ start: 9, end: 33, errors: 1 }]);
  });

  it('keeps to the bound also where the pattern is planted with errors in a long text', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      minLength: 40,
      maxLength: 100,
    });
    fc.assert(
      fc.property(word, fc.nat(39), fc.constantFrom('x', 'y', 'z'), (pattern, at, letter) => {
        const wrong = pattern.slice(0, at) + letter + pattern.slice(at + 1);
        const text = `${'z'.repeat(200)}${wrong}${'y'.repeat(200)}`;
        const [match] = approximateMatches(text, pattern, 3);
        expect(match?.errors).toBeLessThanOrEqual(1);
        expect(Math.abs((match?.end ?? 0) - 200 - pattern.length)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });
});
