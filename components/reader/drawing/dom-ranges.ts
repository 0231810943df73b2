import type { Stretch } from './layers.rules.ts';
import { blockIndexAt } from './segments.rules.ts';

interface Block {
  readonly start: number;
  readonly end: number;
}
/** A text node of a block, and the offset at which it begins. */
interface Piece {
  readonly node: Text;
  readonly at: number;
}

/** Finds the ranges of the page for stretches of the text; reads each block that is needed once. */
export function rangeFinder(text: Element, blocks: readonly Block[]): (stretch: Stretch) => Range | null {
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
    const range = new Range();
    range.setStart(first.node, Math.min(start - first.at, first.node.length));
    range.setEnd(last.node, Math.min(end - last.at, last.node.length));
    return range;
  };
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
