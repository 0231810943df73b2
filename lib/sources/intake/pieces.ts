import type { BlockRole } from '../blocks.rules.ts';
import { isElement, nameOf } from './dom.ts';

/** A run of words between two block borders of a page, with what its markup says about it. */
export interface Piece {
  readonly text: string;
  readonly role: BlockRole | null;
  /** The number that a list item is shown with. */
  readonly number: string | null;
}

const SKIPPED = new Set(
  'script style noscript template svg math iframe object embed canvas audio video button input select textarea option datalist dialog link meta head title'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const ROLES: Readonly<Record<string, BlockRole>> = {
  h1: 'headline',
  h2: 'subhead',
  h3: 'subhead',
  h4: 'subhead',
  h5: 'subhead',
  h6: 'subhead',
  blockquote: 'quote',
  figcaption: 'caption',
  caption: 'caption',
  li: 'list',
  dt: 'list',
  dd: 'list',
};
const CAPTION_NAME =
  /(?:^|[\s_-])(?:caption|wp-caption-text|image-credit|photo-credit|pie-de-foto|epigrafe|legende)(?:[\s_-]|$)/u;
/** Deeper than any page that people read; a page made to exhaust a parser is flat from here on. */
const MAX_DEPTH = 400;

interface Open {
  readonly role: BlockRole | null;
  readonly number: string | null;
}

/** The text of a page in reading order, cut where its blocks begin and end. White space as a browser shows it. */
export function piecesOf(root: Element): readonly Piece[] {
  const pieces: Piece[] = [];
  let words = '';
  let open: Open = { role: null, number: null };

  const flush = (): void => {
    const text = words
      .split('\n')
      .map((line) => line.replace(/[ \t\f\r]+/gu, ' ').trim())
      .filter((line) => line !== '')
      .join('\n');
    words = '';
    if (text === '') return;
    pieces.push({ text, role: open.role, number: open.number });
    open = { ...open, number: null };
  };

  const visit = (node: Node, depth: number, pre: boolean): void => {
    if (node.nodeType === 3) {
      const text = node.textContent ?? '';
      words += pre ? text : text.replace(/[ \t\n\f\r]+/gu, ' ');
      return;
    }
    if (!isElement(node)) return;
    const tag = node.tagName.toLowerCase();
    if (SKIPPED.has(tag) || isHidden(node)) return;
    if (tag === 'br') {
      words += '\n';
      return;
    }
    if (tag === 'table' && isData(node)) {
      flush();
      pieces.push(...tablePieces(node));
      return;
    }
    const block = BLOCKS.has(tag) && depth < MAX_DEPTH;
    const outer = open;
    if (block) {
      flush();
      const role = ROLES[tag] ?? (CAPTION_NAME.test(nameOf(node)) ? 'caption' : null);
      // A caption or a list inside a quotation is still said in it; a paragraph in a list item is the item.
      open = {
        role: outer.role === 'quote' ? 'quote' : (role ?? outer.role),
        number: tag === 'li' ? numberOf(node) : outer.number,
      };
    }
    for (const child of node.childNodes) visit(child, depth + 1, pre || tag === 'pre');
    if (block) {
      flush();
      open = tag === 'li' ? outer : { ...outer, number: open.number };
    }
  };
  visit(root, 0, false);
  flush();
  return pieces;
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style');
  return style !== null && /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style);
}

/** Rows and columns of short cells; tables that only place things on a page are read through. */
function isData(table: Element): boolean {
  if (
    table.getAttribute('role') === 'presentation' ||
    table.querySelector('table, p, div, ul, blockquote, figure, h1, h2, h3')
  )
    return false;
  const rows = [...table.querySelectorAll('tr')];
  return rows.length > 1 && rows.some((row) => row.querySelectorAll('td, th').length > 1);
}

function tablePieces(table: Element): Piece[] {
  const caption = table.querySelector('caption')?.textContent.replace(/\s+/gu, ' ').trim();
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('td, th')].map((cell) => cell.textContent.replace(/\s+/gu, ' ').trim()).join('\t'),
  );
  const text = rows.filter((row) => row.trim() !== '').join('\n');
  return [
    ...(caption ? [{ text: caption, role: 'caption' as const, number: null }] : []),
    ...(text ? [{ text, role: 'table' as const, number: null }] : []),
  ];
}

/** What a browser writes before the item of a numbered list; null in other lists. */
function numberOf(item: Element): string | null {
  const list = item.parentElement;
  if (list?.tagName.toLowerCase() !== 'ol') return null;
  let next = Number(list.getAttribute('start') ?? 1);
  for (const sibling of list.children) {
    if (sibling.tagName.toLowerCase() !== 'li') continue;
    const given = sibling.getAttribute('value');
    if (given !== null && /^\d{1,6}$/u.test(given)) next = Number(given);
    if (sibling === item) return Number.isInteger(next) && next >= 0 ? String(next) : null;
    next += 1;
  }
  return null;
}
