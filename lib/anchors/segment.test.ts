import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGraphemeBoundary } from './rules.ts';
import {
  nextCharacter,
  nextSentence,
  nextWord,
  previousCharacter,
  previousSentence,
  previousWord,
  sentenceAt,
  snapToCharacters,
  snapToWords,
  wordAt,
} from './segment.rules.ts';

const cut = (text: string, range: { start: number; end: number } | null) => range && text.slice(range.start, range.end);
const messy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'the',
        'Terán',
        'e\u0301',
        '\n',
        ' ',
        '  ',
        ', ',
        '. ',
        '“',
        '👩‍👩‍👧',
        '🇪🇨',
        'שלום',
        'مرحبا',
        '司法',
        'Norero’s',
        '-',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join('').normalize('NFC'));
const selection = messy.chain((text) =>
  fc.tuple(fc.constant(text), fc.nat(text.length), fc.nat(text.length)).map(([t, a, b]) => ({ text: t, a, b })),
);

describe('snapping', () => {
  it('ANN-3: a hasty selection becomes whole words without the spaces around them', () => {
    const text = 'Police took thirty people, among them Wilman Terán.';
    expect(cut(text, snapToWords(text, 14, 22))).toBe('thirty people');
    expect(cut(text, snapToWords(text, 11, 19))).toBe('thirty');
    expect(cut(text, snapToWords(text, 49, 45))).toBe('Terán');
    expect(snapToWords(text, 11, 12)).toBeNull();
    expect(cut(text, snapToCharacters(text, 14, 22))).toBe('irty peo');
  });

  it('ANN-3: right-to-left words and words without spaces are words', () => {
    const hebrew = 'הוא אמר שלום לכולם';
    expect(cut(hebrew, snapToWords(hebrew, 9, 10))).toBe('שלום');
    const arabic = 'قال مرحبا للجميع';
    expect(cut(arabic, snapToWords(arabic, 5, 7))).toBe('مرحبا');
  });

  it('ANN-3: never splits what people see as one character, whatever was selected', () => {
    fc.assert(
      fc.property(selection, ({ text, a, b }) => {
        for (const snapped of [snapToWords(text, a, b), snapToCharacters(text, a, b)]) {
          if (!snapped) {
            expect(text.slice(Math.min(a, b), Math.max(a, b)).trim()).toBe('');
            continue;
          }
          expect(isGraphemeBoundary(text, snapped.start) && isGraphemeBoundary(text, snapped.end)).toBe(true);
          expect(snapped.end).toBeGreaterThan(snapped.start);
          expect(snapped.start).toBeGreaterThanOrEqual(0);
          expect(snapped.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('ANN-3: snapping what is snapped changes nothing, and nothing that was selected is lost', () => {
    fc.assert(
      fc.property(selection, ({ text, a, b }) => {
        const snapped = snapToWords(text, a, b);
        if (!snapped) return;
        expect(snapToWords(text, snapped.start, snapped.end)).toEqual(snapped);
        expect(cut(text, snapped)).toContain(text.slice(Math.min(a, b), Math.max(a, b)).trim());
      }),
    );
  });
});

describe('moving by word and sentence', () => {
  const text = 'One two. Three four?\nFive.';

  it('ANN-2: finds words and sentences before, at and after a place', () => {
    expect(cut(text, wordAt(text, 1))).toBe('One');
    expect(cut(text, wordAt(text, 3))).toBe('One');
    expect(wordAt('a  b', 2)).toBeNull();
    expect(cut(text, nextWord(text, 1))).toBe('two');
    expect(cut(text, nextWord(text, 20))).toBe('Five');
    expect(nextWord(text, 25)).toBeNull();
    expect(cut(text, previousWord(text, 21))).toBe('four');
    expect(previousWord(text, 1)).toBeNull();
    expect(cut(text, sentenceAt(text, 10))).toBe('Three four?');
    expect(cut(text, nextSentence(text, 10))).toBe('Five.');
    expect(cut(text, previousSentence(text, 21))).toBe('Three four?');
  });

  it('ANN-2: walking by character visits every one, there and back', () => {
    fc.assert(
      fc.property(messy, (sample) => {
        const there = [0];
        for (let at = 0; at < sample.length; at = nextCharacter(sample, at)) there.push(nextCharacter(sample, at));
        const back = [sample.length];
        for (let at = sample.length; at > 0; at = previousCharacter(sample, at))
          back.push(previousCharacter(sample, at));
        expect(new Set(there)).toEqual(new Set(back));
      }),
    );
  });
});
