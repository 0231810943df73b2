import { expect, it } from 'vitest';
import { everything, isEverything, parseFilter, takes, writeFilter } from './filter.rules.ts';

const mark = {
  kind: 'claim' as const,
  status: 'open',
  authorId: 'luz',
  tags: [{ name: 'Cifras' }],
  claim: { rating: null },
};

it('ANN-8: a filter survives the address', () => {
  const filter = {
    ...everything,
    kinds: ['claim' as const, 'question' as const],
    tag: 'cifras',
    status: 'open' as const,
    mine: true,
  };
  const params = new URLSearchParams('v=2');
  writeFilter(params, filter);
  expect(params.toString()).toBe('v=2&kind=claim%2Cquestion&tag=cifras&status=open&mine=1');
  expect(parseFilter(Object.fromEntries(params))).toEqual(filter);
  writeFilter(params, everything);
  expect(params.toString()).toBe('v=2');
});

it('ANN-8: nonsense in the address shows everything', () => {
  expect(isEverything(parseFilter({ kind: 'dragon', status: 'burning', mine: 'maybe', tag: ['a', 'b'] }))).toBe(true);
});

it('ANN-8: by kind, person, tag, status, rating and mine, all at once', () => {
  const shows = (filter: Partial<typeof everything>) => takes({ ...everything, ...filter }, mark, 'luz');
  expect(shows({ kinds: ['claim'], by: 'luz', tag: 'cifras', status: 'open', rating: 'none', mine: true })).toBe(true);
  expect(shows({ kinds: ['note'] })).toBe(false);
  expect(shows({ by: 'mo' })).toBe(false);
  expect(shows({ tag: 'cifra' })).toBe(false);
  expect(shows({ status: 'resolved' })).toBe(false);
  expect(shows({ rating: 'false' })).toBe(false);
  expect(takes({ ...everything, mine: true }, mark, 'mo')).toBe(false);
});
