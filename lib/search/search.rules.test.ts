import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, withFacet, writeSearch } from './query.rules.ts';
import { snippetOf } from './snippet.rules.ts';

describe('the words of a search', () => {
  it('are words, "exact words", OR, - and facets', () => {
    expect(parseSearch('crane "paid twice" OR fence -lamp by:Mo tag:"dark money" -kind:note in:Almenara')).toEqual({
      all: [
        [{ words: 'crane', exact: false }],
        [
          { words: 'paid twice', exact: true },
          { words: 'fence', exact: false },
        ],
      ],
      none: [{ words: 'lamp', exact: false }],
      facets: [
        { name: 'by', value: 'Mo', not: false },
        { name: 'tag', value: 'dark money', not: false },
        { name: 'kind', value: 'note', not: true },
        { name: 'in', value: 'Almenara', not: false },
      ],
    });
    expect(parseSearch('#money').facets).toEqual([{ name: 'tag', value: 'money', not: false }]);
  });

  it('take whatever is typed: half a quotation, a lone OR, an address, nothing', () => {
    expect(parseSearch('"never closed').all).toEqual([[{ words: 'never closed', exact: true }]]);
    expect(parseSearch('OR OR x OR').all).toEqual([[{ words: 'x', exact: false }]]);
    expect(parseSearch('at 10:30').all).toHaveLength(2);
    expect(parseSearch('  - : "" #')).toEqual({ all: [], none: [], facets: [] });
  });

  it('can be written back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('crane', '"paid twice"', 'OR', '-lamp', 'by:Mo', '-tag:"a b"', 'grúa'), {
          maxLength: 12,
        }),
        (parts) => {
          const parsed = parseSearch(parts.join(' '));
          expect(parseSearch(writeSearch(parsed))).toEqual(parsed);
        },
      ),
    );
    expect(writeSearch(withFacet(parseSearch('x by:Mo'), 'by', 'Luz Vera'))).toBe('x by:"Luz Vera"');
    expect(writeSearch(withFacet(parseSearch('x by:Mo'), 'by', null))).toBe('x');
  });
});

describe('a snippet', () => {
  it('shows the words that were asked for, whatever their accents and endings', () => {
    const text = `${'Nothing of note here. '.repeat(30)}La autoridad pagó dos grúas en enero.`;
    const { text: shown, found } = snippetOf(text, parseSearch('grua autoridad'));
    expect(found.map(({ start, end }) => shown.slice(start, end))).toEqual(['autoridad', 'grúas']);
  });

  it('never cuts a character and always names places inside itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('port', ' ', '😀', 'grúa', '\n', 'x'.repeat(50)), { maxLength: 60 }),
        (parts) => {
          const { text, found } = snippetOf(parts.join(''), parseSearch('port OR grua'), 80);
          expect(text.isWellFormed()).toBe(true);
          for (const { start, end } of found)
            expect(['port', 'grua', 'grúa']).toContain(text.slice(start, end).slice(0, 4));
        },
      ),
    );
  });
});
