import { clean, isElement, nameOf } from './dom.ts';
import { piecesOf } from './pieces.ts';

/** A reader comment of a page (SRC-10). */
export interface FoundComment {
  readonly author: string | null;
  readonly number: string | null;
  readonly text: string;
  /** How deep it stands under others, from 0. */
  readonly depth: number;
}

const ITEMS =
  '[itemtype*="schema.org/Comment"], li[id^="comment-"], div[id^="comment-"], article[id^="comment-"], li.comment, div.comment, article.comment, [class*="comment-item"], [data-comment-id]';
const AUTHOR =
  '[itemprop="author"], [rel~="author"], .comment-author .fn, .fn, .comment-author, [class*="comment-author"], [class*="comment__author"], [class*="user-name"], [class*="username"], cite';
const BODY =
  '[itemprop="text"], .comment-content, .comment-text, [class*="comment-text"], [class*="comment__text"], [class*="comment__body"], [class*="comment-content"], .comment-body';
const FURNITURE =
  'time, button, form, a.comment-reply-link, [class*="reply"], [class*="metadata"], [class*="comment-meta"], [class*="avatar"], [class*="actions"], [class*="vote"], [class*="like"]';
const MAX = 2000;

/** Takes the reader comments out of a page, so that what is left is the article, and answers them in order. */
export function takeComments(document: Document): readonly FoundComment[] {
  const items = [...document.querySelectorAll(ITEMS)].filter(
    (item) => !/comment-(?:form|respond|count|link)/u.test(nameOf(item)),
  );
  const own = new Set(items);
  const found = items.slice(0, MAX).flatMap((item) => {
    const text = wordsOf(item, own);
    if (text === '') return [];
    return [{ author: authorOf(item, own), number: numberOf(item, own), text, depth: depthOf(item, own) }];
  });
  // One box of that name is more often a teaser or a form than a thread.
  if (found.length < 2 && !items.some((item) => item.hasAttribute('itemtype'))) return [];
  for (const item of items) item.remove();
  return found;
}

/** Elements of an item that do not belong to an answer inside it. */
const within = (item: Element, selector: string, own: ReadonlySet<Element>): Element[] =>
  [...item.querySelectorAll(selector)].filter((element) => !own.has(element) && nearest(element, own) === item);

function nearest(element: Element, own: ReadonlySet<Element>): Element | null {
  for (let at: Node | null = element.parentNode; isElement(at); at = at.parentNode) if (own.has(at)) return at;
  return null;
}

function depthOf(item: Element, own: ReadonlySet<Element>): number {
  let depth = 0;
  for (let at = nearest(item, own); at; at = nearest(at, own)) depth += 1;
  return depth;
}

function authorOf(item: Element, own: ReadonlySet<Element>): string | null {
  for (const element of within(item, AUTHOR, own)) {
    const name = clean(element.textContent).replace(/(?: ?(?:says|dice|dijo|wrote|escribi[oó]))? ?:?$/iu, '');
    if (name !== '' && name.length <= 100) return name;
  }
  return null;
}

function wordsOf(item: Element, own: ReadonlySet<Element>): string {
  const bodies = within(item, BODY, own);
  // The innermost box that is named so: an outer one may hold the author and the buttons as well.
  const body =
    bodies.findLast((element) => bodies.every((other) => other === element || !element.contains(other))) ?? item;
  const copy = body.cloneNode(true);
  if (!isElement(copy)) return '';
  for (const element of copy.querySelectorAll(`${ITEMS}, ${FURNITURE}`)) element.remove();
  if (body === item) for (const element of copy.querySelectorAll(AUTHOR)) element.remove();
  return piecesOf(copy)
    .map((piece) => piece.text)
    .join('\n')
    .trim();
}

/** A number that the page itself shows: "#7", or the number of a numbered list. */
function numberOf(item: Element, own: ReadonlySet<Element>): string | null {
  for (const element of within(item, 'a, span, [class*="number"]', own)) {
    const shown = /^#?(\d{1,5})\.?$/u.exec(clean(element.textContent));
    if (shown && (clean(element.textContent).startsWith('#') || /number|permalink|index/u.test(nameOf(element))))
      return shown[1] ?? null;
  }
  const value = item.getAttribute('value');
  return value !== null && /^\d{1,5}$/u.test(value) ? value : null;
}
