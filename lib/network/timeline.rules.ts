import type { Month } from './filter.rules.ts';
import { monthsOf } from './filter.rules.ts';

interface Dated {
  readonly date: string;
  readonly until: string | null;
  readonly lasts: 'at' | 'from' | 'until' | 'between';
}

export interface Bucket {
  readonly from: Month;
  readonly until: Month;
  /** How many moments surely begin in it. */
  readonly count: number;
  /** How many more perhaps do: of them only the year is known, and this is shorter. */
  readonly maybe: number;
}

export type Window = readonly [Month, Month];

/** The first and the last month in which it stood, as far as is known: what nobody ended stands on. */
const monthsOfMoment = ({ date, until, lasts }: Dated): Window => [
  lasts === 'until' ? -Infinity : monthsOf(date)[0],
  lasts === 'from' ? Infinity : Math.max(monthsOf(date)[1], until ? monthsOf(until)[1] : 0),
];

export const touches = (moment: Dated, [from, until]: Window): boolean => {
  const [begins, ends] = monthsOfMoment(moment);
  return begins <= until && ends >= from;
};

/** From the first to the last month that anything speaks of; null where nothing does. */
export function wholeSpan(moments: readonly Dated[]): Window | null {
  const months = moments.flatMap(({ date, until }) => [...monthsOf(date), ...(until ? monthsOf(until) : [])]);
  if (months.length === 0) return null;
  return [months.reduce((a, b) => Math.min(a, b), Infinity), months.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** As many bars as have room beside each other: decades, five years, years or months, whichever fits the window. */
const BARS = 25;

export function buckets(moments: readonly Dated[], [from, until]: Window): readonly Bucket[] {
  // By its beginning: what lasts for years is one thing, not one a year.
  const begun = moments.map(({ date }) => monthsOf(date));
  // Where nothing is known to the month, months would only repeat the year.
  const exact = begun.some(([begins, ends]) => begins === ends);
  const size = [...(exact ? [1] : []), 12, 60, 120].find((months) => (until - from + 1) / months <= BARS) ?? 1200;
  const first = Math.floor(from / size) * size;
  const all: Bucket[] = [];
  for (let at = first; at <= until; at += size) {
    const last = at + size - 1;
    const count = begun.filter(([begins, ends]) => begins >= at && ends <= last).length;
    const maybe = begun.filter(([begins, ends]) => begins <= last && ends >= at).length - count;
    all.push({ from: at, until: last, count, maybe });
  }
  return all;
}

/** A window as long as this one, so many lengths later, within the whole. */
export function shifted([from, until]: Window, by: number, [first, last]: Window): Window {
  const length = until - from + 1;
  const begin = Math.max(first, Math.min(from + by * length, last - length + 1));
  return [begin, Math.min(last, begin + length - 1)];
}

/** Three times as much to see around the same middle; null: that is the whole. */
export function widened([from, until]: Window, [first, last]: Window): Window | null {
  const length = until - from + 1;
  const wider: Window = [Math.max(first, from - length), Math.min(last, until + length)];
  return wider[0] === first && wider[1] === last ? null : wider;
}

/** Where a date lies, in months and parts of a month: a year is as wide as a year, a day as narrow as a day. */
function extent(date: string): readonly [number, number] {
  const [first, last] = monthsOf(date);
  const day = Number(date.replace('~', '').split('-')[2] ?? 0);
  return day ? [first + (day - 1) / 31, first + day / 31] : [first, last + 1];
}

export interface Track {
  /** In parts of the window, from 0 to 1. */
  readonly from: number;
  readonly until: number;
  /** It goes on beyond what is known. */
  readonly open: 'before' | 'after' | null;
  readonly circa: boolean;
}

/** A moment as a bar across the window, as wide as it is known exactly or as long as it lasted. */
export function track({ date, until, lasts }: Dated, [from, last]: Window): Track {
  const length = last - from + 1;
  const part = (month: number): number => Math.min(1, Math.max(0, (month - from) / length));
  return {
    from: lasts === 'until' ? 0 : part(extent(date)[0]),
    until: lasts === 'from' ? 1 : part(extent(until ?? date)[1]),
    open: lasts === 'until' ? 'before' : lasts === 'from' ? 'after' : null,
    circa: date.endsWith('~') || (until?.endsWith('~') ?? false),
  };
}
