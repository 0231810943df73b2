import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';
import { segments, toOffset, toPosition } from './segments.rules.ts';

const spots = fc
  .array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 20 })
  .map((pairs) => pairs.map(([a, b], index) => ({ id: String(index), start: Math.min(a, b), end: Math.max(a, b) })));

describe('segments', () => {
  it('ANN-3: gives every character exactly the marks that cover it, however they overlap and nest', () => {
    fc.assert(
      fc.property(spots, (items) => {
        const cut = segments(items);
        for (let at = 0; at < 61; at += 1) {
          const covering = items.filter((item) => item.start <= at && at < item.end).map((item) => item.id);
          const found = cut.filter((segment) => segment.start <= at && at < segment.end);
          expect(found.length).toBe(covering.length > 0 ? 1 : 0);
          expect(new Set(found[0]?.items.map((item) => item.id) ?? [])).toEqual(new Set(covering));
        }
      }),
    );
  });
});

describe('positions', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 });
  const laid = lengths.map((all) => {
    let at = 0;
    return all.map((length) => {
      const block = { start: at, end: at + length };
      at += length + 1;
      return block;
    });
  });

  it('CORE-5: offset to editor position and back is the identity inside blocks', () => {
    fc.assert(
      fc.property(laid, (blocks) => {
        for (const [index, block] of blocks.entries()) {
          for (let offset = block.start; offset <= block.end; offset += 1) {
            expect(blockIndexAt(blocks, offset)).toBe(index);
            expect(toOffset(blocks, toPosition(blocks, offset))).toBe(offset);
          }
        }
      }),
    );
  });
});
