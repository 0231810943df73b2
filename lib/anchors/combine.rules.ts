import type { Placement } from './reanchor.rules.ts';
import type { Range } from './rules.ts';
import { rangeFault } from './rules.ts';

/** What became of a whole mark, which may have several ranges (ANN-1). */
export interface Carried {
  readonly state: Placement['state'];
  readonly score: number;
  /** One for each of the mark's ranges, in order; empty when the mark as a whole has no place. */
  readonly places: readonly Range[];
  /** Where a person should look first. */
  readonly suggestion: readonly Range[];
}

const worst: readonly Placement['state'][] = ['exact', 'moved', 'changed', 'needs_look', 'orphan'];

/**
 * A mark of several ranges stands only when all of them do, apart from one another; half of a thought is left to a
 * person, with the half that was found as the suggestion.
 */
export function combine(newText: string, placements: readonly Placement[]): Carried {
  const found = placements.flatMap(({ range }) => (range ? [range] : []));
  const near = placements.flatMap(({ range, suggestion }) => range ?? suggestion ?? []);
  const suggestion = [...near].sort((a, b) => a.start - b.start).filter((range) => rangeFault(newText, range) === null);
  if (found.length === 0) {
    const gone = placements.every(({ state }) => state === 'orphan');
    const score = Math.max(0, ...placements.map((one) => one.score));
    return { state: gone ? 'orphan' : 'needs_look', score, places: [], suggestion: apart(suggestion) };
  }
  const score = Math.min(...placements.map((one) => one.score));
  const places = [...found].sort((a, b) => a.start - b.start);
  const stands =
    found.length === placements.length &&
    places.every((range, n) => rangeFault(newText, range) === null && range.start >= (places[n - 1]?.end ?? 0));
  if (!stands) return { state: 'needs_look', score, places: [], suggestion: apart(suggestion) };
  const rank = Math.max(...placements.map(({ state }) => worst.indexOf(state)));
  return { state: worst[rank] ?? 'needs_look', score, places, suggestion: [] };
}

const apart = (ranges: readonly Range[]): readonly Range[] => {
  const kept: Range[] = [];
  for (const range of ranges) if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range);
  return kept;
};

/** Computed for one mark; whatever goes wrong with it leaves it to a person and the other marks alone. */
export function carriedSafely(compute: () => Carried): Carried {
  try {
    return compute();
  } catch {
    return { state: 'needs_look', score: 0, places: [], suggestion: [] };
  }
}
