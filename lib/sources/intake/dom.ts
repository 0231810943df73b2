import { parseHTML } from 'linkedom';

/** A parsed page: no script runs, nothing is fetched. */
export function parsePage(html: string): Document {
  const whole = /<html[\s>]/iu.test(html.slice(0, 20_000)) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  return document;
}

export const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();

export const nameOf = (element: Element): string =>
  `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.toLowerCase();

export function isElement(node: Node | null): node is Element {
  return node?.nodeType === 1;
}
