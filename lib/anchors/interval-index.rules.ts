import type { Range } from './rules.ts';

export interface IntervalIndex<Item extends Range> {
  readonly size: number;
  /** The items that share at least one character with [start, end), by start, the longer first; O(log n + found). */
  readonly overlapping: (start: number, end: number) => Item[];
  /** The items that cover the character at `offset`, the outermost first. */
  readonly at: (offset: number) => Item[];
}

/**
 * An interval tree laid out in the sorted array itself: the middle of a slice is its root, and beside each root stands
 * the furthest end in its slice, so that whole slices are passed over (ANN-9). Built once for a set of marks, in
 * O(n log n).
 */
export function intervalIndex<Item extends Range>(items: Iterable<Item>): IntervalIndex<Item> {
  const sorted = [...items].sort((a, b) => a.start - b.start || b.end - a.end);
  const furthest = new Float64Array(sorted.length);

  const measure = (low: number, high: number): number => {
    if (low >= high) return -Infinity;
    const middle = (low + high) >> 1;
    const own = sorted[middle]?.end ?? -Infinity;
    const end = Math.max(own, measure(low, middle), measure(middle + 1, high));
    furthest[middle] = end;
    return end;
  };
  measure(0, sorted.length);

  const collect = (low: number, high: number, start: number, end: number, into: Item[]): void => {
    if (low >= high) return;
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (!item || (furthest[middle] ?? -Infinity) <= start) return;
    collect(low, middle, start, end, into);
    if (item.start >= end) return;
    if (item.end > start) into.push(item);
    collect(middle + 1, high, start, end, into);
  };

  const overlapping = (start: number, end: number): Item[] => {
    const into: Item[] = [];
    if (end > start) collect(0, sorted.length, start, end, into);
    return into;
  };
  return { size: sorted.length, overlapping, at: (offset) => overlapping(offset, offset + 1) };
}
