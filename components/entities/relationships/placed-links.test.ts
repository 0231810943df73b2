import { describe, expect, it } from 'vitest';
import type { RelationshipView } from '@/lib/entities/schema.ts';
import { between, linksOf, placed } from './placed-links.ts';

const SENTENCE = 'Ana owns the yard.';
const link = (more: Partial<RelationshipView> = {}) =>
  ({ id: 'l', fromId: 'ana', toId: 'yard', claimIds: ['c'], quotes: [quote()], ...more }) as RelationshipView;
const quote = (more: Partial<RelationshipView['quotes'][number]> = {}) =>
  ({ sourceId: 's', version: 1, start: 5, end: 5 + SENTENCE.length, exact: SENTENCE, ...more }) as never;
const version = (number: number, text: string) => ({ sourceId: 's', number, text });
const place = (found: ReturnType<typeof placed>) => found.map(({ start, end }) => [start, end]);

describe('relationships in the text they were drawn from', () => {
  it('ENT-10: stand at their own words, and in another version only where these are there exactly once', () => {
    const text = `Then ${SENTENCE}`;
    expect(place(placed([link()], version(1, text)))).toEqual([[5, 23]]);
    expect(place(placed([link()], version(2, `New. ${text}`)))).toEqual([[10, 28]]);
    expect(placed([link()], version(2, `${SENTENCE} ${SENTENCE}`))).toEqual([]);
    expect(placed([link()], version(2, 'Ana owned a yard.'))).toEqual([]);
    expect(placed([link({ quotes: [quote({ sourceId: 'other' })] })], version(1, text))).toEqual([]);
  });

  it('ENT-6: are on the cards of both names and of the claim that carries them, not on those of names elsewhere', () => {
    const here = version(1, `Then ${SENTENCE} Ana left.`);
    const on = (mark: Parameters<typeof linksOf>[0], start: number, end: number) =>
      linksOf(mark, [{ start, end }], [link()], here).length;
    const named = (id: string) => ({ entity: { id }, claim: null });
    expect(on(named('ana'), 5, 8)).toBe(1);
    expect(on(named('yard'), 14, 22)).toBe(1);
    expect(on(named('ana'), 24, 27)).toBe(0);
    expect(on(named('bea'), 5, 8)).toBe(0);
    expect(on({ entity: null, claim: { id: 'c' } }, 0, 23)).toBe(1);
    expect(on({ entity: null, claim: { id: 'd' } }, 0, 23)).toBe(0);
  });

  it('ENT-6: the line runs between the two nearest marks of its ends, else along all of its words', () => {
    const [one] = placed([link()], version(1, `Then ${SENTENCE}`));
    if (!one) throw new Error('It has no place.');
    const spot = (entityId: string, start: number, end: number) => ({ entityId, start, end });
    expect(between(one, [spot('ana', 5, 8), spot('yard', 18, 22), spot('yard', 13, 22)])).toEqual({
      start: 8,
      end: 13,
    });
    expect(between(one, [spot('yard', 5, 8), spot('ana', 13, 22)])).toEqual({ start: 8, end: 13 });
    expect(between(one, [spot('ana', 5, 8), spot('yard', 40, 44)])).toMatchObject({ start: 5, end: 23 });
  });
});
