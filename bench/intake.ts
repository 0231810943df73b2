// npm run bench:intake: saved pages of the fixtures, read as intake reads them. Words kept of the expected article, words
// let in that are not of it; title, author and date. Beside it what plain text of the whole page would give.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parsePage } from '../lib/sources/intake/dom.ts';
import { authorsIn, readPage } from '../lib/sources/intake/html.ts';
import { piecesOf } from '../lib/sources/intake/pieces.ts';

const expectedMetadata = z.object({
  title: z.string().nullish(),
  byline: z.string().nullish(),
  publishedTime: z.string().nullish(),
});

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many words of `a` are in `b` too, each counted as often as it stands in both. */
function shared(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of b) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of a) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += 1;
  }
  return common;
}

export interface IntakeScore {
  readonly page: string;
  readonly recall: number;
  readonly precision: number;
  readonly plainPrecision: number;
  readonly title: boolean;
  /** null where nothing is expected. */
  readonly author: boolean | null;
  readonly date: boolean | null;
  readonly milliseconds: number;
  readonly missing: string;
  readonly extra: string;
}

const fold = (text: string | null | undefined): string => wordsIn(text ?? '').join(' ');

export function scorePage(folder: string): IntakeScore {
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const html = read('source.html');
  const stated = expectedMetadata.parse(JSON.parse(read('expected-metadata.json')));
  const expected = wordsIn(
    piecesOf(parsePage(read('expected.html')).body)
      .map((piece) => piece.text)
      .join('\n'),
  );
  const began = performance.now();
  const { blocks, metadata } = readPage(html);
  const milliseconds = performance.now() - began;
  const around = new Set(['dateline', 'byline', 'comment', 'boilerplate', 'headline']);
  const kept = wordsIn(
    blocks
      .filter((block) => !around.has(block.role))
      .map((block) => block.text)
      .join('\n'),
  );
  const everything = wordsIn(blocks.map((block) => block.text).join('\n'));
  const plain = wordsIn(
    piecesOf(parsePage(html).body)
      .map((piece) => piece.text)
      .join('\n'),
  );
  const byline = fold(authorsIn(stated.byline ?? '').join(' '));
  const authors = fold(metadata.authors.join(' '));
  return {
    page: path.basename(folder),
    recall: shared(expected, everything) / expected.length,
    precision: shared(kept, expected) / kept.length,
    plainPrecision: shared(plain, expected) / plain.length,
    title: fold(metadata.title) === fold(stated.title),
    author: stated.byline ? authors !== '' && (byline.includes(authors) || authors.includes(byline)) : null,
    date: stated.publishedTime ? Date.parse(metadata.publishedAt ?? '') === Date.parse(stated.publishedTime) : null,
    milliseconds,
    missing: difference(expected, everything),
    extra: difference(kept, expected),
  };
}

function difference(a: readonly string[], b: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of b) counts.set(word, (counts.get(word) ?? 0) + 1);
  return a
    .filter((word) => {
      const left = counts.get(word) ?? 0;
      counts.set(word, left - 1);
      return left <= 0;
    })
    .slice(0, 30)
    .join(' ');
}

export function scoreAll(folder: string): readonly IntakeScore[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter((page) => existsSync(path.join(page, 'source.html')))
    .map(scorePage);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const say = (value: boolean | null): string => (value === null ? '-' : value ? 'yes' : 'NO');

if (process.argv[1] === import.meta.filename) {
  const folder = path.join(process.env.FIXTURES_DIR ?? '../shared/fixtures', 'readability');
  const scores = scoreAll(folder);
  if (scores.length === 0) console.log(`No pages in ${folder}: set FIXTURES_DIR.`);
  else {
    console.log('page            recall precision (whole page) title author date    ms');
    for (const s of scores)
      console.log(
        `${s.page.padEnd(16)}${s.recall.toFixed(3).padStart(6)} ${s.precision.toFixed(3).padStart(9)} ${s.plainPrecision.toFixed(3).padStart(12)} ${say(s.title).padStart(5)} ${say(s.author).padStart(6)} ${say(s.date).padStart(4)} ${s.milliseconds.toFixed(0).padStart(5)}`,
      );
    console.log(
      `mean            ${mean(scores.map((s) => s.recall))
        .toFixed(3)
        .padStart(6)} ${mean(scores.map((s) => s.precision))
        .toFixed(3)
        .padStart(9)} ${mean(scores.map((s) => s.plainPrecision))
        .toFixed(3)
        .padStart(12)}`,
    );
    if (process.argv.includes('--words'))
      for (const s of scores) console.log(`\n${s.page}\n  missing: ${s.missing}\n  extra: ${s.extra}`);
  }
}
