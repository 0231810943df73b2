import type { Placed } from '@/lib/anchors/blocks.rules.ts';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';

export interface Spot {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export interface Segment<Item extends Spot> {
  readonly start: number;
  readonly end: number;
  /** Every mark that covers the whole of this stretch, the outermost first. */
  readonly items: readonly Item[];
}

/**
 * Cuts overlapping and nested marks at each other's borders, so that every stretch of text carries one fixed list of
 * marks: a sweep over the sorted borders, O(n log n + total cover).
 */
export function segments<Item extends Spot>(items: readonly Item[]): readonly Segment<Item>[] {
  const borders = [...new Set(items.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const waiting = [...items].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  let open: Item[] = [];
  let next = 0;
  const cut: Segment<Item>[] = [];
  for (const [index, start] of borders.entries()) {
    open = open.filter((item) => item.end > start);
    for (let item = waiting[next]; item && item.start === start; item = waiting[next]) {
      open.push(item);
      next += 1;
    }
    const end = borders[index + 1];
    if (end !== undefined && open.length > 0) cut.push({ start, end, items: [...open] });
  }
  return cut;
}

/** A block costs the editor two positions and the text one LF: position = offset + index of the block + 1. */
export const toPosition = (blocks: readonly Placed[], offset: number): number =>
  offset + blockIndexAt(blocks, offset) + 1;

/** The offset of an editor position; a position between two blocks counts as the end of the first. */
export function toOffset(blocks: readonly Placed[], position: number): number {
  let low = 0;
  let high = blocks.length - 1;
  // Block i begins at position start + i + 1.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) + middle + 1 <= position) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  return block ? Math.min(Math.max(position - low - 1, block.start), block.end) : 0;
}
