import { annotationKinds, tagSlug } from '../annotations/rules.ts';
import { readableCase } from '../entities/visibility.ts';
import { Prisma } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import type { Facet, SearchQuery, Term } from './query.rules.ts';

type Viewer = Pick<ActorFacts, 'id' | 'role'>;
const { sql, empty, join } = Prisma;

/** A term as a tsquery: stems of both languages, and the word as it is or as it begins; in quotation marks, exactly so. */
function termSql({ words, exact }: Term): Prisma.Sql {
  if (exact) return sql`phraseto_tsquery('simple', redthread_fold(${words}))`;
  const both = sql`plainto_tsquery('english', redthread_fold(${words})) || plainto_tsquery('spanish', redthread_fold(${words}))`;
  return /^[\p{L}\p{N}]{3,}$/u.test(words)
    ? sql`(${both} || to_tsquery('simple', redthread_fold(${words}) || ':*'))`
    : sql`(${both} || plainto_tsquery('simple', redthread_fold(${words})))`;
}

const anyOf = (group: readonly Term[]): Prisma.Sql => sql`(${join(group.map(termSql), ' || ')})`;

/** The words of a query as one tsquery; null when it has none. */
export function wordsSql({ all, none }: SearchQuery): Prisma.Sql | null {
  const parts = [...all.map(anyOf), ...none.map((term) => sql`!!(${termSql(term)})`)];
  return parts.length === 0 ? null : sql`(${join(parts, ' && ')})`;
}

/** For misspelt words: each must be like some stretch of the text. The operator, so that the trigram index is used. */
export const alikeSql = ({ all }: SearchQuery): Prisma.Sql =>
  join(
    all.map(
      (group) =>
        sql`(${join(
          group.map(({ words }) => sql`redthread_fold(${words}) <% e.folded`),
          ' OR ',
        )})`,
    ),
    ' AND ',
  );

/**
 * "SearchEntry" e as far as this viewer may know of it: in "Investigation" i, and its row, joined as "Annotation" a,
 * "Claim" c, "Block" b, still stands. A passage counts in the newest version of its source only.
 */
export const visibleEntry = (viewer: Viewer): Prisma.Sql => sql`(
  ${readableCase(viewer)}
  AND (e.kind <> 'annotation' OR (a."deletedAt" IS NULL AND (a.visibility = 'case' OR a."authorId" = ${viewer.id}::uuid)))
  AND (e.kind <> 'passage' OR NOT EXISTS (
    SELECT 1 FROM "SourceVersion" v JOIN "SourceVersion" newer ON newer."sourceId" = v."sourceId" AND newer.number > v.number
    WHERE v.id = b."versionId")))`;

/** The verdict that stands on a claim: of the last decision, unless the claim was taken up again. */
export const standingRating = (claimId: Prisma.Sql): Prisma.Sql => sql`(
  SELECT d.rating FROM "Decision" d JOIN "Claim" dc ON dc.id = d."claimId"
  WHERE d."claimId" = ${claimId} AND dc.state IN ('verified', 'published') ORDER BY d.at DESC LIMIT 1)`;

function facetSql({ name, value }: Facet, viewer: Viewer): Prisma.Sql {
  const like = `%${value.replace(/[\\%_]/gu, String.raw`\$&`)}%`;
  switch (name) {
    case 'by': {
      const who =
        value.toLowerCase() === 'me' || value.toLowerCase() === 'mine'
          ? sql`= ${viewer.id}::uuid`
          : sql`IN (SELECT u.id FROM "User" u WHERE redthread_fold(u.name) LIKE redthread_fold(${like}))`;
      return sql`coalesce(a."authorId" ${who}, c."createdById" ${who} OR c."assigneeId" ${who}, e.kind = 'source' AND s."createdById" ${who}, false)`;
    }
    case 'tag':
      // The name of a tag that was merged away finds what carries the other.
      return sql`EXISTS (SELECT 1 FROM "AnnotationTag" j JOIN "Tag" t ON j."tagId" = coalesce(t."mergedIntoId", t.id)
        WHERE j."annotationId" = a.id AND t.slug = ${tagSlug(value)})`;
    case 'kind': {
      const kind = value.toLowerCase();
      const mark = annotationKinds.find(
        (known) => known === kind || `${known}s` === kind || (kind === 'name' && known === 'entity'),
      );
      if (kind === 'source' || kind === 'sources') return sql`e.kind IN ('source', 'passage')`;
      if (mark === 'claim') return sql`(e.kind = 'claim' OR a.kind = 'claim')`;
      return mark ? sql`coalesce(a.kind::text = ${mark}, false)` : sql`false`;
    }
    case 'rating': {
      const key = value.toLowerCase().replace(/[\s-]+/gu, '_');
      const claim = sql`coalesce(c.id, a."claimId")`;
      return key === 'none'
        ? sql`(${claim} IS NOT NULL AND ${standingRating(claim)} IS NULL)`
        : sql`coalesce(${standingRating(claim)} = ${key}, false)`;
    }
    case 'in':
      return sql`(i.id::text = lower(${value}) OR s.id::text = lower(${value})
        OR redthread_fold(i.title) LIKE redthread_fold(${like}) OR coalesce(redthread_fold(s.title) LIKE redthread_fold(${like}), false))`;
    case 'is': {
      const state = value.toLowerCase();
      if (state === 'open' || state === 'unresolved') return sql`coalesce(a.status = 'open', false)`;
      if (state === 'resolved') return sql`coalesce(a.status = 'resolved', false)`;
      if (state === 'private') return sql`coalesce(a.visibility = 'private', false)`;
      if (state === 'mine') return facetSql({ name: 'by', value: 'me', not: false }, viewer);
      return sql`coalesce(c.state::text = ${state}, false)`;
    }
  }
}

/** Facets of one name widen each other (tag:a tag:b is either), those of different names narrow. */
export function facetsSql(facets: readonly Facet[], viewer: Viewer): Prisma.Sql {
  const wanted = Map.groupBy(
    facets.filter((facet) => !facet.not),
    (facet) => facet.name,
  );
  const conditions = [
    ...[...wanted.values()].map(
      (group) =>
        sql`(${join(
          group.map((facet) => facetSql(facet, viewer)),
          ' OR ',
        )})`,
    ),
    ...facets.filter((facet) => facet.not).map((facet) => sql`NOT ${facetSql(facet, viewer)}`),
  ];
  return conditions.length === 0 ? empty : sql`AND ${join(conditions, ' AND ')}`;
}
