/** The value below which that part of them lies (0.95: all but a twentieth). */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;

/** In a column of eight. */
export const ms = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(1)).padStart(8);
