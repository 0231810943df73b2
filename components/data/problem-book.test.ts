import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorTable } from '@/lib/platform/errors.ts';
import en from '@/messages/en/errors.json' with { type: 'json' };
import codes from '@/messages/es/errors.json' with { type: 'json' };
import sentences from '@/messages/es/refusals.json' with { type: 'json' };
import fields from '@/messages/es/fields.json' with { type: 'json' };
import issues from '@/messages/es/issues.json' with { type: 'json' };
import { problemIn } from './problem-book.ts';

const spanish = { codes, sentences: { ...sentences, ...issues }, fields };

const inSpanish = (sentence: string): boolean =>
  !problemIn(spanish, 'invalid_input', sentence).startsWith(codes.invalid_input);

/** What the schemas say when something is wrong: their sentences, with 7 where a value stands. */
function schemaSentences(): ReadonlySet<string> {
  const files = globSync('lib/**/{schema,*.schema}.ts').filter((file) => !file.includes('packed'));
  expect(files.length).toBeGreaterThan(15);
  const texts = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/gu),
  ]);
  const said = texts
    .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{[^}]*\}/gu, '7'))
    .filter((text) => /^[A-Z].* .*[.!?]$/u.test(text));
  // Kinds of marks are words of their own in each sentence.
  return new Set(said.map((text) => text.replace('Write the 7 first.', 'Write the note first.')));
}

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

  it('says what is wrong with a field, and which', () => {
    const say = (english: string) => problemIn(spanish, 'invalid_input', english);
    expect(say('title: Write something here.')).toBe('Título: Escribe algo aquí.');
    expect(say('names.2.name: This is longer than 200 characters. Shorten it.')).toBe(
      'Nombre: Esto tiene más de 200 signos. Acórtalo.',
    );
    expect(say('sourceId: Invalid UUID')).toBe('Esto no está escrito como hace falta.');
  });

  it('knows every sentence of the schemas', () => {
    const unknown = [...schemaSentences()].filter((sentence) => !inSpanish(sentence));
    expect(unknown).toEqual([]);
  });

  it('knows what zod says of itself', () => {
    const wrong: [z.ZodType, unknown][] = [
      ...[
        z.string(),
        z.object({}),
        z.boolean(),
        z.enum(['a', 'b']),
        z.literal('a'),
        z.union([z.number(), z.boolean()]),
      ].map((shape): [z.ZodType, unknown] => [shape, undefined]),
      ...[
        z.email(),
        z.url(),
        z.uuid(),
        z.iso.datetime(),
        z.iso.date(),
        z.string().regex(/^a$/u),
        z.string().min(2),
      ].map((shape): [z.ZodType, unknown] => [shape, 'x']),
      ...[
        z.int(),
        z.number().min(3),
        z.number().max(1),
        z.number().gt(3),
        z.number().lt(1),
        z.number().multipleOf(2),
      ].map((shape): [z.ZodType, unknown] => [shape, 1.5]),
      [z.string().max(1), 'xx'],
      [z.array(z.number()).max(1), [1, 2]],
      [z.array(z.number()).min(1), []],
      [z.strictObject({}), { other: 1 }],
      [z.strictObject({}), { other: 1, another: 2 }],
    ];
    const said = wrong.map(([shape, value]) => shape.safeParse(value).error?.issues[0]?.message ?? 'taken');
    expect(said.filter((sentence) => !inSpanish(sentence))).toEqual([]);
  });

  it('keeps every value of a sentence', () => {
    const values = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
    const invented = Object.entries(spanish.sentences).filter(([english, words]) =>
      values(words).some((name) => !values(english).includes(name)),
    );
    expect(invented).toEqual([]);
  });
});
