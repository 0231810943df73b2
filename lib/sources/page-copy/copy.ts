import { clean, isElement, parsePage } from '../intake/dom.ts';
import { Unreadable } from '../intake/unreadable.ts';
import { safeDeclarations, safeStylesheet } from './css.ts';
import { COPY_POLICY } from './copy-policy.rules.ts';
import { firstOfSet } from './pictures.rules.ts';
import type { Ask } from './taker.ts';
import { MAX_COPY, Taker } from './taker.ts';

export interface PageCopy {
  readonly html: string;
  /** Pictures and style sheets that are part of it. */
  readonly taken: number;
  /** Those that could not be had, or would have been too much. */
  readonly left: number;
}

const TOO_LARGE =
  'The copy of this page would be larger than a page is. Its text and its source are kept all the same.';

/** Elements that are words and their order. Others are passed over, and what stands in them is kept. */
const KEPT = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div ' +
    'dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu nav ol p pre ' +
    'q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
  ).split(' '),
);
/** Elements that go with everything in them: programs, other pages, forms, drawings, what only shows without programs. */
const DROPPED = new Set(
  (
    'script style link meta base title head noscript template iframe frame frameset noframes noembed object embed applet ' +
    'portal svg math canvas audio video textarea select datalist xmp plaintext listing'
  ).split(' '),
);
const EMPTY = new Set(['br', 'col', 'hr', 'img', 'wbr']);
const ATTRIBUTES = new Set(
  (
    'class id title lang dir align valign width height role hidden datetime colspan rowspan scope headers start reversed type ' +
    'value open alt name'
  ).split(' '),
);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * One file that shows the page and asks for nothing: its words and their look, its pictures inside it, no program, no form,
 * no frame, nothing that loads. It is written anew from a short list of elements and attributes, every other sign
 * escaped, so it does not matter how cleverly the page was written. Progress counts elements.
 */
export async function copyPage(
  html: string,
  address: string,
  ask: Ask,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<PageCopy> {
  const document = parsePage(html);
  const taker = new Taker(ask);
  const base = baseOf(document, address);
  const pictures = [...document.querySelectorAll('img')];
  for (const picture of pictures) taker.expect(addressOf(picture), base);
  const styles = await stylesOf(document, base, taker);
  const body = await bodyOf(document.body, base, taker, (done) => progress(done, pictures.length));
  const title = clean(document.querySelector('title')?.textContent);
  const language = document.documentElement.getAttribute('lang');
  return {
    html: [
      `<!doctype html><html${language ? ` lang="${escaped(language)}"` : ''}><head><meta charset="utf-8">`,
      `<meta http-equiv="Content-Security-Policy" content="${escaped(COPY_POLICY)}">`,
      '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">',
      `<title>${escaped(title)}</title>${styles}</head>`,
      body,
      '</html>\n',
    ].join('\n'),
    taken: taker.taken,
    left: taker.left,
  };
}

function baseOf(document: Document, address: string): string {
  const stated = document.querySelector('base[href]')?.getAttribute('href') ?? '';
  return URL.canParse(stated, address) ? new URL(stated, address).href : address;
}

async function stylesOf(document: Document, base: string, taker: Taker): Promise<string> {
  const styles: string[] = [];
  for (const element of document.querySelectorAll('style, link[rel][href]')) {
    let css: string | null = null;
    if (element.tagName.toLowerCase() === 'style') css = await safeStylesheet(element.textContent, base, taker);
    else if (/^\s*stylesheet\s*$/iu.test(element.getAttribute('rel') ?? '')) {
      const sheet = await taker.sheet(element.getAttribute('href') ?? '', base);
      css = sheet && (await safeStylesheet(sheet.text, sheet.base, taker));
    }
    const media = element.getAttribute('media');
    if (css) styles.push(`<style${media ? ` media="${escaped(media)}"` : ''}>${css}</style>`);
  }
  return styles.join('\n');
}

/** Pages put pictures that come later into attributes of many names. */
const LATER = ['data-src', 'data-original', 'data-lazy-src', 'data-hi-res-src'];

function addressOf(picture: Element): string {
  const later = LATER.map((name) => picture.getAttribute(name)).find((value) => value?.trim());
  if (later) return later;
  const own = picture.getAttribute('src')?.trim() ?? '';
  const set = firstOfSet(picture.getAttribute('srcset') ?? picture.getAttribute('data-srcset'));
  const around = picture.parentElement?.querySelector(':scope > source[srcset]')?.getAttribute('srcset');
  // A grey pixel that stands for the picture until it is scrolled to.
  const standIn = own === '' || (own.startsWith('data:') && own.length < 400);
  return standIn ? set || firstOfSet(around ?? null) || own : own;
}

/** Written with a list of what is still to come instead of calls in calls: a page may nest as deep as it likes. */
async function bodyOf(body: Element, base: string, taker: Taker, progress: (done: number) => void): Promise<string> {
  const out: string[] = [`<body${await attributesOf(body, base, taker)}>`];
  let size = 0;
  let pictures = 0;
  const write = (text: string) => {
    size += text.length;
    if (size > MAX_COPY * 2) throw new Unreadable(TOO_LARGE);
    out.push(text);
  };
  const todo: (Node | string)[] = [...body.childNodes].reverse();
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'string') write(next);
    else if (next.nodeType === 3) write(escaped(next.textContent ?? ''));
    else if (isElement(next)) {
      const name = next.tagName.toLowerCase();
      if (DROPPED.has(name)) continue;
      if (name === 'img') progress((pictures += 1));
      const children = [...next.childNodes].reverse();
      if (!KEPT.has(name)) todo.push(...children);
      else {
        write(`<${name}${await attributesOf(next, base, taker)}>`);
        if (!EMPTY.has(name)) todo.push(`</${name}>`, ...children);
      }
    }
  }
  return [...out, '</body>'].join('');
}

async function attributesOf(element: Element, base: string, taker: Taker): Promise<string> {
  const kept: string[] = [];
  const put = (name: string, value: string) => kept.push(` ${name}="${escaped(value)}"`);
  for (const { name, value } of element.attributes) {
    const lower = name.toLowerCase();
    if (ATTRIBUTES.has(lower) || /^aria-[a-z]{1,30}$/u.test(lower)) put(lower, value);
  }
  const style = element.getAttribute('style');
  const safe = style && (await safeDeclarations(style, base, taker));
  if (safe) put('style', safe);
  if (element.tagName.toLowerCase() === 'img') {
    const address = addressOf(element);
    const picture = address ? await taker.picture(address, base) : null;
    if (picture) put('src', picture);
  }
  // A link loads nothing until somebody follows it, and where it leads is part of what the page said.
  const href = element.tagName.toLowerCase() === 'a' ? (element.getAttribute('href') ?? '') : '';
  if (href && URL.canParse(href, base) && /^https?:$/u.test(new URL(href, base).protocol)) {
    put('href', new URL(href, base).href);
    put('rel', 'noreferrer noopener');
  }
  return kept.join('');
}
