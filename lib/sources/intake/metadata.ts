import { clean } from './dom.ts';

/** What a page says about itself. Every field may be wrong, and a person may correct it. */
export interface Metadata {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly authors: readonly string[];
  /** RFC 3339 in UTC. */
  readonly publishedAt: string | null;
  readonly language: string | null;
  /** The address that the page calls its own. */
  readonly canonicalUrl: string | null;
  readonly rights: string | null;
}

export const noMetadata: Metadata = {
  title: null,
  outlet: null,
  authors: [],
  publishedAt: null,
  language: null,
  canonicalUrl: null,
  rights: null,
};

const ARTICLE = /(?:Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting|WebPage)$/u;

/** JSON-LD, then OpenGraph, then citation and Dublin Core tags, then what is in the page itself. */
export function metadataOf(document: Document): Metadata {
  const ld = articleOf(document);
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const found = document.querySelector(
        `meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`,
      );
      const content = clean(found?.getAttribute('content'));
      if (content !== '') return content;
    }
    return null;
  };
  const all = (name: string): string[] =>
    [...document.querySelectorAll(`meta[property="${name}" i], meta[name="${name}" i]`)]
      .map((element) => clean(element.getAttribute('content')))
      .filter((content) => content !== '' && !/^https?:/u.test(content));
  const time = document.querySelector(
    'time[pubdate][datetime], [itemprop="datePublished"][datetime], [itemprop="datePublished"][content]',
  );
  const published =
    text(ld?.['datePublished']) ??
    meta(
      'article:published_time',
      'og:published_time',
      'citation_publication_date',
      'citation_date',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'date',
      'pubdate',
      'datePublished',
      'sailthru.date',
      'parsely-pub-date',
    ) ??
    time?.getAttribute('datetime') ??
    time?.getAttribute('content');
  const citation = all('citation_author');
  return {
    title: text(ld?.['headline']) ?? meta('og:title', 'citation_title', 'dc.title', 'dcterms.title', 'twitter:title'),
    outlet:
      nameIn(ld?.['publisher']) ?? meta('og:site_name', 'citation_journal_title', 'dc.publisher', 'application-name'),
    authors: firstOf(namesIn(ld?.['author']), citation, all('article:author'), all('dc.creator'), all('author')),
    publishedAt: instant(published),
    language: languageOf(document.documentElement.getAttribute('lang') ?? meta('og:locale', 'content-language')),
    canonicalUrl: webUrl(document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url')),
    rights: text(ld?.['license']) ?? meta('dc.rights', 'copyright'),
  };
}

const firstOf = (...lists: (readonly string[])[]): readonly string[] => lists.find((list) => list.length > 0) ?? [];

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The article among the linked data of a page, whatever it is wrapped in. */
function articleOf(document: Document): Json | null {
  const found: Json[] = [];
  const look = (value: unknown, depth: number): void => {
    if (depth > 4) return;
    if (Array.isArray(value)) for (const one of value) look(one, depth + 1);
    if (!isObject(value)) return;
    const types = [value['@type']].flat();
    if (types.some((type) => typeof type === 'string' && ARTICLE.test(type))) found.push(value);
    look(value['@graph'], depth + 1);
    look(value['mainEntity'], depth + 1);
  };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      look(JSON.parse(script.textContent.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/gu, '')), 0);
    } catch {
      // Broken linked data is common, and the rest of the page may still speak.
    }
  }
  return found.find((one) => ![one['@type']].flat().includes('WebPage')) ?? found[0] ?? null;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && clean(value) !== '' ? clean(value) : null;
const nameIn = (value: unknown): string | null =>
  text(value) ?? (isObject(value) ? text(value['name']) : Array.isArray(value) ? nameIn(value[0]) : null);
const namesIn = (value: unknown): string[] =>
  [value].flat().flatMap((one) => {
    const name = nameIn(one);
    return name === null ? [] : [name];
  });

/** An instant; a date without a time of day is that day's beginning in UTC. */
export function instant(value: string | null | undefined): string | null {
  const given = clean(value);
  if (!/^\d{4}-?\d{2}|^\d{4}\/\d{1,2}\/|^\w{3},? \d|\d{4}$/u.test(given)) return null;
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/u.exec(given);
  const time = Date.parse(compact ? `${compact.slice(1, 4).join('-')}T${compact.slice(4, 7).join(':')}Z` : given);
  const year = new Date(time).getUTCFullYear();
  return Number.isNaN(time) || year < 1000 || year > 2200 ? null : new Date(time).toISOString();
}

const languageOf = (value: string | null): string | null =>
  /^[a-z]{2,3}(?=$|[-_])/iu.exec(clean(value))?.[0].toLowerCase() ?? null;

const webUrl = (value: string | null): string | null => {
  if (!value || !URL.canParse(value)) return null;
  const url = new URL(value);
  return ['http:', 'https:'].includes(url.protocol) && url.href.length <= 2000 ? url.href : null;
};
