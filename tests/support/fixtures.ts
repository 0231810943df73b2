import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Real third-party data lies outside the project and may be absent: then its tests are reported as skipped. */
export const fixturesDir = path.resolve(process.env.FIXTURES_DIR ?? '../shared/fixtures');

const seedFile = path.resolve(process.env.SEED_ARTICLE ?? '../shared/seed/article.txt');

/** The real pasted article, or undefined where it is absent. */
export const seedArticle: string | undefined = existsSync(seedFile) ? readFileSync(seedFile, 'utf8') : undefined;

/** A file of the fixtures as text, or undefined where it is absent. */
export function fixture(file: string): string | undefined {
  const full = path.join(fixturesDir, file);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}
