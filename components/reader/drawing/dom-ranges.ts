import type { Stretch } from './layers.rules.ts';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';

interface Block {
  readonly start: number;
  readonly end: number;
}
/** A text node of a block, and the offset at which it begins. */
interface Piece {
  readonly node: Text;
  readonly at: number;
}

/**
 * Finds where in the page stretches of the text stand; reads each block that is needed once. What it answers does not
 * follow the page: a live range would be put right by the browser on every change of any node, for as long as it is not
 * collected, and thousands of them made a single removal take milliseconds.
 */
export function placeFinder(text: Element, blocks: readonly Block[]): (stretch: Stretch) => StaticRange | null {
  const known = new Map<number, readonly Piece[]>();
  const piecesAt = (offset: number): readonly Piece[] => {
    const index = blockIndexAt(blocks, offset);
    const before = known.get(index);
    if (before) return before;
    const element = text.children[index];
    const pieces = element ? piecesOf(element, blocks[index]?.start ?? 0) : [];
    known.set(index, pieces);
    return pieces;
  };
  return ({ start, end }) => {
    const first = piecesAt(start).findLast((piece) => piece.at <= start);
    const last = piecesAt(end - 1).findLast((piece) => piece.at < end);
    if (!first || !last) return null;
    return new StaticRange({
      startContainer: first.node,
      startOffset: Math.min(start - first.at, first.node.length),
      endContainer: last.node,
      endOffset: Math.min(end - last.at, last.node.length),
    });
  };
}

let measure: Range | undefined;

/** The lines of the screen on which a place stands. */
export function rectsOf(place: StaticRange | null): readonly DOMRect[] {
  if (!place) return [];
  // The one live range of the room.
  measure ??= new Range();
  measure.setStart(place.startContainer, place.startOffset);
  measure.setEnd(place.endContainer, place.endOffset);
  return [...measure.getClientRects()];
}

/** The text nodes of a block; a line break counts one character, what the editor draws besides the words none. */
function piecesOf(block: Element, start: number): readonly Piece[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches('.ProseMirror-widget, .ProseMirror-trailingBreak')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const pieces: Piece[] = [];
  let at = start;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      pieces.push({ node, at });
      at += node.length;
    } else if (node instanceof HTMLBRElement) at += 1;
  }
  return pieces;
}
