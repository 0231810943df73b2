import type { AnnotationKind } from '../../lib/annotations/rules.ts';
import { annotationKinds, tagSlug } from '../../lib/annotations/rules.ts';

/** What the reading room shows of its marks; in the address, so that it can be shared (ANN-8). */
export interface Filter {
  /** Empty: every kind. */
  readonly kinds: readonly AnnotationKind[];
  readonly by: string | null;
  /** The tag's slug. */
  readonly tag: string | null;
  readonly status: 'open' | 'resolved' | null;
  /** The rating of the claim; `none`: a claim without one. */
  readonly rating: string | null;
  readonly mine: boolean;
}

export const everything: Filter = { kinds: [], by: null, tag: null, status: null, rating: null, mine: false };

interface Filterable {
  readonly kind: AnnotationKind;
  readonly status: string;
  readonly authorId: string;
  readonly tags: readonly { readonly name: string }[];
  readonly claim: { readonly rating: string | null } | null;
}

export function takes(filter: Filter, mark: Filterable, meId: string): boolean {
  const { kinds, by, tag, status, rating, mine } = filter;
  if (kinds.length > 0 && !kinds.includes(mark.kind)) return false;
  if (by && mark.authorId !== by) return false;
  if (mine && mark.authorId !== meId) return false;
  if (status && mark.status !== status) return false;
  if (tag && !mark.tags.some(({ name }) => tagSlug(name) === tag)) return false;
  if (rating && (mark.claim ? (mark.claim.rating ?? 'none') : null) !== rating) return false;
  return true;
}

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;
const FIELDS = ['kind', 'by', 'tag', 'status', 'rating', 'mine'] as const;

/** `?kind=claim,question&by=…&tag=figures&status=open&rating=false&mine=1`; what is not understood is not there. */
export function parseFilter(params: Params): Filter {
  const one = (name: (typeof FIELDS)[number]): string | null => {
    const value = params[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const kinds = (one('kind') ?? '').split(',');
  const status = one('status');
  return {
    kinds: annotationKinds.filter((kind) => kinds.includes(kind)),
    by: one('by'),
    tag: one('tag'),
    status: status === 'open' || status === 'resolved' ? status : null,
    rating: one('rating'),
    mine: one('mine') === '1',
  };
}

export function writeFilter(params: URLSearchParams, filter: Filter): void {
  const values = {
    kind: filter.kinds.join(','),
    by: filter.by,
    tag: filter.tag,
    status: filter.status,
    rating: filter.rating,
    mine: filter.mine ? '1' : '',
  };
  for (const name of FIELDS) {
    if (values[name]) params.set(name, values[name]);
    else params.delete(name);
  }
}

export const isEverything = (filter: Filter): boolean => {
  const params = new URLSearchParams();
  writeFilter(params, filter);
  return params.size === 0;
};
