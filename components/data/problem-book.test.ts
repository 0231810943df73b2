import { describe, expect, it } from 'vitest';
import { errorTable } from '@/lib/platform/errors.ts';
import en from '@/messages/en/errors.json' with { type: 'json' };
import codes from '@/messages/es/errors.json' with { type: 'json' };
import sentences from '@/messages/es/refusals.json' with { type: 'json' };
import { problemIn } from './problem-book.ts';

const spanish = { codes, sentences };

describe('UX-2: a refusal in the language of the page', () => {
  it('every code has words in both languages, and the English ones are the API’s own', () => {
    const titles = Object.fromEntries(Object.entries(errorTable).map(([code, { title }]) => [code, title]));
    expect(en).toEqual(titles);
    expect(Object.keys(codes)).toEqual(Object.keys(en));
  });

  it('says the sentence where it is known, with its values', () => {
    expect(problemIn(spanish, 'not_found', 'There is no such tag.')).toBe('No existe esa etiqueta.');
    expect(problemIn(spanish, 'conflict', 'Claim 12 was itself merged. Choose the claim that it went into.')).toBe(
      'La afirmación 12 también se fusionó. Elige aquella a la que pasó.',
    );
    expect(problemIn(spanish, 'invalid_input', 'These words do not stand in the sentence: “$& and $1”.')).toBe(
      'Estas palabras no están en la frase: «$& and $1».',
    );
  });

  it('says what the code means where it is not, and keeps what only the sentence knows', () => {
    expect(problemIn(spanish, 'stale', 'Something quite new.')).toBe(codes.stale);
    expect(problemIn(spanish, 'invalid_input', 'title: too long')).toBe(`${codes.invalid_input} (title: too long)`);
  });

  it('keeps every value of a sentence', () => {
    const values = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
    const invented = Object.entries(sentences).filter(([english, words]) =>
      values(words).some((name) => !values(english).includes(name)),
    );
    expect(invented).toEqual([]);
  });
});
