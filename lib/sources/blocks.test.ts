import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedArticle } from '@/tests/support/fixtures.ts';
import { parseBlocks } from './blocks.rules.ts';
import { canonicalise, labelsFor } from './canonical.rules.ts';
import { draftBlocks, draftUpdate } from './draft.ts';

/** What a paste is made of, and what it should not be made of. */
const messy = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: 'grapheme' }) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          '\n',
          '\r\n',
          '\r',
          '\n\n',
          ' ',
          '\t',
          '\u00a0',
          '\u200f',
          '\u202e',
          '\ufeff',
          '\u2028',
          '\u0007',
          '  3. ',
          '- ',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'By Ana Ruiz',
          'Monday, 4 March 2024',
          'A sentence that ends.',
          '1. First!',
          '  2. Second',
          'el ñandú · día',
        ),
      },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const visible = (text: string): string => text.replace(/^\ufeff/u, '').replace(/[\s\u0085]/gu, '');

describe('parseBlocks', () => {
  it('SRC-1: never loses, invents or reorders a character', () => {
    fc.assert(
      fc.property(messy, (pasted) => {
        expect(
          visible(
            parseBlocks(pasted)
              .map((block) => block.text)
              .join('\n'),
          ),
        ).toBe(visible(pasted));
      }),
      { numRuns: 500 },
    );
  });

  it('SRC-1: finds the same parts again in its own output', () => {
    fc.assert(
      fc.property(messy, (pasted) => {
        const once = parseBlocks(pasted).map((block) => block.text);
        expect(
          parseBlocks(once.join('\n\n'))
            .map((block) => block.text)
            .join('\n'),
        ).toBe(once.join('\n'));
      }),
      { numRuns: 300 },
    );
  });

  it.skipIf(seedArticle === undefined)('SRC-1: recognises the parts of the real article', () => {
    const roles = parseBlocks(seedArticle ?? '');
    const count = (role: string) => roles.filter((block) => block.role === role).length;
    expect({
      total: roles.length,
      dateline: count('dateline'),
      headline: count('headline'),
      caption: count('caption'),
      body: count('body'),
    }).toEqual({
      total: 19,
      dateline: 1,
      headline: 1,
      caption: 2,
      body: 11,
    });
    expect(roles.filter((block) => block.role === 'comment').map((block) => block.number)).toEqual([
      '1',
      '2',
      '4',
      '5',
    ]);
  });

  it('SRC-1: recognises the parts of a Spanish paste', () => {
    const pasted = [
      'Tres de mayo de 2024',
      'La empresa del puerto cobró dos veces por la misma grúa',
      'Por Inés Calderón',
      'La grúa azul en el muelle norte',
      'El puerto pagó en enero una grúa que ya había pagado en octubre, según las facturas que revisó este diario durante dos semanas.',
      '¿Quién firmó?',
      'La segunda factura lleva la firma del mismo gerente, que no respondió a las preguntas enviadas el lunes por escrito.',
      'Suscríbete a nuestro boletín',
      '  1. Siempre lo mismo.',
      '  3. Yo trabajé ahí y es verdad.\nLo vimos todos.',
    ].join('\n\n');
    expect(parseBlocks(pasted).map((block) => block.role)).toEqual([
      'dateline',
      'headline',
      'byline',
      'caption',
      'body',
      'body',
      'body',
      'boilerplate',
      'comment',
      'comment',
    ]);
  });

  it('keeps a list that is not comments as a list', () => {
    const long =
      'The ministry said in a long written answer on Tuesday that it had never seen the contract in question.';
    expect(
      parseBlocks(`A headline\n\n${long}\n\n- one thing\n- another thing\n\n${long}`).map((block) => block.role),
    ).toEqual(['headline', 'body', 'list', 'body']);
  });
});

describe('canonicalise', () => {
  it('SRC-3: block offsets cut exactly the blocks out of the text, which is NFC without spaces at line ends', () => {
    fc.assert(
      fc.property(messy, (pasted) => {
        const { text, blocks } = canonicalise(parseBlocks(pasted));
        expect(text).toBe(text.normalize('NFC'));
        expect(text).not.toMatch(/[^\S\n]+$/mu);
        expect(blocks.map((block) => text.slice(block.start, block.end)).join('\n')).toBe(text);
        expect(new Set(blocks.map((block) => block.label)).size).toBe(blocks.length);
        // Sealing what was sealed changes nothing.
        expect(canonicalise(blocks.map((block) => ({ ...block, text: text.slice(block.start, block.end) }))).text).toBe(
          text,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('SRC-9: addresses count within their kind and comments keep their own number', () => {
    const block = (role: 'headline' | 'caption' | 'body' | 'comment', number: string | null = null) => ({
      role,
      number,
    });
    expect(
      labelsFor([
        block('headline'),
        block('caption'),
        block('body'),
        block('body'),
        block('caption'),
        block('comment', '7'),
        block('comment', '7'),
        block('comment'),
      ]),
    ).toEqual(['H1', 'Cap1', 'P1', 'P2', 'Cap2', 'C7', 'C7b', 'C8']);
  });
});

it('a draft gives back the blocks that it began with', () => {
  fc.assert(
    fc.property(messy, (pasted) => {
      const blocks = parseBlocks(pasted);
      expect(draftBlocks(draftUpdate(blocks))).toEqual(blocks);
    }),
    { numRuns: 200 },
  );
});
