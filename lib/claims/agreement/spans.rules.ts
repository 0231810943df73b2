import type { Figure } from './rules.ts';

/**
 * Agreement on where marks lie (CLM-8): Krippendorff's unitizing alpha (αU), from "Measuring the Reliability of Qualitative
 * Text Analysis Data" (2004). Taken rather than gamma: it needs no random sampling and no weight to tune, allows any number
 * of people and none to have marked anything, and its bounds read like those of the other alphas. Its price is that each
 * kind is compared with itself only; who marked the same words as something else shows as two gaps.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Section {
  readonly start: number;
  readonly length: number;
  readonly marked: boolean;
}

/** Marks of one kind by one person, those that overlap or touch made one, and the gaps between them: the whole text. */
function sections(spans: readonly Span[], length: number): Section[] {
  const result: Section[] = [];
  let at = 0;
  const add = (start: number, end: number, marked: boolean) => {
    if (end > start) result.push({ start, length: end - start, marked });
  };
  for (const { start, end } of united(spans)) {
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, length, false);
  return result;
}

export function united(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

function apart(u: Section, v: Section): number {
  const shift = u.start - v.start;
  if (u.marked && v.marked)
    return -u.length < shift && shift < v.length ? shift ** 2 + (shift + u.length - v.length) ** 2 : 0;
  if (u.marked && !v.marked) return shift >= 0 && shift <= v.length - u.length ? u.length ** 2 : 0;
  if (!u.marked && v.marked) return shift <= 0 && shift >= v.length - u.length ? v.length ** 2 : 0;
  return 0;
}

interface Disagreement {
  readonly observed: number;
  readonly expected: number;
}

function disagreement(people: readonly (readonly Span[])[], length: number): Disagreement {
  const all = people.map((spans) => sections(spans, length));
  const m = people.length;
  let observed = 0;
  for (const [i, mine] of all.entries())
    for (const [j, theirs] of all.entries())
      if (i !== j) for (const u of mine) for (const v of theirs) observed += apart(u, v);
  observed /= m * (m - 1) * length ** 2;
  const flat = all.flat();
  const units = flat.filter((section) => section.marked);
  const gaps = flat.filter((section) => !section.marked);
  let expected = 0;
  for (const { length: l } of units) {
    const room = gaps.reduce((total, gap) => (gap.length >= l ? total + gap.length - l + 1 : total), 0);
    expected += ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * room;
  }
  const places = m * length * (m * length - 1) - units.reduce((total, { length: l }) => total + l * (l - 1), 0);
  return { observed, expected: places === 0 ? 0 : ((2 / length) * expected) / places };
}

/** One figure over all kinds: each kind's people, each person's spans. */
export function alphaU(kinds: readonly (readonly (readonly Span[])[])[], length: number): Figure {
  const parts = kinds.filter((people) => people.length > 1).map((people) => disagreement(people, length));
  const observed = parts.reduce((total, part) => total + part.observed, 0);
  const expected = parts.reduce((total, part) => total + part.expected, 0);
  if (parts.length === 0 || length === 0) return { value: null, why: 'nothing_compared' };
  return expected === 0 ? { value: null, why: 'no_variation' } : { value: 1 - observed / expected, why: null };
}

/**
 * How many marks of two people meet, as F1 (twice the meetings over all marks of both): exactly the same words, or at least
 * one letter in common. null where neither marked anything.
 */
export function meeting(
  mine: readonly Span[],
  theirs: readonly Span[],
): { exact: number | null; overlap: number | null } {
  const total = mine.length + theirs.length;
  if (total === 0) return { exact: null, overlap: null };
  const same = (a: Span, b: Span) => a.start === b.start && a.end === b.end;
  const touch = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
  const share = (meets: typeof same) =>
    (mine.filter((a) => theirs.some((b) => meets(a, b))).length +
      theirs.filter((b) => mine.some((a) => meets(a, b))).length) /
    total;
  return { exact: share(same), overlap: share(touch) };
}
