import type { Support } from '../entities/rules.ts';

interface Dated {
  readonly startDate: string | null;
  readonly endDate: string | null;
}
interface Named {
  readonly id: string;
  readonly schema: string;
}
interface Line extends Dated {
  readonly schema: string;
  readonly fromId: string;
  readonly toId: string;
  readonly support: Support;
  readonly ratings: readonly string[];
}

/** Months since the year 0: what a slider moves over. */
export type Month = number;

/** A partial date as the first and the last month that it may mean. */
export function monthsOf(date: string): readonly [Month, Month] {
  const [year = '0', month] = date.replace('~', '').split('-');
  const first = Number(year) * 12;
  return month ? [first + Number(month) - 1, first + Number(month) - 1] : [first, first + 11];
}

export const monthDate = (month: Month): { readonly year: number; readonly month: number } => ({
  year: Math.floor(month / 12),
  month: month % 12,
});

/**
 * From the first to the last month that any line speaks of; null where no line is dated. One month alone has a month
 * before and behind it: a slider needs somewhere to go.
 */
export function span(edges: readonly Dated[]): readonly [Month, Month] | null {
  const months = edges.flatMap(({ startDate, endDate }) => [
    ...(startDate ? monthsOf(startDate) : []),
    ...(endDate ? monthsOf(endDate) : []),
  ]);
  if (months.length === 0) return null;
  const [low, high] = months.reduce<[number, number]>(
    ([first, last], at) => [Math.min(first, at), Math.max(last, at)],
    [Infinity, -Infinity],
  );
  return low < high ? [low, high] : [low - 1, high + 1];
}

export interface NetworkFilter {
  /** A schema of entities, of relationships; empty: all. */
  readonly kind: string;
  readonly link: string;
  readonly support: Support | '';
  /** A verdict that one of its claims has. */
  readonly rating: string;
  /** Stood at some time between these months; null: no matter when. */
  readonly time: readonly [Month, Month] | null;
  /** Whether lines without a date stay. */
  readonly undated: boolean;
  /** Whether those who are linked to nobody, as filtered, stay. */
  readonly alone: boolean;
}

export const unfiltered: NetworkFilter = {
  kind: '',
  link: '',
  support: '',
  rating: '',
  time: null,
  undated: true,
  alone: true,
};

/** In how many ways it is narrowed. */
export const narrowings = ({ undated, alone, ...chosen }: NetworkFilter): number =>
  [...Object.values(chosen), !undated, !alone].filter(Boolean).length;

function inTime({ startDate, endDate }: Dated, { time, undated }: NetworkFilter): boolean {
  if (!startDate && !endDate) return undated;
  if (!time) return true;
  const [from, until] = time;
  const begins = startDate ? monthsOf(startDate)[0] : -Infinity;
  const ends = endDate ? monthsOf(endDate)[1] : Infinity;
  return begins <= until && ends >= from;
}

/** What is left to see. Lines first, then those whom they link. */
export function filtered<Node extends Named, Edge extends Line>(
  { nodes, edges }: { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] },
  filter: NetworkFilter,
): { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] } {
  const kinds = new Map(nodes.map(({ id, schema }) => [id, schema]));
  const isKind = (id: string) => !filter.kind || kinds.get(id) === filter.kind;
  const left = edges.filter(
    (edge) =>
      kinds.has(edge.fromId) &&
      kinds.has(edge.toId) &&
      (!filter.link || edge.schema === filter.link) &&
      (!filter.support || edge.support === filter.support) &&
      (!filter.rating || edge.ratings.includes(filter.rating)) &&
      inTime(edge, filter) &&
      // A line has two ends: whoever asks for companies wants to see whose they are.
      (isKind(edge.fromId) || isKind(edge.toId)),
  );
  const linked = new Set(left.flatMap(({ fromId, toId }) => [fromId, toId]));
  return {
    nodes: nodes.filter(({ id }) => linked.has(id) || (filter.alone && isKind(id))),
    edges: left,
  };
}
