import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalIndex } from './interval-index.rules.ts';

const interval = fc
  .tuple(fc.nat(400), fc.integer({ min: 1, max: 120 }), fc.nat())
  .map(([start, length, id]) => ({ id, start, end: start + length }));

describe('interval index', () => {
  it('ANN-9: finds exactly what a look at every interval finds', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 60 }), fc.nat(450), fc.nat(80), (items, start, length) => {
        const end = start + length;
        const found = intervalIndex(items).overlapping(start, end);
        const wanted = items.filter((item) => length > 0 && item.start < end && item.end > start);
        expect(new Set(found)).toEqual(new Set(wanted));
        expect(found).toHaveLength(wanted.length);
        expect(found).toEqual([...found].sort((a, b) => a.start - b.start || b.end - a.end));
      }),
    );
  });

  it('ANN-3: of the marks under one character the outermost comes first', () => {
    const index = intervalIndex([
      { id: 'word', start: 4, end: 8 },
      { id: 'sentence', start: 0, end: 30 },
      { id: 'elsewhere', start: 12, end: 20 },
      { id: 'phrase', start: 4, end: 12 },
    ]);
    expect(index.at(5).map((item) => item.id)).toEqual(['sentence', 'phrase', 'word']);
    expect(index.at(8).map((item) => item.id)).toEqual(['sentence', 'phrase']);
    expect(index.at(30)).toEqual([]);
  });

  it('ANN-9: asks 10,000 marks on 650,000 characters ten thousand times in well under a second', () => {
    const items = Array.from({ length: 10_000 }, (_, n) => ({ start: n * 64, end: n * 64 + (n % 97) + 1 }));
    const index = intervalIndex(items);
    const began = performance.now();
    let seen = 0;
    for (let n = 0; n < 10_000; n += 1) seen += index.overlapping(n * 64, n * 64 + 3000).length;
    expect(seen).toBeGreaterThan(100_000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
