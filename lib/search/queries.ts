import { z } from 'zod';
import { tagColors } from '../annotations/rules.ts';
import { searchEntities } from '../entities/find.queries.ts';
import { on } from '../platform/access.ts';
import { Prisma } from '../platform/db.ts';
import type { Reader } from '../platform/db.ts';
import type { QueryContext } from '../platform/query.ts';
import { query } from '../platform/query.ts';
import { standingRating } from './conditions.ts';
import type { Found } from './find.ts';
import { countSql, pageSql } from './find.ts';
import type { SearchQuery } from './query.rules.ts';
import { parseSearch } from './query.rules.ts';
import type { AnnotationHit, SearchHit } from './schema.ts';
import { searchAnswer, searchInput } from './schema.ts';
import { snippetOf } from './snippet.rules.ts';

const ENTITIES = 5;

export const search = query({
  name: 'search.find',
  input: searchInput,
  output: searchAnswer,
  allow: () => on.workspace('search'),
  run: async (ctx, { q, type, investigationId, sourceId, limit, after }) => {
    const asked = parseSearch(q);
    const scope = { viewer: ctx.viewer, investigationId, sourceId };
    const counts = { source: 0, annotation: 0, claim: 0, entity: 0 };
    const count = async (alike: boolean): Promise<number> => {
      const rows = await ctx.db.$queryRaw<{ type: 'source' | 'annotation' | 'claim'; count: number }[]>(
        countSql(asked, scope, alike),
      );
      for (const row of rows) counts[row.type] = row.count;
      return rows.reduce((sum, row) => sum + row.count, 0);
    };
    const entities = await entityHits(ctx, asked, { type, narrowed: Boolean(investigationId ?? sourceId) });
    counts.entity = entities.length;
    const nothing = (await count(false)) === 0;
    // Misspelt, perhaps: only where nothing has the words, and none was asked for exactly.
    const loose = asked.all.length > 0 && asked.all.flat().every((term) => !term.exact);
    const alike = nothing && loose && (await count(true)) > 0;
    const rows =
      type === 'entity'
        ? []
        : await ctx.db.$queryRaw<Found[]>(pageSql(asked, scope, { type, alike, limit: limit + 1, offset: after }));
    const shown = await hitsFrom(ctx.db, rows.slice(0, limit), asked);
    return {
      items: after === 0 ? [...shown, ...entities] : shown,
      next: rows.length > limit ? String(after + limit) : null,
      counts,
      alike,
    };
  },
});

/** Entities have names rather than texts, and a search of their own that ranks them: it is asked with the plain words. */
async function entityHits(
  ctx: QueryContext,
  asked: SearchQuery,
  { type, narrowed }: { type: string | undefined; narrowed: boolean },
): Promise<SearchHit[]> {
  const wanted = asked.facets.every(
    (facet) => facet.name === 'kind' && !facet.not && /^(entit|name)/iu.test(facet.value),
  );
  const words = asked.all.flat().map((term) => term.words);
  if (words.length === 0 || narrowed || !wanted || (type && type !== 'entity')) return [];
  const input = searchEntities.input.parse({
    q: words.join(' ').slice(0, 200),
    limit: type === 'entity' ? 50 : ENTITIES,
  });
  const { items } = await searchEntities.run(ctx, input);
  return items.map((item) => ({
    type: 'entity',
    id: item.id,
    name: item.name,
    schema: item.schema,
    investigation: null,
    snippet: snippetOf(item.name, asked),
  }));
}

