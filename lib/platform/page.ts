export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give it back as `after` to go on; null at the end. */
  readonly next: string | null;
}

/** Cuts one page out of `limit + 1` rows: the extra row says that there is more. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
