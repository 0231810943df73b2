import { Readability } from '@mozilla/readability';
import type { ParsedBlock } from '../blocks.rules.ts';
import { isFurniture, parseBlocks } from '../blocks.rules.ts';
import { takeComments } from './comments.ts';
import type { FoundComment } from './comments.ts';
import { clean, isElement, parsePage } from './dom.ts';
import type { Metadata } from './metadata.ts';
import { instant, metadataOf, noMetadata } from './metadata.ts';
import type { Piece } from './pieces.ts';
import { piecesOf } from './pieces.ts';

export interface ReadHtml {
  readonly blocks: readonly ParsedBlock[];
  readonly metadata: Metadata;
}

/** Readability gives up on larger documents than any article is; they are read whole instead. */
const MAX_ELEMENTS = 200_000;

/** An article's page: its readable part as browsers find it, its own headline, byline and date, its reader comments. */
export function readPage(html: string): ReadHtml {
  const document = parsePage(html);
  const stated = metadataOf(document);
  const comments = takeComments(document);
  const headline = headlineOf(document, stated.title);
  const dateline = datelineOf(document);
  const whole = document.body.cloneNode(true);
  const found = new Readability<Node>(document, {
    serializer: (node) => node,
    maxElemsToParse: MAX_ELEMENTS,
    charThreshold: 300,
  });
  const article = parsedOrNull(found);
  const content = article?.content ?? whole;
  const pieces = isElement(content) ? piecesOf(content) : [];
  // What the page says of itself and shows as its headline goes before what its tab is called.
  const agreed = headline !== '' && headline === stated.title;
  const title = agreed ? headline : clean(article?.title) || stated.title || headline;
  const byline = clean(article?.byline).slice(0, 300);
  const head = headline || title;
  // Readability usually takes the headline out of the article; where it did not, it is not said twice.
  const body = pieceBlocks(
    pieces.filter((piece, index) => index > 8 || clean(piece.text) !== head),
    true,
  );
  const blocks: ParsedBlock[] = [];
  if (dateline && !body.some((block) => block.text.includes(dateline)))
    blocks.push({ role: 'dateline', number: null, text: dateline, confidence: 0.7 });
  if (head && !body.some((block) => block.role === 'headline'))
    blocks.push({ role: 'headline', number: null, text: head, confidence: 0.95 });
  if (byline && !body.slice(0, 6).some((block) => clean(block.text) === byline))
    blocks.push({ role: 'byline', number: null, text: byline, confidence: 0.85 });
  return {
    blocks: [...blocks, ...body, ...comments.map(commentBlock)],
    metadata: {
      ...stated,
      title: title || null,
      outlet: stated.outlet ?? (clean(article?.siteName) || null),
      authors: stated.authors.length > 0 ? stated.authors : authorsIn(byline),
      publishedAt: stated.publishedAt ?? instant(article?.publishedTime),
      language: stated.language ?? (clean(article?.lang).slice(0, 2).toLowerCase() || null),
    },
  };
}

/** What is copied out of a page or converted from a document: all of it is meant, nothing is filtered away. */
export function readFragment(html: string): ReadHtml {
  const document = parsePage(html);
  const comments = takeComments(document);
  const pieces = piecesOf(document.body);
  return { blocks: [...pieceBlocks(pieces, false), ...comments.map(commentBlock)], metadata: noMetadata };
}

function parsedOrNull(found: Readability<Node>) {
  try {
    return found.parse();
  } catch {
    return null;
  }
}

const commentBlock = ({ author, number, text, depth }: FoundComment): ParsedBlock => ({
  role: 'comment',
  number,
  text,
  confidence: 0.95,
  ...(author ? { author } : {}),
  ...(depth > 0 ? { depth } : {}),
});

/**
 * Markup says what a heading, a caption, a quotation or a list is; for the rest the same guesses are made as for pasted
 * text. A page has one headline: the first.
 */
function pieceBlocks(pieces: readonly Piece[], headIsAbove: boolean): ParsedBlock[] {
  const guessed = guesses(pieces);
  let headline = false;
  return pieces.map((piece, index) => {
    const guess = guessed[index];
    if (piece.role === 'headline') {
      const role = headline ? 'subhead' : 'headline';
      headline = true;
      return { role, number: null, text: piece.text, confidence: 0.95 };
    }
    if (piece.role) return { role: piece.role, number: piece.number, text: piece.text, confidence: 0.95 };
    if (isFurniture(piece.text)) return { role: 'boilerplate', number: null, text: piece.text, confidence: 0.8 };
    const isHead = guess?.role === 'headline';
    if (isHead && (headIsAbove || headline)) return { role: 'body', number: null, text: piece.text, confidence: 0.6 };
    if (isHead) headline = true;
    return {
      role: guess?.role ?? 'body',
      number: guess?.number ?? null,
      text: piece.text,
      confidence: guess?.confidence ?? 0.5,
    };
  });
}

/** What the guesses for pasted text say of each piece; undefined where they cut otherwise. */
function guesses(pieces: readonly Piece[]): readonly (ParsedBlock | undefined)[] {
  const parsed = parseBlocks(pieces.map((piece) => piece.text).join('\n\n'));
  return parsed.length === pieces.length ? parsed : pieces.map((piece) => parseBlocks(piece.text)[1] ?? undefined);
}

/** The page's own words for its headline: the first-level heading that the stated title speaks of. */
function headlineOf(document: Document, title: string | null): string {
  const headings = [...document.querySelectorAll('h1')].map((heading) => clean(heading.textContent)).filter(Boolean);
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const wanted = fold(title ?? clean(document.querySelector('title')?.textContent));
  const named = headings.find((heading) => wanted.startsWith(fold(heading)) || fold(heading).startsWith(wanted));
  return named ?? (headings.length === 1 ? (headings[0] ?? '') : '');
}

/** The date as the page shows it, near its beginning. */
function datelineOf(document: Document): string {
  const shown = document.querySelector('article time, main time, time[datetime], [itemprop="datePublished"]');
  const text = clean(shown?.textContent);
  return text.length >= 6 && text.length <= 60 && /\d/u.test(text) ? text : '';
}

/** "By Ana Ruiz and Mo Okafor" as names. */
export function authorsIn(byline: string): readonly string[] {
  const names = byline
    .replace(/^(?:by|por|von|par|di|texto(?: de)?)\s*:?\s+/iu, '')
    .split(/[,;|·]|\b(?:and|y|und|et)\b/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.every((name) => name.length <= 60) ? names.slice(0, 20) : [];
}