/** What the rows are now, in the order in which they were found. */
async function hitsFrom(db: Reader, rows: readonly Found[], asked: SearchQuery): Promise<SearchHit[]> {
  const ids = (...kinds: Found['kind'][]) => rows.filter((row) => kinds.includes(row.kind)).map((row) => row.id);
  const shown = new Map<string, SearchHit>();
  const snippets = new Map(rows.map((row) => [row.id, snippetOf(row.text, asked)]));
  const snippet = (id: string) => snippets.get(id) ?? { text: '', found: [] };
  const investigation = { select: { id: true, title: true } } as const;
  const [sources, blocks, claims, marks] = await Promise.all([
    db.source.findMany({
      where: { id: { in: ids('source') } },
      select: { id: true, title: true, state: true, investigation },
    }),
    db.block.findMany({
      where: { id: { in: ids('passage') } },
      select: {
        id: true,
        label: true,
        version: { select: { source: { select: { id: true, title: true, state: true, investigation } } } },
      },
    }),
    db.claim.findMany({
      where: { id: { in: ids('claim') } },
      select: { id: true, number: true, statement: true, state: true, investigation },
    }),
    markHits(db, ids('annotation')),
  ]);
  for (const source of sources)
    shown.set(source.id, { type: 'source', ...source, label: null, snippet: snippet(source.id) });
  for (const { id, label, version } of blocks)
    shown.set(id, { type: 'source', ...version.source, label, snippet: snippet(id) });
  const ratings = await ratingsOf(
    db,
    claims.map((claim) => claim.id),
  );
  for (const claim of claims)
    shown.set(claim.id, {
      type: 'claim',
      ...claim,
      rating: ratings.get(claim.id) ?? null,
      snippet: snippet(claim.id),
    });
  for (const mark of marks) shown.set(mark.id, { ...mark, snippet: snippet(mark.id) });
  return rows.flatMap((row) => shown.get(row.id) ?? []);
}

async function ratingsOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; rating: string | null }[]>`
    SELECT k.id, ${standingRating(Prisma.sql`k.id`)} AS rating FROM "Claim" k WHERE k.id = ANY (${[...ids]}::uuid[])`;
  return new Map(rows.flatMap(({ id, rating }) => (rating ? [[id, rating]] : [])));
}

const color = z.enum(tagColors).catch('tag');

async function markHits(db: Reader, ids: readonly string[]): Promise<Omit<AnnotationHit, 'snippet'>[]> {
  if (ids.length === 0) return [];
  const marks = await db.annotation.findMany({
    where: { id: { in: [...ids] } },
    include: {
      source: { select: { id: true, title: true, investigation: { select: { id: true, title: true } } } },
      tags: { select: { tag: { select: { name: true, color: true } } }, orderBy: { tag: { slug: 'asc' } } },
      claim: { select: { id: true, number: true, statement: true } },
      anchors: {
        orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
        take: 1,
        include: { block: { select: { label: true } } },
      },
      _count: { select: { replies: { where: { deletedAt: null } } } },
    },
  });
  const [authors, ratings] = await Promise.all([
    db.user.findMany({
      where: { id: { in: [...new Set(marks.map((mark) => mark.authorId))] } },
      select: { id: true, name: true },
    }),
    ratingsOf(
      db,
      marks.flatMap((mark) => mark.claimId ?? []),
    ),
  ]);
  return marks.map((mark) => {
    const [anchor] = mark.anchors;
    return {
      type: 'annotation',
      id: mark.id,
      kind: mark.kind,
      status: mark.status,
      visibility: mark.visibility,
      revision: mark.revision,
      text: mark.text,
      investigation: mark.source.investigation,
      source: { id: mark.source.id, title: mark.source.title },
      author: authors.find((author) => author.id === mark.authorId) ?? { id: mark.authorId, name: 'Somebody' },
      createdAt: mark.createdAt.toISOString(),
      tags: mark.tags.map(({ tag }) => ({ name: tag.name, color: color.parse(tag.color) })),
      replies: mark._count.replies,
      words: anchor
        ? { label: anchor.block?.label ?? null, prefix: anchor.prefix, exact: anchor.exact, suffix: anchor.suffix }
        : null,
      claim: mark.claim && { ...mark.claim, rating: ratings.get(mark.claim.id) ?? null },
      entityId: mark.entityId,
    };
  });
}
