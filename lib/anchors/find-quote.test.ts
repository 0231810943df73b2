import { describe, expect, it } from 'vitest';
import { findQuote } from './find-quote.rules.ts';

const text =
  'The port paid twice for one crane in January. Nobody at the ministry noticed it until the spring audit.\n' +
  'El puerto pagó dos veces por una sola grúa en enero. A spokesman declined to comment.\n' +
  'A spokesman declined to comment.';

const wordsOf = (quote: Parameters<typeof findQuote>[1]) => {
  const found = findQuote(text, quote);
  return found.found ? text.slice(found.range.start, found.range.end) : null;
};

describe('ANC-2: a quotation without the text that it came from', () => {
  it('finds the words where they stand', () => {
    expect(findQuote(text, { exact: 'one crane' })).toMatchObject({ found: true, state: 'exact', score: 1 });
  });

  it('finds words with a few errors, Spanish too', () => {
    expect(wordsOf({ exact: 'port payed twice for one crane', prefix: 'The ', suffix: ' in January' })).toBe(
      'port paid twice for one crane',
    );
    expect(wordsOf({ exact: 'El puerto pago dos veces por una sola grua' })).toBe(
      'El puerto pagó dos veces por una sola grúa',
    );
  });

  it('does not choose between two copies', () => {
    expect(findQuote(text, { exact: 'A spokesman declined to comment.' }).found).toBe(false);
    expect(findQuote(text, { exact: 'A spokesman declined to comment.', prefix: 'grúa en enero. ' })).toMatchObject({
      found: true,
    });
  });

  it('does not take a copy of the words among other words', () => {
    const found = findQuote(text, {
      exact: 'one crane',
      prefix: 'The minister had ordered exactly ',
      suffix: ' and no tugboat for the southern harbour',
    });
    expect(found.found).toBe(false);
  });

  it('finds nothing that is not there, and survives absurd input', () => {
    expect(findQuote(text, { exact: 'The election was decided by eleven votes.' }).found).toBe(false);
    expect(findQuote('', { exact: 'words' })).toEqual({ found: false, suggestion: null });
    expect(findQuote(text, { exact: ' ' })).toEqual({ found: false, suggestion: null });
    expect(findQuote(text, { exact: 'x'.repeat(5000) })).toEqual({ found: false, suggestion: null });
  });
});
