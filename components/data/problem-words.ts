import type { ErrorCode } from '@/lib/platform/errors.ts';
import type { ProblemBook } from './problem-book.ts';
import { problemIn } from './problem-book.ts';

/** Comes only to those who read Spanish, and only once something is refused. */
const spanishBook = async (): Promise<ProblemBook> => {
  const [codes, refusals, issues, fields] = await Promise.all([
    import('@/messages/es/errors.json'),
    import('@/messages/es/refusals.json'),
    import('@/messages/es/issues.json'),
    import('@/messages/es/fields.json'),
  ]);
  return { codes: codes.default, sentences: { ...refusals.default, ...issues.default }, fields: fields.default };
};

/** A refusal in the language of the page; the API speaks English. Offline, where the book cannot be had, in English. */
export async function problemWords(code: ErrorCode, english: string): Promise<string> {
  if (typeof document === 'undefined' || document.documentElement.lang !== 'es') return english;
  const book = await spanishBook().catch(() => null);
  return book ? problemIn(book, code, english) : english;
}
