import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoreAll } from '@/bench/intake.ts';
import { fixturesDir } from '../support/fixtures.ts';

const scores = scoreAll(path.join(fixturesDir, 'readability'));

describe('SRC-1: saved pages of the press', () => {
  it.skipIf(scores.length === 0)('keep the words of the article and let hardly any others in', () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(scores.map((score) => score.recall))).toBeGreaterThanOrEqual(0.97);
    expect(mean(scores.map((score) => score.precision))).toBeGreaterThanOrEqual(0.95);
    for (const score of scores) expect(Math.min(score.recall, score.precision), score.page).toBeGreaterThan(0.8);
  });

  it.skipIf(scores.length === 0)('SRC-7: say their title, author and date', () => {
    const wrong = scores.filter((score) => !score.title || score.author === false || score.date === false);
    expect(wrong.map((score) => score.page)).toEqual([]);
  });
});
