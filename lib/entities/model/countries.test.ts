import { expect, it } from 'vitest';
import { countryCodes, tidyValue, valueComplaint } from '../rules.ts';

const country = (value: string) => tidyValue('Person', 'nationality', value);

it('ENT-1: a country is taken by its name as people write it, in English and Spanish, and kept by its letters', () => {
  expect(['Ecuador', ' ecuador ', 'EC', 'ec'].map(country)).toEqual(['ec', 'ec', 'ec', 'ec']);
  expect(
    ['México', 'Mexico', 'Estados Unidos', 'EE. UU.', 'United States', 'Reino Unido', 'Kosovo'].map(country),
  ).toEqual(['mx', 'mx', 'us', 'us', 'us', 'gb', 'xk']);
  for (const code of countryCodes) expect(country(code)).toBe(code);
});

it('ENT-1: what is no country is refused with what was written', () => {
  expect(country('Narnia')).toBe('Narnia');
  expect(valueComplaint('Person', 'nationality', 'Narnia')).toMatch(/Ecuador or ec/u);
});
