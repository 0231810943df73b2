import { Prisma } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { alikeSql, facetsSql, visibleEntry, wordsSql } from './conditions.ts';
import type { SearchQuery } from './query.rules.ts';
import type { SearchType } from './schema.ts';

const { sql, empty } = Prisma;

export interface Scope {
  readonly viewer: Pick<ActorFacts, 'id' | 'role'>;
  readonly investigationId?: string | undefined;
  readonly sourceId?: string | undefined;
}

export interface Found {
  readonly kind: 'source' | 'passage' | 'annotation' | 'claim';
  readonly id: string;
  readonly text: string;
}

const rows = sql`"SearchEntry" e
  JOIN "Investigation" i ON i.id = e."investigationId"
  LEFT JOIN "Source" s ON s.id = e."sourceId"
  LEFT JOIN "Annotation" a ON e.kind = 'annotation' AND a.id = e."subjectId"
  LEFT JOIN "Claim" c ON e.kind = 'claim' AND c.id = e."subjectId"
  LEFT JOIN "Block" b ON e.kind = 'passage' AND b.id = e."subjectId"`;

const typeOf = sql`CASE e.kind WHEN 'passage' THEN 'source' ELSE e.kind::text END`;

/** FROM and WHERE of everything that this viewer finds. */
function matches(query: SearchQuery, scope: Scope, alike: boolean): Prisma.Sql {
  const words = alike ? null : wordsSql(query);
  const matched = alike ? sql`AND ${alikeSql(query)}` : words ? sql`AND e.vector @@ ${words}` : empty;
  return sql`FROM ${rows} WHERE ${visibleEntry(scope.viewer)}
    ${scope.investigationId ? sql`AND e."investigationId" = ${scope.investigationId}::uuid` : empty}
    ${scope.sourceId ? sql`AND e."sourceId" = ${scope.sourceId}::uuid` : empty}
    ${facetsSql(query.facets, scope.viewer)} ${matched}`;
}

/** The hits of one page: by rank where words were asked for, else the newest first. */
export function pageSql(
  query: SearchQuery,
  scope: Scope,
  { type, alike, limit, offset }: { type: SearchType | undefined; alike: boolean; limit: number; offset: number },
): Prisma.Sql {
  const words = alike ? null : wordsSql(query);
  // A word in a statement or a note says more than the same word in a long passage: 1 divides by the text's length.
  const rank = words ? sql`ts_rank_cd(e.vector, ${words}, 1) DESC,` : empty;
  return sql`SELECT e.kind::text AS kind, e."subjectId" AS id, e.text
    ${matches(query, scope, alike)} ${type ? sql`AND ${typeOf} = ${type}` : empty}
    ORDER BY ${rank} e."subjectId" DESC LIMIT ${limit} OFFSET ${offset}`;
}

export const countSql = (query: SearchQuery, scope: Scope, alike: boolean): Prisma.Sql =>
  sql`SELECT ${typeOf} AS type, count(*)::int AS count ${matches(query, scope, alike)} GROUP BY 1`;
