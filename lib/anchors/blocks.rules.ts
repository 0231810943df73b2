export interface Placed {
  readonly start: number;
  readonly end: number;
}

/** The block that holds an offset: the last one that begins at or before it (binary search). */
export function blockIndexAt(blocks: readonly Placed[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
