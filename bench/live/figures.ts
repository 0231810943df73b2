/** Of a sorted list. */
export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
/** In a column of eight. */
export const ms = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(1)).padStart(8);
