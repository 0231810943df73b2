import { expect, it } from 'vitest';
import { columnsOf, guessColumn } from './table-head.rules.ts';

it('ENT-8: the columns of a table are read whatever parts them, with quotes, a mark of the encoding and doubled headings', () => {
  expect(columnsOf('\u{FEFF}name,alias,country\nA,B,ec')).toEqual(['name', 'alias', 'country']);
  expect(columnsOf('Nombre;País;"Cargo; desde";Nombre\r\n')).toEqual(['Nombre', 'País', 'Cargo; desde']);
  expect(columnsOf('name\t"the ""other"" name"\t\n')).toEqual(['name', 'the "other" name']);
  expect(columnsOf('')).toEqual([]);
});

it('ENT-8: a heading is understood in English and Spanish, and only what the kind has', () => {
  const labels = { birthDate: 'Fecha de nacimiento' };
  expect(guessColumn('Nombre completo', 'Person', labels)).toBe('name');
  expect(guessColumn('fecha de nacimiento', 'Person', labels)).toBe('birthDate');
  expect(guessColumn('Birth date', 'Person', {})).toBe('birthDate');
  expect(guessColumn('Birth date', 'Company', {})).toBe('');
  expect(guessColumn('Shoe size', 'Person', {})).toBe('');
});
