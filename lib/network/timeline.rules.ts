import type { Month } from './filter.rules.ts';
import { monthsOf } from './filter.rules.ts';

interface Dated {
  readonly date: string;
  readonly until: string | null;
}

export interface Bucket {
  readonly from: Month;
  readonly until: Month;
  /** How many moments touch it. */
  readonly count: number;
}

export type Window = readonly [Month, Month];

export const monthsOfMoment = ({ date, until }: Dated): Window => [
  monthsOf(date)[0],
  Math.max(monthsOf(date)[1], until ? monthsOf(until)[1] : 0),
];

export const touches = (moment: Dated, [from, until]: Window): boolean => {
  const [begins, ends] = monthsOfMoment(moment);
  return begins <= until && ends >= from;
};

/** From the first to the last month that anything speaks of; null where nothing does. */
export function wholeSpan(moments: readonly Dated[]): Window | null {
  const months = moments.flatMap((moment) => monthsOf(moment.date));
  if (months.length === 0) return null;
  return [months.reduce((a, b) => Math.min(a, b), Infinity), months.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** As many bars as a glance takes in: decades, years or months, whichever fits the window. */
const BARS = 36;

export function buckets(moments: readonly Dated[], [from, until]: Window): readonly Bucket[] {
  const size = [1, 12, 120].find((months) => (until - from + 1) / months <= BARS) ?? 1200;
  const first = Math.floor(from / size) * size;
  const all: Bucket[] = [];
  for (let at = first; at <= until; at += size) {
    const window = [at, at + size - 1] as const;
    // By its beginning: what lasts for years is one thing, not one a year.
    const count = moments.filter(({ date }) => touches({ date, until: null }, window)).length;
    all.push({ from: window[0], until: window[1], count });
  }
  return all;
}
