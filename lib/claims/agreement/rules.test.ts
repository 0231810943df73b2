import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fixturesDir } from '@/tests/support/fixtures.ts';
import type { Figure, Metric } from './rules.ts';
import { bootstrap, cohenKappa, fleissKappa, krippendorffAlpha, percentAgreement, seeded } from './rules.ts';
import { alphaU, meeting } from './spans.rules.ts';

const folder = path.join(fixturesDir, 'agreement');
const example = z.object({
  name: z.string(),
  coefficient: z.string(),
  table: z.array(z.array(z.number())).optional(),
  counts: z.array(z.array(z.number())).optional(),
  raters: z.record(z.string(), z.array(z.number().nullable())).optional(),
  metric: z.enum(['nominal', 'ordinal', 'interval']).optional(),
  value: z.number(),
  tolerance: z.number(),
});
type Example = z.infer<typeof example>;

const examples = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => z.array(example).parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))))
  : [];

const pairsOf = (table: readonly (readonly number[])[]) =>
  table.flatMap((row, a) => row.flatMap((count, b) => Array.from({ length: count }, () => [a, b] as const)));

/** One row for each unit, from one list for each rater. */
function unitsOf(raters: Record<string, (number | null)[]>) {
  const lists = Object.values(raters);
  return (lists[0] ?? []).map((_, unit) => lists.map((list) => list[unit] ?? null));
}

function figureOf({ coefficient, table, counts, raters, metric }: Example): Figure {
  const rows = raters
    ? unitsOf(raters)
    : (counts ?? []).map((row) => row.flatMap((count, value) => Array.from({ length: count }, () => value)));
  switch (coefficient) {
    case 'cohen_kappa': {
      if (table) return cohenKappa(pairsOf(table));
      const both = rows.flatMap(([a, b]) =>
        a === null || a === undefined || b === null || b === undefined ? [] : [[a, b] as const],
      );
      return cohenKappa(both);
    }
    case 'fleiss_kappa':
      return fleissKappa(rows);
    case 'percent':
      return percentAgreement(table ? pairsOf(table) : rows);
    case 'krippendorff_alpha':
      return krippendorffAlpha(table ? pairsOf(table) : rows, metric ?? 'nominal');
    default:
      throw new Error(`no such coefficient: ${coefficient}`);
  }
}

describe('CLM-8: agreement', () => {
  it.skipIf(examples.length === 0)(`CLM-8: every published example within its tolerance (${examples.length})`, () => {
    for (const one of examples) {
      const { value } = figureOf(one);
      expect(Math.abs((value ?? Number.NaN) - one.value), `${one.name}: ${value}`).toBeLessThanOrEqual(one.tolerance);
    }
  });

  it('CLM-8: where nothing can be said there is no figure, and a reason', () => {
    const all = (rows: (number | null)[][]) => [
      fleissKappa(rows),
      krippendorffAlpha(rows, 'nominal'),
      krippendorffAlpha(rows, 'ordinal'),
    ];
    const nothing = { value: null, why: 'nothing_compared' };
    const alike = { value: null, why: 'no_variation' };
    expect(all([])).toEqual([nothing, nothing, nothing]);
    // One rater; and two who never rated the same thing.
    expect(all([[1], [2]])).toEqual([nothing, nothing, nothing]);
    expect(
      all([
        [1, null],
        [null, 2],
      ]),
    ).toEqual([nothing, nothing, nothing]);
    // Everything in one category: they agree wholly, and chance would too.
    expect(
      all([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([alike, alike, alike]);
    expect(
      percentAgreement([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual({ value: 1, why: null });
    expect(cohenKappa([])).toEqual(nothing);
    expect(
      cohenKappa([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual(alike);
    // All equal within each unit, though units differ: full agreement.
    expect(
      all([
        [1, 1],
        [2, 2],
      ]).map((one) => one.value),
    ).toEqual([1, 1, 1]);
  });

  it('CLM-8: the order of units and of raters does not matter; alpha is never above 1', () => {
    const unit = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 2, maxLength: 12 }), (rows) => {
        for (const metric of ['nominal', 'ordinal', 'interval'] satisfies Metric[]) {
          const straight = krippendorffAlpha(rows, metric).value;
          const turned = krippendorffAlpha(rows.map((row) => [...row].reverse()).reverse(), metric).value;
          expect(turned === null ? null : turned.toFixed(9)).toBe(straight === null ? null : straight.toFixed(9));
          if (straight !== null) expect(straight).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  it('CLM-8: the interval is the same for the same seed, holds the figure, and narrows with more units', () => {
    const random = seeded(7);
    const rows = Array.from({ length: 200 }, () => {
      const value = 1 + Math.floor(random() * 5);
      return [value, random() < 0.7 ? value : 1 + Math.floor(random() * 5)];
    });
    const measure = (sample: readonly (readonly number[])[]) => krippendorffAlpha(sample, 'nominal');
    const wide = bootstrap(rows.slice(0, 30), measure, { seed: 1, samples: 300 });
    const narrow = bootstrap(rows, measure, { seed: 1, samples: 300 });
    expect(bootstrap(rows, measure, { seed: 1, samples: 300 })).toEqual(narrow);
    const { value } = measure(rows);
    expect(narrow && value !== null && narrow.low <= value && value <= narrow.high).toBe(true);
    expect((wide?.high ?? 0) - (wide?.low ?? 0)).toBeGreaterThan((narrow?.high ?? 0) - (narrow?.low ?? 0));
    expect(bootstrap(rows.slice(0, 2), measure, { seed: 1 })).toBeNull();
  });
});

describe('CLM-8: agreement on marks', () => {
  // The worked example of Krippendorff (2004): a continuum from 150 to 450, two observers, categories c and k.
  const at = (start: number, length: number) => ({ start: start - 150, end: start - 150 + length });
  const c = [
    [at(225, 70), at(370, 30)],
    [at(220, 80), at(355, 20), at(400, 20)],
  ];
  const k = [
    [at(180, 60), at(300, 50)],
    [at(180, 60), at(300, 50)],
  ];

  it('CLM-8: unitizing alpha gives the published example', () => {
    expect(alphaU([c], 300).value).toBeCloseTo(0.7285, 3);
    expect(alphaU([k], 300).value).toBe(1);
    expect(alphaU([c, k], 300).value).toBeCloseTo(0.8587, 3);
  });

  it('CLM-8: one person, or nobody with a mark, gives no figure and says why', () => {
    expect(alphaU([[[at(225, 70)]]], 300)).toEqual({ value: null, why: 'nothing_compared' });
    expect(alphaU([[[], []]], 300)).toEqual({ value: null, why: 'no_variation' });
    expect(meeting([], [])).toEqual({ exact: null, overlap: null });
  });

  it('CLM-8: exact and overlapping marks are counted from both sides', () => {
    expect(meeting([at(200, 10), at(300, 10)], [at(200, 10), at(305, 10)])).toEqual({ exact: 0.5, overlap: 1 });
    expect(meeting([at(200, 10)], [])).toEqual({ exact: 0, overlap: 0 });
  });
});
