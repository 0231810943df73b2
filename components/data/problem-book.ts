import type { ErrorCode } from '@/lib/platform/errors.ts';

/** What refusals say in one language: by code, and word for word where a sentence is known. */
export interface ProblemBook {
  readonly codes: Readonly<Record<ErrorCode, string>>;
  /** English sentence, with `{name}` where a value stands -> the same in this language. */
  readonly sentences: Readonly<Record<string, string>>;
  /** What the fields of forms are called, by their names in the API. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Kinds of refusal whose sentence says what to do: where it is not known, it is better in English than not at all. */
const telling = new Set<ErrorCode>(['invalid_input', 'conflict', 'too_large', 'rate_limited']);

/**
 * A refusal in the language of the book: its own sentence where the book has it, else what its code means. What is wrong
 * with one field comes as "title: Write something here."
 */
export function problemIn(book: ProblemBook, code: ErrorCode, english: string): string {
  const { codes, sentences } = book;
  const known = sentences[english] ?? filled(sentences, english) ?? ofField(book, english);
  if (known) return known;
  return telling.has(code) && english !== '' ? `${codes[code]} (${english})` : codes[code];
}

function ofField({ sentences, fields }: ProblemBook, english: string): string | undefined {
  const [, path = '', said = ''] = /^([a-z]\w*(?:\.\w+)*): (.+)$/u.exec(english) ?? [];
  const words = sentences[said] ?? filled(sentences, said);
  if (!words) return undefined;
  // `names.2.name`: the innermost that has a name of its own.
  const field = path.split('.').findLast((part) => part in fields);
  return field === undefined ? words : `${fields[field] ?? ''}: ${words}`;
}

function filled(sentences: ProblemBook['sentences'], english: string): string | undefined {
  for (const [pattern, words] of Object.entries(sentences)) {
    const names = [...pattern.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
    if (names.length === 0) continue;
    const parts = pattern.split(/\{\w+\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
    const values = new RegExp(`^${parts.join('(.+?)')}$`, 'u').exec(english);
    if (values) return names.reduce((text, name, at) => text.replace(`{${name}}`, () => values[at + 1] ?? ''), words);
  }
  return undefined;
}
