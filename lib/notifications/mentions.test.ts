import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsIn } from './mentions.rules.ts';

const people = [
  { id: 'luz', name: 'Luz Vera' },
  { id: 'mo', name: 'Mo Okafor' },
  { id: 'moira', name: 'Moira Ñúñez' },
  { id: 'ana1', name: 'Ana Ríos' },
  { id: 'ana2', name: 'Ana Maria Ríos' },
];
const named = (text: string) =>
  mentionsIn(text, people).map(({ userId, start, end }) => [userId, text.slice(start, end)]);

describe('ANN-4: @mentions', () => {
  it('are found by full name, by a first name that only one person has, in any case and without accents', () => {
    expect(named('Is this so, @Mo Okafor?')).toEqual([['mo', '@Mo Okafor']]);
    expect(named('@luz, @MOIRA NUNEZ')).toEqual([
      ['luz', '@luz'],
      ['moira', '@MOIRA NUNEZ'],
    ]);
    expect(named('@Ana Ríos')).toEqual([['ana1', '@Ana Ríos']]);
    expect(named('@Ana Maria Ríos')).toEqual([['ana2', '@Ana Maria Ríos']]);
  });

  it('never name somebody by guess', () => {
    // Two are called Ana.
    expect(named('@Ana, what do you think?')).toEqual([]);
    expect(named('write to mo@example.org or luz@luz')).toEqual([]);
    expect(named('@Moses said so')).toEqual([]);
    expect(named('reply to @7')).toEqual([]);
  });

  it('keep decomposed accents whole', () => {
    const text = '@Moira Núñez!'.normalize('NFD');
    expect(named(text)).toEqual([['moira', text.slice(0, -1)]]);
  });

  it('come out of any text in order, apart, each beginning with an @', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('@', 'Mo', ' ', 'Okafor', 'luz', 'Ana', 'é', '\n', '😀', '.'), { maxLength: 30 }),
        (parts) => {
          const text = parts.join('');
          let last = 0;
          for (const { start, end } of mentionsIn(text, people)) {
            expect(text[start]).toBe('@');
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
        },
      ),
    );
  });
});
