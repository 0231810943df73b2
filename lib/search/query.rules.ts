import { tagSlug } from '../annotations/rules.ts';

/**
 * What people type into the search: words, `"exact words"`, `OR`, `-not`, and facets `by: tag: kind: rating: in: is:`.
 * `#money` is short for `tag:money`. Nothing that is typed is an error: what is no facet is a word.
 */
export const facetNames = ['by', 'tag', 'kind', 'rating', 'in', 'is'] as const;
export type FacetName = (typeof facetNames)[number];

export interface Term {
  readonly words: string;
  /** In quotation marks: these words, in this order. */
  readonly exact: boolean;
}

export interface Facet {
  readonly name: FacetName;
  readonly value: string;
  readonly not: boolean;
}

export interface SearchQuery {
  /** Each must be met, by any of its terms. */
  readonly all: readonly (readonly Term[])[];
  readonly none: readonly Term[];
  readonly facets: readonly Facet[];
}

const TOKEN = /(?<not>-)?(?:(?<facet>[a-z]{1,20}):)?(?:["“](?<quoted>[^"”]*)["”]?|(?<bare>[^\s"“”]+))/giu;
const HAS_WORD = /[\p{L}\p{N}]/u;
const MAX_TERMS = 24;

export function parseSearch(text: string): SearchQuery {
  const all: Term[][] = [];
  const none: Term[] = [];
  const facets: Facet[] = [];
  let joins = false;
  for (const { groups = {}, 0: whole } of text.matchAll(TOKEN)) {
    if (all.length + none.length + facets.length >= MAX_TERMS) break;
    if (whole === 'OR' || whole === '|') {
      joins = all.length > 0;
      continue;
    }
    const not = groups['not'] !== undefined;
    const value = (groups['quoted'] ?? groups['bare'] ?? '').trim();
    const facet = facetOf(groups['facet'], value);
    if (facet) {
      facets.push({ ...facet, not });
      joins = false;
      continue;
    }
    const words = groups['facet'] ? `${groups['facet']} ${value}` : value;
    if (!HAS_WORD.test(words)) continue;
    const term = { words, exact: groups['quoted'] !== undefined };
    if (not) none.push(term);
    else if (joins) all.at(-1)?.push(term);
    else all.push([term]);
    joins = false;
  }
  return { all, none, facets };
}

function facetOf(name: string | undefined, value: string): Omit<Facet, 'not'> | null {
  if (name === undefined) {
    return value.startsWith('#') && tagSlug(value) !== '' ? { name: 'tag', value: value.slice(1) } : null;
  }
  const known = facetNames.find((facet) => facet === name.toLowerCase());
  return known && HAS_WORD.test(value) ? { name: known, value } : null;
}

/** Writes a query as it would be typed: what saved views and the filter buttons change. */
export function writeSearch({ all, none, facets }: SearchQuery): string {
  const term = ({ words, exact }: Term): string => (exact ? `"${words}"` : words);
  const value = (text: string): string => (/\s/u.test(text) ? `"${text}"` : text);
  return [
    ...all.map((group) => group.map(term).join(' OR ')),
    ...none.map((one) => `-${term(one)}`),
    ...facets.map((facet) => `${facet.not ? '-' : ''}${facet.name}:${value(facet.value)}`),
  ].join(' ');
}

/** The query with a facet set to this value, or without it: other facets and words stay. */
export function withFacet(query: SearchQuery, name: FacetName, value: string | null): SearchQuery {
  const others = query.facets.filter((facet) => facet.name !== name || facet.not);
  return { ...query, facets: value === null ? others : [...others, { name, value, not: false }] };
}

export const facetValue = (query: SearchQuery, name: FacetName): string | null =>
  query.facets.find((facet) => facet.name === name && !facet.not)?.value ?? null;
