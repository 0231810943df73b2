/** A piece of a rationale: words, or a citation of evidence by its number. */
export type Piece = { readonly text: string } | { readonly cites: number };

/**
 * A rationale as it was frozen is plain text whose citations read `[3]`. Paragraphs of pieces; a number that is no
 * evidence of this page stays words.
 */
export function paragraphsOf(rationale: string, numbers: ReadonlySet<number>): readonly (readonly Piece[])[] {
  return rationale
    .split(/\n+/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => piecesOf(paragraph, numbers));
}

function piecesOf(paragraph: string, numbers: ReadonlySet<number>): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of paragraph.matchAll(/\[(\d{1,4})\]/gu)) {
    const number = Number(match[1]);
    if (!numbers.has(number)) continue;
    if (match.index > from) pieces.push({ text: paragraph.slice(from, match.index) });
    pieces.push({ cites: number });
    from = match.index + match[0].length;
  }
  if (from < paragraph.length) pieces.push({ text: paragraph.slice(from) });
  return pieces;
}
