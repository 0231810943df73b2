import type { EditorView } from '@tiptap/pm/view';
import { placeFinder, rectsOf } from './dom-ranges.ts';
import { toOffset } from './segments.rules.ts';

/** Pixels beside a letter that still are the letter: lines under the words are part of them. */
const SLOP = 4;

/** The character under a point of the screen; null where there is none: in a margin, beside a short line. */
export function offsetAtPoint(
  view: EditorView,
  blocks: readonly { readonly start: number; readonly end: number }[],
  { x, y }: { readonly x: number; readonly y: number },
): number | null {
  const found = view.posAtCoords({ left: x, top: y });
  if (!found) return null;
  // The place is between two characters: the point is on one of them.
  const next = toOffset(blocks, found.pos);
  const placeOf = placeFinder(view.dom, blocks);
  const isOn = (offset: number): boolean =>
    offset >= 0 &&
    rectsOf(placeOf({ start: offset, end: offset + 1 })).some(
      (rect) => x >= rect.left - 1 && x <= rect.right + 1 && y >= rect.top - SLOP && y <= rect.bottom + SLOP,
    );
  return [next, next - 1].find(isOn) ?? null;
}
