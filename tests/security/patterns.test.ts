import { globSync, readFileSync } from 'node:fs';
import { ESLint, Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

/** The rules on patterns as the lint of the whole project applies them to `file`, without its slow questions about types. */
async function patternRules(file: string): Promise<Linter.Config> {
  const { rules } = (await new ESLint().calculateConfigForFile(file)) as Required<Linter.Config>;
  return {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser },
    plugins: { regexp },
    rules: Object.fromEntries(Object.entries(rules).filter(([name]) => name.startsWith('regexp/'))),
  };
}

describe('ReDoS: no pattern of ours takes more than linear time', () => {
  const linter = new Linter();
  let config: Linter.Config;
  beforeAll(async () => {
    config = await patternRules('lib/search/query.rules.ts');
  });
  const findings = (code: string, file: string) =>
    linter
      .verify(code, config, { filename: file, allowInlineConfig: false })
      .map(({ message, ruleId }) => ({ file, ruleId, message }));

  it.each([
    ['exponential', 'export const isList = (text: string) => /^(?:[a-z]+,?)+$/u.test(text);'],
    ['polynomial', 'export const isMail = (text: string) => /^-{2,}.*-{2,}$/u.test(text);'],
    [
      'quadratic by trying again at every place',
      String.raw`export const trim = (text: string) => text.replace(/\s+$/u, '');`,
    ],
  ])('a planted one is found: %s', (_, code) => {
    expect(findings(code, 'lib/planted.ts')).not.toEqual([]);
  });

  it('there is none in the product, and none is excused', () => {
    const files = globSync('{app,bin,components,lib,server}/**/*.{ts,tsx}').filter(
      (file) => !/\.test\.tsx?$/u.test(file) && !file.startsWith('lib/platform/prisma'),
    );
    expect(files.length).toBeGreaterThan(300);
    const withPatterns = files
      .map((file) => [readFileSync(file, 'utf8'), file] as const)
      .filter(([code]) => /RegExp|\/[dgimsuvy]+\b/u.test(code));
    expect(withPatterns.length).toBeGreaterThan(50);
    expect(withPatterns.flatMap(([code, file]) => findings(code, file))).toEqual([]);
  }, 120_000);
});
