/**
 * How far people agree (CLM-8), pure arithmetic. Ratings come as one row for each unit (a proposal) with a value for each
 * rater, null where somebody did not rate it.
 */
export type Ratings<Value> = readonly (readonly (Value | null)[])[];

/** A figure, or the reason why there is none: a coefficient that would divide nothing by nothing is not invented. */
export type Figure =
  | { readonly value: number; readonly why: null }
  | { readonly value: null; readonly why: 'nothing_compared' | 'no_variation' };

const figure = (value: number): Figure => ({ value, why: null });
const none = (why: 'nothing_compared' | 'no_variation'): Figure => ({ value: null, why });

const given = <Value>(row: readonly (Value | null)[]): Value[] => row.filter((value) => value !== null);
/** Units that at least two people rated: only they say anything about agreement. */
export const pairable = <Value>(ratings: Ratings<Value>): Value[][] =>
  ratings.map(given).filter((row) => row.length > 1);

function tally<Value>(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

/** The share of pairs of ratings of the same unit that are equal, each unit counting once. */
export function percentAgreement<Value>(ratings: Ratings<Value>): Figure {
  const units = pairable(ratings);
  if (units.length === 0) return none('nothing_compared');
  return figure(sum(units.map((row) => agreeing(row))) / units.length);
}

const agreeing = (row: readonly unknown[]): number =>
  (sum([...tally(row).values()].map((count) => count * count)) - row.length) / (row.length * (row.length - 1));

/** Cohen, "A coefficient of agreement for nominal scales", 1960: two raters, on the units that both rated. */
export function cohenKappa<Value>(pairs: readonly (readonly [Value, Value])[]): Figure {
  if (pairs.length === 0) return none('nothing_compared');
  const n = pairs.length;
  const [first, second] = [tally(pairs.map(([a]) => a)), tally(pairs.map(([, b]) => b))];
  const observed = pairs.filter(([a, b]) => a === b).length / n;
  const expected = sum([...first].map(([value, count]) => (count / n) * ((second.get(value) ?? 0) / n)));
  return expected === 1 ? none('no_variation') : figure((observed - expected) / (1 - expected));
}

/**
 * Fleiss, "Measuring nominal scale agreement among many raters", 1971. Units may have been rated by different numbers of
 * people: each counts once in what was observed, each rating once in what chance would give; with equal numbers it is
 * Fleiss's own form.
 */
export function fleissKappa<Value>(ratings: Ratings<Value>): Figure {
  const units = pairable(ratings);
  if (units.length === 0) return none('nothing_compared');
  const all = units.flat();
  const observed = sum(units.map((row) => agreeing(row))) / units.length;
  const expected = sum([...tally(all).values()].map((count) => (count / all.length) ** 2));
  return expected === 1 ? none('no_variation') : figure((observed - expected) / (1 - expected));
}

export type Metric = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011: by coincidences, any number of raters, with missing
 * ratings. Values are compared as themselves (nominal), by rank (ordinal) or by distance (interval).
 */
export function krippendorffAlpha(ratings: Ratings<number>, metric: Metric): Figure {
  const units = pairable(ratings);
  if (units.length === 0) return none('nothing_compared');
  const all = units.flat();
  const totals = tally(all);
  const values = [...totals.keys()].sort((a, b) => a - b);
  if (values.length === 1) return none('no_variation');
  const distance = distanceOf(metric, values, totals);
  const observed = sum(
    units.map((row) => {
      const counts = [...tally(row)];
      const apart = counts.flatMap(([a, n]) => counts.map(([b, m]) => n * m * distance(a, b)));
      return sum(apart) / (row.length - 1);
    }),
  );
  const expected =
    sum(values.flatMap((a) => values.map((b) => (totals.get(a) ?? 0) * (totals.get(b) ?? 0) * distance(a, b)))) /
    (all.length - 1);
  return figure(1 - observed / expected);
}

function distanceOf(metric: Metric, values: readonly number[], totals: ReadonlyMap<number, number>) {
  if (metric === 'nominal') return (a: number, b: number) => (a === b ? 0 : 1);
  if (metric === 'interval') return (a: number, b: number) => (a - b) ** 2;
  // How many ratings lie from the one to the other, half of each end.
  const upTo = new Map<number, number>();
  let before = 0;
  for (const value of values) {
    const count = totals.get(value) ?? 0;
    upTo.set(value, before + count / 2);
    before += count;
  }
  return (a: number, b: number) => ((upTo.get(a) ?? 0) - (upTo.get(b) ?? 0)) ** 2;
}

/** Mulberry32, a small generator whose seed gives the same numbers everywhere: figures can be checked by anyone. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The middle 95 % of the figure over samples of the units, drawn with replacement (Efron's percentile bootstrap). null where
 * fewer than half of the samples have a figure, or there are too few units to sample.
 */
export function bootstrap<Unit>(
  units: readonly Unit[],
  measure: (sample: readonly Unit[]) => Figure,
  { seed, samples = 1000 }: { readonly seed: number; readonly samples?: number },
): Interval | null {
  if (units.length < 3) return null;
  const random = seeded(seed);
  const found: number[] = [];
  for (let round = 0; round < samples; round += 1) {
    const picks = units.map(() => Math.floor(random() * units.length));
    const sample = picks.flatMap((pick) => units.slice(pick, pick + 1));
    const { value } = measure(sample);
    if (value !== null) found.push(value);
  }
  if (found.length < samples / 2) return null;
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.min(found.length - 1, Math.floor(share * found.length))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** What an alpha or kappa is usually taken to mean: Krippendorff's own bounds, which are also cautious for kappa. */
export const readings = ['reliable', 'tentative', 'unreliable', 'below_chance'] as const;
export const reading = (value: number): (typeof readings)[number] => {
  if (value >= 0.8) return 'reliable';
  if (value >= 0.667) return 'tentative';
  return value >= 0 ? 'unreliable' : 'below_chance';
};
