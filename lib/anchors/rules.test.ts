import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { describe, MAX_MARK, rangeFault, resolveQuote } from './rules.ts';

const text = 'He paid judges.\nHe paid guards, he said.\nThey paid judges too.';
const blocks = [
  { id: 'a', label: 'P1', start: 0, end: 15 },
  { id: 'b', label: 'P2', start: 16, end: 40 },
  { id: 'c', label: 'P3', start: 41, end: 62 },
];

suite('an anchor', () => {
  it('ANC-1: keeps the words, 32 characters before and after them, and the part where they stand', () => {
    expect(describe(text, blocks, 19, 30)).toEqual({
      exact: 'paid guards',
      prefix: 'He paid judges.\nHe ',
      suffix: ', he said.\nThey paid judges too.',
      blockId: 'b',
      label: 'P2',
    });
    expect(describe(text, blocks, 41, 45)).toMatchObject({ exact: 'They', blockId: 'c' });
    expect(describe('words', [], 0, 5)).toMatchObject({ blockId: null, label: null });
  });

  it('ANC-1: never keeps half of a surrogate pair as context', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 80, maxLength: 200 }),
        fc.nat(199),
        fc.nat(199),
        (sample, a, b) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          if (rangeFault(sample, { start, end })) return;
          const { exact, prefix, suffix } = describe(sample, [], start, end);
          expect(sample).toContain(prefix + exact + suffix);
          for (const part of [exact, prefix, suffix]) expect(part.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  it('ANC-1: a range that is no passage is refused with its reason', () => {
    expect(rangeFault(text, { start: 0, end: 2 })).toBeNull();
    expect(rangeFault(text, { start: 0, end: 63 })).toBe('outside');
    expect(rangeFault(text, { start: -1, end: 2 })).toBe('outside');
    expect(rangeFault(text, { start: 0.5, end: 2 })).toBe('outside');
    expect(rangeFault(text, { start: 3, end: 3 })).toBe('empty');
    expect(rangeFault(text, { start: 15, end: 16 })).toBe('blank');
    expect(rangeFault('x'.repeat(MAX_MARK + 1), { start: 0, end: MAX_MARK + 1 })).toBe('too_long');
    expect(rangeFault('a👍b', { start: 0, end: 2 })).toBe('cuts_character');
    expect(rangeFault('👩‍👩‍👧', { start: 0, end: 2 })).toBe('cuts_character');
  });
});

suite('a quote', () => {
  it('ANC-2: is placed where it stands once', () => {
    expect(resolveQuote(text, { exact: 'paid guards' })).toEqual({ found: true, start: 19, end: 30 });
  });

  it('ANC-2: that repeats is never put on a copy by guess', () => {
    expect(resolveQuote(text, { exact: 'paid judges' })).toEqual({ found: false, why: 'ambiguous', copies: 2 });
    expect(resolveQuote(text, { exact: 'paid judges', prefix: 'They ' })).toEqual({ found: true, start: 46, end: 57 });
    expect(resolveQuote(text, { exact: 'paid judges', suffix: '.' })).toMatchObject({ found: true, start: 3 });
    expect(resolveQuote('aaa', { exact: 'aa' })).toMatchObject({ why: 'ambiguous', copies: 2 });
  });

  it('ANC-2: whose context stands elsewhere is not placed, even when the words stand once', () => {
    expect(resolveQuote(text, { exact: 'paid guards', prefix: 'They ' })).toMatchObject({ why: 'other_context' });
    expect(resolveQuote(text, { exact: 'paid ministers' })).toMatchObject({ why: 'missing' });
    expect(resolveQuote(text, { exact: '' })).toMatchObject({ why: 'missing' });
  });

  it('ANC-2: is found however its accents were composed and its lines were broken', () => {
    expect(resolveQuote('Wilman Terán said', { exact: 'Tera\u0301n' })).toMatchObject({ found: true });
    expect(resolveQuote(text, { exact: 'They', prefix: 'said.\r\n  ' })).toMatchObject({ found: true, start: 41 });
  });

  it('ANC-2: with its own description always comes back to its place, or is called ambiguous', () => {
    const dull = fc.array(fc.constantFrom('ab', 'a', ' ', '\n', 'b'), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(dull, fc.nat(100), fc.nat(100), (parts, a, b) => {
        const sample = parts.join('');
        const [start, end] = [Math.min(a, b), Math.min(Math.max(a, b), sample.length)];
        if (rangeFault(sample, { start, end })) return;
        const resolved = resolveQuote(sample, describe(sample, [], start, end));
        expect(resolved.found ? resolved.start : resolved.why).toSatisfy(
          (value: unknown) => value === start || value === 'ambiguous',
        );
      }),
    );
  });
});
