import { describe, expect, it } from 'vitest';
import { findable, findAll } from './find.rules.ts';

const words = (text: string, query: string) =>
  findAll(findable(text), query, 100).map(({ start, end }) => text.slice(start, end));

describe('finding words within a source', () => {
  it('cares neither for case nor for accents, however they are written', () => {
    expect(words('Agustín dijo. AGUSTIN calló. agusti\u0301n', 'agustin')).toEqual([
      'Agustín',
      'AGUSTIN',
      'agusti\u0301n',
    ]);
    expect(words('la grúa', 'GRUA')).toEqual(['grúa']);
  });

  it('takes typographic quotes and spaces as they are typed on a keyboard, over a line end too', () => {
    expect(words('He said “it’s paid”\ntwice', '"it\'s paid" twice')).toEqual(['“it’s paid”\ntwice']);
    expect(words('4\u00a0000 euros', '4 000')).toEqual(['4\u00a0000']);
  });

  it('stays with whole characters where one becomes several, and finds beyond the basic plane', () => {
    expect(words('the ﬁle', 'file')).toEqual(['ﬁle']);
    expect(words('a 😀 b 😀', '😀')).toEqual(['😀', '😀']);
    expect(words('שלום עולם, שלום', 'שלום')).toEqual(['שלום', 'שלום']);
  });

  it('finds nothing for nothing, and stops where it is told to', () => {
    expect(words('port', '  ')).toEqual([]);
    expect(findAll(findable('aaaa'), 'a', 2)).toHaveLength(2);
    expect(findAll(findable('aaaa'), 'aa', 9)).toHaveLength(2);
  });
});
