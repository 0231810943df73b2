import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatDiffers, wordDiff } from './differs.rules.ts';

const side = (diff: ReturnType<typeof wordDiff>, without: 'before' | 'after') =>
  diff
    .filter((part) => part.kind !== without)
    .map((part) => part.text)
    .join('');

describe('what differs', () => {
  it('CLM-13: a comparison gives back both texts whole, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'año', 'port', ' ', ' ', '.', '12,5', '\n'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (one, two) => {
        const [before, after] = [one.join(''), two.join('')];
        const diff = wordDiff(before, after);
        expect(side(diff, 'after')).toBe(before);
        expect(side(diff, 'before')).toBe(after);
        if (before === after) expect(diff.every((part) => part.kind === 'same')).toBe(true);
      }),
    );
  });

  it('CLM-13: one changed word is one change', () => {
    expect(
      wordDiff('The port paid twice.', 'The port paid three times.').map((part) => [part.kind, part.text]),
    ).toEqual(
      expect.arrayContaining([
        ['same', 'The port paid '],
        ['before', 'twice'],
      ]),
    );
  });

  it('CLM-14: numbers and denials that set two claims apart are pointed out', () => {
    expect(whatDiffers('The port paid 12 million.', 'The port paid 21 million')).toMatchObject({
      onlyHere: ['12'],
      onlyThere: ['21'],
      number: true,
      denial: false,
    });
    expect(whatDiffers('El puerto no pagó', 'El puerto pago')).toMatchObject({ denial: true, onlyThere: [] });
    expect(whatDiffers('The port paid', 'the PORT paid').onlyHere).toEqual([]);
  });
});
