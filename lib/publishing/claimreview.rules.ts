/** Only the shape: pure rules see no schema. */
interface Work {
  readonly title: string;
  readonly outlet: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
}

export interface Reviewed {
  readonly statement: string;
  readonly rating: {
    readonly labels: Readonly<Record<string, string>>;
    readonly key: string;
    readonly value: number | null;
    readonly best: number;
    readonly worst: number;
  };
  readonly conclusion: string | null;
  readonly rationale: string;
  readonly speaker: { readonly name: string; readonly isOrganization: boolean } | null;
  readonly appearances: readonly { readonly source: Work }[];
  readonly firstPublishedAt: string;
  readonly publishedAt: string;
  readonly corrections: readonly { readonly at: string; readonly text: string }[];
  readonly underReview: boolean;
}

export interface Site {
  /** Absolute address of the page. */
  readonly page: string;
  /** The newsroom. */
  readonly name: string;
  readonly url: string;
  readonly language: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** In data and feeds, for programs; the page says it in the reader's language. */
export const UNDER_REVIEW = 'Under review';

/** Search documentation asks for a short summary; the whole statement stands on the page. */
const MAX_CLAIM = 500;

export const labelOf = (rating: Reviewed['rating'], language: string): string =>
  rating.labels[language] ?? rating.labels['en'] ?? rating.key;

/**
 * schema.org ClaimReview with what the fact-check structured data documentation requires and recommends. It says nothing
 * that the page does not show: it is made from the same object.
 */
export function claimReview(claim: Reviewed, site: Site): Readonly<Record<string, Json>> {
  const works = claim.appearances.map(({ source }) => workOf(source)).filter((work) => work !== null);
  const [first, ...others] = works;
  const said = claim.appearances
    .flatMap(({ source }) => source.publishedAt ?? [])
    .sort()
    .at(0);
  const changed = claim.publishedAt !== claim.firstPublishedAt;
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: site.page,
    inLanguage: site.language,
    datePublished: claim.firstPublishedAt,
    ...(changed ? { dateModified: claim.publishedAt } : {}),
    ...(claim.underReview ? { creativeWorkStatus: UNDER_REVIEW } : {}),
    author: { '@type': 'Organization', name: site.name, url: site.url },
    claimReviewed: shorten(claim.statement),
    reviewRating: {
      '@type': 'Rating',
      alternateName: claim.conclusion ?? labelOf(claim.rating, site.language),
      ...(claim.rating.value === null
        ? {}
        : { ratingValue: claim.rating.value, bestRating: claim.rating.best, worstRating: claim.rating.worst }),
    },
    reviewBody: claim.rationale,
    itemReviewed: {
      '@type': 'Claim',
      ...(claim.speaker
        ? { author: { '@type': claim.speaker.isOrganization ? 'Organization' : 'Person', name: claim.speaker.name } }
        : {}),
      ...(said ? { datePublished: said } : {}),
      ...(first ? { firstAppearance: first } : {}),
      ...(others.length > 0 ? { appearance: others } : {}),
    },
    ...(claim.corrections.length > 0
      ? {
          correction: claim.corrections.map(({ at, text }) => ({
            '@type': 'CorrectionComment',
            text,
            datePublished: at,
          })),
        }
      : {}),
  };
}

function workOf({ title, outlet, url, publishedAt }: Work): Json {
  if (!url) return null;
  return {
    '@type': 'CreativeWork',
    url,
    name: title,
    ...(outlet ? { publisher: { '@type': 'Organization', name: outlet } } : {}),
    ...(publishedAt ? { datePublished: publishedAt } : {}),
  };
}

function shorten(statement: string): string {
  if (statement.length <= MAX_CLAIM) return statement;
  const cut = statement.slice(0, MAX_CLAIM - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_CLAIM / 2))}…`;
}

/** JSON that may stand inside a script element: no value can end it or open a comment. */
export const scriptSafe = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
