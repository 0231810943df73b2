import * as Y from 'yjs';

/**
 * Places in a draft (SRC-4). The text of a draft is its blocks as they are written, joined by LF; a place in it is kept as
 * a Yjs position, which follows what everybody writes. A mark's beginning holds on to its first character and its end
 * to its last one, so that what is written beside a mark stays outside it.
 */
export interface DraftText {
  readonly text: string;
  readonly blocks: readonly { readonly start: number; readonly end: number }[];
}

const FRAGMENT = 'default';

interface Piece {
  readonly block: Y.XmlElement;
  /** The child of the block: words, or a line end of length 1. */
  readonly child: Y.XmlText | Y.XmlElement;
  readonly index: number;
  readonly start: number;
  readonly length: number;
}

interface Walked extends DraftText {
  readonly pieces: readonly Piece[];
  readonly elements: readonly { readonly element: Y.XmlElement; readonly start: number }[];
}

function walk(doc: Y.Doc): Walked {
  const pieces: Piece[] = [];
  const blocks: { start: number; end: number }[] = [];
  const elements: { element: Y.XmlElement; start: number }[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const block of doc.getXmlFragment(FRAGMENT).toArray()) {
    if (!(block instanceof Y.XmlElement) || block.nodeName !== 'block') continue;
    const start = at;
    let text = '';
    for (const [index, child] of block.toArray().entries()) {
      if (!(child instanceof Y.XmlText) && !(child instanceof Y.XmlElement)) continue;
      const words = child instanceof Y.XmlText ? plain(child) : '\n';
      pieces.push({ block, child, index, start: start + text.length, length: words.length });
      text += words;
    }
    elements.push({ element: block, start });
    blocks.push({ start, end: start + text.length });
    texts.push(text);
    at = start + text.length + 1;
  }
  return { text: texts.join('\n'), blocks, pieces, elements };
}

/** What is embedded takes one place, as Yjs counts it. */
function plain(text: Y.XmlText): string {
  const delta: unknown = text.toDelta();
  if (!Array.isArray(delta)) return '';
  return delta
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'insert' in part && typeof part.insert === 'string'
        ? part.insert
        : '\ufffc',
    )
    .join('');
}

export const draftTextOf = (doc: Y.Doc): DraftText => {
  const { text, blocks } = walk(doc);
  return { text, blocks };
};

export interface KeptPlace {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** The range as positions that follow the edits; null where it begins or ends in no block. */
export function keepPlace(
  doc: Y.Doc,
  { start, end }: { readonly start: number; readonly end: number },
): KeptPlace | null {
  const { pieces } = walk(doc);
  const first = pieces.find((piece) => start >= piece.start && start < piece.start + piece.length);
  const last = pieces.find((piece) => end > piece.start && end <= piece.start + piece.length);
  if (!first || !last) return null;
  const from =
    first.child instanceof Y.XmlText
      ? Y.createRelativePositionFromTypeIndex(first.child, start - first.start, 0)
      : Y.createRelativePositionFromTypeIndex(first.block, first.index, 0);
  const to =
    last.child instanceof Y.XmlText
      ? Y.createRelativePositionFromTypeIndex(last.child, end - last.start, -1)
      : Y.createRelativePositionFromTypeIndex(last.block, last.index + 1, -1);
  return { from: Y.encodeRelativePosition(from), to: Y.encodeRelativePosition(to) };
}

/** Where a kept range stands now; null when nothing of it is left, or the text around it was replaced as a whole. */
export const placeNow = (doc: Y.Doc, kept: KeptPlace): Place | null => placesNow(doc, [kept])[0] ?? null;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The same for many: the text is walked through once. */
export function placesNow(doc: Y.Doc, kept: readonly KeptPlace[]): readonly (Place | null)[] {
  const { pieces, elements } = walk(doc);
  const words = new Map<unknown, Piece>(pieces.map((piece) => [piece.child, piece]));
  const blocks = new Map<unknown, number>(elements.map(({ element, start }) => [element, start]));
  const children: ReadonlyMap<unknown, readonly Piece[]> = Map.groupBy(pieces, ({ block }) => block);
  const offsetOf = (bytes: Uint8Array): number | null => {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), doc);
    if (!found) return null;
    const piece = words.get(found.type);
    if (piece) return piece.start + Math.min(found.index, piece.length);
    const start = blocks.get(found.type);
    if (start === undefined) return null;
    const before = (children.get(found.type) ?? []).filter(({ index }) => index < found.index);
    return before.reduce((at, { length }) => at + length, start);
  };
  return kept.map(({ from, to }) => {
    const [start, end] = [offsetOf(from), offsetOf(to)];
    return start === null || end === null || end <= start ? null : { start, end };
  });
}
