import { expect, it } from 'vitest';
import { narrowings, unfiltered } from './filter.rules.ts';

it('ENT-6: counts in how many ways a network is narrowed, so that a closed filter says that it hides something', () => {
  expect(narrowings(unfiltered)).toBe(0);
  expect(narrowings({ ...unfiltered, kind: 'Person', time: [1, 2] })).toBe(2);
  expect(narrowings({ ...unfiltered, undated: false, alone: false })).toBe(2);
});
