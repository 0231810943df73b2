import { describe, expect, it } from 'vitest';
import { article, isSeed } from '@/tests/journeys/article.ts';
import { parseBlocks } from './blocks.rules.ts';

/** Cut to the width of a telephone, words kept whole. */
const wrapped = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => line.replace(new RegExp(`(\\S.{0,${width - 1}})(?:\\s+(?=\\S)|$)`, 'gu'), '$1\n').trimEnd())
    .join('\n');

const quoted = (text: string, mark: string): string =>
  text
    .split('\n')
    .map((line) => `${mark}${line}`)
    .join('\n');

const straight = (text: string): string => text.replace(/[“”]/gu, '"').replace(/[‘’]/gu, "'");

/** What a telephone's page puts between the paragraphs when all of it is copied. */
const furnished = (text: string): string => {
  const parts = text.split('\n\n');
  return ['Menu', 'Share', ...parts.slice(0, 5), 'Advertisement', ...parts.slice(5), 'Back to top'].join('\n\n');
};

const parts = (text: string) =>
  parseBlocks(text)
    .filter((block) => block.role !== 'boilerplate')
    .map((block) => `${block.role} ${block.number ?? ''}`.trim());

describe('SRC-1: a paste is recognised whatever the way did to it', () => {
  const expected = parts(article);

  it.runIf(isSeed)(
    'the article as it is: date line, headline, two captions, eleven paragraphs, comments 1, 2, 4, 5',
    () => {
      const counted = Object.groupBy(expected, (part) => part);
      expect(Object.fromEntries(Object.entries(counted).map(([part, all]) => [part, all?.length]))).toEqual({
        dateline: 1,
        headline: 1,
        caption: 2,
        body: 11,
        'comment 1': 1,
        'comment 2': 1,
        'comment 4': 1,
        'comment 5': 1,
      });
    },
  );

  it.each([
    ['Windows line ends', article.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', article.replaceAll('\n', '\r')],
    ['no blank lines at all', article.replace(/\n{2,}/gu, '\n')],
    ['no blank lines between paragraphs', article.replaceAll('\n\n', '\n')],
    ['no blank lines and Windows line ends', article.replace(/\n{2,}/gu, '\r\n')],
    ['every line end doubled', article.replaceAll('\n', '\n\n')],
    ['every line end doubled, Windows', article.replaceAll('\n', '\r\n\r\n')],
    ['more blank lines', article.replaceAll('\n\n', '\n\n\n')],
    ['spaces doubled', article.replaceAll(' ', '  ')],
    ['spaces that do not break', article.replaceAll(' ', '\u00a0')],
    ['the width of a telephone', wrapped(article, 38)],
    ['the width of a tablet', wrapped(article, 66)],
    ['the furniture of a page around it', furnished(article)],
    ['telephone and furniture', wrapped(furnished(article), 40)],
    ['quoted in an e-mail', quoted(article, '> ')],
    ['quoted in an e-mail, no space', quoted(article, '>')],
    ['quoted twice', quoted(article, '> > ')],
    ['quoted, cut at 72', quoted(wrapped(article, 70), '> ')],
    [
      'quoted under a line that says who wrote',
      `On Mon, Dec 18, 2023 at 9:12 AM Ana Ruiz <ana@example.org> wrote:\n\n${quoted(article, '> ')}`,
    ],
    [
      'forwarded',
      `---------- Forwarded message ---------\nFrom: Ana Ruiz <ana@example.org>\nSubject: this one\n\n${article}`,
    ],
    ['straight quotes', straight(article)],
    ['quotes lost altogether', article.replace(/[“”‘’]/gu, '')],
    ['quotes that became question marks', article.replace(/[“”‘’]/gu, '?')],
    ['quotes that became replacement characters', article.replace(/[“”‘’]/gu, '\ufffd')],
    ['a byte order mark', `\ufeff${article}`],
    ['tabs for indentation', article.replace(/^ {2}/gmu, '\t')],
    ['no indentation', article.replace(/^ +/gmu, '')],
  ])('%s', (name, text) => {
    const got = parts(text);
    // The paragraph that was pasted in two lines may be one or two (SRC-1); nothing else may differ.
    expect(got.filter((part) => part !== 'body')).toEqual(expected.filter((part) => part !== 'body'));
    const body = (list: readonly string[]) => list.filter((part) => part === 'body').length;
    const allowed = /doubled|no blank/u.test(name) ? [body(expected), body(expected) + 1] : [body(expected)];
    expect(allowed).toContain(body(got));
  });
});
