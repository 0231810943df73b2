import { readableBy } from '../investigations/queries.ts';
import { pageOf } from '../investigations/schema.ts';
import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { toPage } from '../platform/page.ts';
import type { Actor } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { rankNames } from './names.rules.ts';
import { edgeOf, propertiesOf, schemaLabel, supportOf, withDescendants } from './rules.ts';
import type { ClaimLine, EntityItem, EntityView, RelationshipView } from './schema.ts';
import {
  entityItem,
  entityPage,
  entityPageView,
  entityRef,
  entityView,
  listEntitiesInput,
  listRelationshipsInput,
  mentionView,
  networkInput,
  networkView,
  relationshipRef,
  relationshipView,
  searchEntitiesInput,
} from './schema.ts';
import { candidates } from './search.ts';
import { readableAnnotations, readProperties } from './stored.ts';
import { readableMention, requireVisibleEntity, visibleEntity } from './visibility.ts';

/** Below this a name only looks a little alike. */
const FLOOR = 0.3;

const inCase = (investigationId: string | undefined) =>
  investigationId ? on.investigation('investigation.read', investigationId) : on.workspace('entity.read');

export const searchEntities = query({
  name: 'entity.search',
  input: searchEntitiesInput,
  output: entityPageView,
  allow: ({ investigationId }) => inCase(investigationId),
  run: async ({ db, viewer }, { q, schema, investigationId, limit }) => ({
    items: (await ranked(db, viewer, { q, schema, investigationId, where: Prisma.empty })).slice(0, limit),
    next: null,
  }),
});

export const listEntities = query({
  name: 'entity.list',
  input: listEntitiesInput,
  output: entityPageView,
  allow: ({ investigationId }) => inCase(investigationId),
  run: async ({ db, viewer }, { q, schema, investigationId, scope, limit, after }) => {
    const where = scope === 'case' && investigationId ? namedIn(viewer, investigationId) : Prisma.empty;
    if (q) {
      const items = await ranked(db, viewer, { q, schema, investigationId, where });
      const start = after ? items.findIndex((item) => item.id === after) + 1 : 0;
      return toPage(
        items.slice(start),
        limit,
        (item) => item.id,
        (item) => item,
      );
    }
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM "Entity" e
      WHERE ${visibleEntity(viewer)} ${ofSchema(schema)} ${where} ${after ? Prisma.sql`AND e.id < ${after}::uuid` : Prisma.empty}
      ORDER BY e.id DESC LIMIT ${limit + 1}`;
    const ids = rows.map((row) => row.id);
    const items = await itemsOf(db, viewer, ids, investigationId);
    return toPage(
      items,
      limit,
      (item) => item.id,
      (item) => item,
    );
  },
});

interface Wanted {
  readonly q: string;
  readonly schema: string | undefined;
  readonly investigationId: string | undefined;
  readonly where: Prisma.Sql;
}

/** The candidates, best name first; among equals, whoever this case already names, then whoever is named more often. */
async function ranked(db: Reader, viewer: Actor, wanted: Wanted): Promise<readonly EntityItem[]> {
  const ids = await candidates(db, viewer, wanted.q, Prisma.sql`${ofSchema(wanted.schema)} ${wanted.where}`);
  const items = await itemsOf(db, viewer, ids, wanted.investigationId);
  return items
    .map((item) => {
      const { score, name } = rankNames(wanted.q, item.names, item.schema);
      return { ...item, score: Math.round(score * 100) / 100, matched: name };
    })
    .filter((item) => item.score >= FLOOR)
    .sort((a, b) => b.score - a.score || b.counts.here - a.counts.here || b.counts.mentions - a.counts.mentions);
}

const ofSchema = (schema: string | undefined): Prisma.Sql =>
  schema ? Prisma.sql`AND e.schema IN (${Prisma.join([...withDescendants(schema)])})` : Prisma.empty;

/** What a case names: marked in it, at the end of a line of it, the speaker of a claim of it, or first named in it. */
const namedIn = (viewer: Actor, investigationId: string): Prisma.Sql => Prisma.sql`AND (
  e."originId" = ${investigationId}::uuid
  OR EXISTS (SELECT 1 FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
    WHERE a."entityId" = e.id AND a."investigationId" = ${investigationId}::uuid AND ${readableMention(viewer)})
  OR EXISTS (SELECT 1 FROM "Relationship" r
    WHERE r."investigationId" = ${investigationId}::uuid AND r."deletedAt" IS NULL AND (r."fromId" = e.id OR r."toId" = e.id))
  OR EXISTS (SELECT 1 FROM "Claim" c WHERE c."investigationId" = ${investigationId}::uuid AND c."speakerId" = e.id))`;

interface CountRow {
  readonly id: string;
  readonly mentions: number;
  readonly cases: number;
  readonly sources: number;
  readonly here: number;
}

/** Counts of the mentions that the viewer may read (ENT-7). */
async function countsOf(
  db: Reader,
  viewer: Actor,
  ids: readonly string[],
  investigationId: string | undefined,
): Promise<ReadonlyMap<string, CountRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<CountRow[]>`
    SELECT a."entityId" AS id, count(*)::int AS mentions, count(DISTINCT a."investigationId")::int AS cases,
      count(DISTINCT a."sourceId")::int AS sources,
      (count(*) FILTER (WHERE a."investigationId" = ${investigationId ?? null}::uuid))::int AS here
    FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
    WHERE a."entityId" = ANY (${[...ids]}::uuid[]) AND ${readableMention(viewer)}
    GROUP BY a."entityId"`;
  return new Map(rows.map((row) => [row.id, row]));
}

interface SampleRow {
  readonly id: string;
  readonly annotationId: string;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly sourceId: string;
  readonly sourceTitle: string;
}

/** One mention each, of this case if there is one, the earliest first. */
async function samplesOf(
  db: Reader,
  viewer: Actor,
  ids: readonly string[],
  investigationId: string | undefined,
): Promise<ReadonlyMap<string, SampleRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<SampleRow[]>`
    SELECT DISTINCT ON (a."entityId") a."entityId" AS id, a.id AS "annotationId", n.exact, n.prefix, n.suffix,
      s.id AS "sourceId", s.title AS "sourceTitle"
    FROM "Annotation" a
    JOIN "Investigation" i ON i.id = a."investigationId"
    JOIN "Source" s ON s.id = a."sourceId"
    JOIN "Anchor" n ON n."annotationId" = a.id
    WHERE a."entityId" = ANY (${[...ids]}::uuid[]) AND ${readableMention(viewer)}
    ORDER BY a."entityId", (a."investigationId" = ${investigationId ?? null}::uuid) DESC NULLS LAST, a.id, n.ordinal`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** In the order of `ids`. */
async function itemsOf(
  db: Reader,
  viewer: Actor,
  ids: readonly string[],
  investigationId: string | undefined,
): Promise<readonly EntityItem[]> {
  const rows = await db.entity.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      schema: true,
      name: true,
      names: { select: { name: true, kind: true, language: true }, orderBy: { id: 'asc' } },
    },
  });
  const counts = await countsOf(db, viewer, ids, investigationId);
  const samples = await samplesOf(db, viewer, ids, investigationId);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { mentions = 0, cases = 0, here = 0 } = counts.get(id) ?? {};
    const sample = samples.get(id);
    return [
      entityItem.parse({
        ...row,
        score: null,
        matched: null,
        counts: { mentions, cases, here },
        sample: sample ?? null,
      }),
    ];
  });
}

const claimShown = {
  id: true,
  investigationId: true,
  number: true,
  statement: true,
  state: true,
  decisions: { orderBy: { at: 'desc' }, take: 1, select: { rating: true } },
} satisfies Prisma.ClaimSelect;
type ClaimRow = Prisma.ClaimGetPayload<{ select: typeof claimShown }>;

/** A verdict speaks only while the claim stands decided; a reopened claim has none. */
const claimLine = ({ decisions, ...claim }: ClaimRow): ClaimLine => ({
  ...claim,
  rating: claim.state === 'verified' || claim.state === 'published' ? (decisions[0]?.rating ?? null) : null,
});

const stub = { select: { id: true, schema: true, name: true } } as const;
const relationshipShown = {
  from: stub,
  to: stub,
  claims: { select: { claim: { select: claimShown } }, orderBy: { claimId: 'asc' } },
} satisfies Prisma.RelationshipInclude;
type RelationshipRow = Prisma.RelationshipGetPayload<{ include: typeof relationshipShown }>;

function relationshipLine(row: RelationshipRow): RelationshipView {
  const claims = row.claims.map(({ claim }) => claimLine(claim));
  const edge = edgeOf(row.schema);
  return {
    id: row.id,
    investigationId: row.investigationId,
    schema: row.schema,
    label: schemaLabel(row.schema),
    words: edge?.words ?? 'linked to',
    directed: edge?.directed ?? false,
    from: row.from,
    to: row.to,
    fromId: row.fromId,
    toId: row.toId,
    role: row.role,
    startDate: row.startDate,
    endDate: row.endDate,
    claimIds: claims.map((claim) => claim.id),
    claims,
    support: supportOf(claims),
    createdById: row.createdById,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Relationship has no relation to its case in the schema: the cases are found first. */
async function readableCaseIds(db: Reader, viewer: Actor): Promise<string[]> {
  const rows = await db.investigation.findMany({ where: readableBy(viewer), select: { id: true } });
  return rows.map((row) => row.id);
}

export const getEntity = query({
  name: 'entity.get',
  input: entityRef,
  output: entityView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId }): Promise<EntityView> => {
    await requireVisibleEntity(db, viewer, entityId);
    const row = found(
      await db.entity.findUnique({ where: { id: entityId }, include: { names: { orderBy: { id: 'asc' } } } }),
    );
    const cases = await readableCaseIds(db, viewer);
    const relationships = await db.relationship.findMany({
      where: { deletedAt: null, investigationId: { in: cases }, OR: [{ fromId: entityId }, { toId: entityId }] },
      include: relationshipShown,
      orderBy: { id: 'asc' },
    });
    const links = relationships.map(relationshipLine);
    const claims = await claimsAbout(db, viewer, entityId, links);
    const counts = (await countsOf(db, viewer, [entityId], undefined)).get(entityId);
    const shown = await shownProperties(db, viewer, row.schema, row.properties);
    return {
      id: row.id,
      schema: row.schema,
      name: row.name,
      caption: row.name,
      names: row.names.map(({ name, kind, language }) => ({ name, kind, language })),
      ...shown,
      revision: row.revision,
      counts: {
        mentions: counts?.mentions ?? 0,
        cases: counts?.cases ?? 0,
        sources: counts?.sources ?? 0,
        claims: claims.length,
        relationships: links.length,
      },
      claims,
      relationships: links,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  },
});

async function shownProperties(
  db: Reader,
  viewer: Actor,
  schema: string,
  stored: unknown,
): Promise<Pick<EntityView, 'properties' | 'provenance'>> {
  const all = Object.entries(readProperties(stored)).flatMap(([property, values]) =>
    values.map((value) => ({ property, ...value })),
  );
  const readable = await readableAnnotations(
    db,
    viewer,
    all.flatMap(({ annotationId }) => annotationId ?? []),
  );
  const visible = all.filter(({ annotationId }) => !annotationId || readable.has(annotationId));
  const people = await db.user.findMany({
    where: { id: { in: visible.map(({ byId }) => byId) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const labels = propertiesOf(schema);
  const properties: Record<string, string[]> = {};
  for (const { property, value } of visible) (properties[property] ??= []).push(value);
  return {
    properties,
    provenance: visible.map((value) => ({
      property: value.property,
      label: labels[value.property] ?? value.property,
      value: value.value,
      origin: value.origin,
      annotationId: value.annotationId ?? null,
      sourceId: (value.annotationId && readable.get(value.annotationId)) ?? null,
      byId: value.byId,
      by: names.get(value.byId) ?? '',
      at: value.at,
    })),
  };
}

type ClaimAbout = EntityView['claims'][number];

/** Claims that it makes, that carry its relationships, or whose words name it; each once, by the strongest reason. */
async function claimsAbout(
  db: Reader,
  viewer: Actor,
  entityId: string,
  links: readonly RelationshipView[],
): Promise<ClaimAbout[]> {
  const readable = { investigation: readableBy(viewer) };
  const spoken = await db.claim.findMany({ where: { speakerId: entityId, ...readable }, select: claimShown });
  // A claim's mark that overlaps a mark of the entity in the same text.
  const overlapping = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c."claimId" AS id
    FROM "Annotation" a
    JOIN "Investigation" i ON i.id = a."investigationId"
    JOIN "Anchor" n ON n."annotationId" = a.id
    JOIN "Anchor" k ON k."versionId" = n."versionId" AND k.start < n."end" AND n.start < k."end"
    JOIN "Annotation" c ON c.id = k."annotationId" AND c."claimId" IS NOT NULL AND c."deletedAt" IS NULL
      AND (c.visibility = 'case' OR c."authorId" = ${viewer.id}::uuid)
    WHERE a."entityId" = ${entityId}::uuid AND ${readableMention(viewer)}`;
  const named = await db.claim.findMany({
    where: { id: { in: overlapping.map(({ id }) => id) }, ...readable },
    select: claimShown,
  });
  const all = [
    ...spoken.map((row) => ({ ...claimLine(row), as: 'speaker' as const })),
    ...links.flatMap((link) => link.claims.map((claim) => ({ ...claim, as: 'relationship' as const }))),
    ...named.map((row) => ({ ...claimLine(row), as: 'mention' as const })),
  ];
  const once = all.filter((claim, index) => all.findIndex((other) => other.id === claim.id) === index);
  return once.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const listMentions = query({
  name: 'entity.mentions',
  input: entityPage,
  output: pageOf(mentionView),
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId, limit, after }) => {
    await requireVisibleEntity(db, viewer, entityId);
    const rows = await db.annotation.findMany({
      where: {
        entityId,
        deletedAt: null,
        OR: [{ visibility: 'case' }, { authorId: viewer.id }],
        source: { investigation: readableBy(viewer) },
        ...(after ? { id: { gt: after } } : {}),
      },
      orderBy: { id: 'asc' },
      take: limit + 1,
      include: {
        source: { select: { title: true, investigation: { select: { title: true } } } },
        anchors: {
          orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
          include: { version: { select: { number: true, sha256: true } }, block: { select: { label: true } } },
        },
      },
    });
    const people = await db.user.findMany({
      where: { id: { in: rows.map((row) => row.authorId) } },
      select: { id: true, name: true },
    });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return toPage(
      rows.filter((row) => row.anchors.length > 0),
      limit,
      (row) => row.id,
      (row) => {
        // The newest version that has a place for it; a mark may have several ranges there.
        const latest = row.anchors[0];
        const ranges = row.anchors.filter((anchor) => anchor.versionId === latest?.versionId);
        const last = ranges.at(-1);
        return {
          annotationId: row.id,
          investigationId: row.investigationId,
          investigationTitle: row.source.investigation.title,
          sourceId: row.sourceId,
          sourceTitle: row.source.title,
          version: latest?.version.number ?? 0,
          sha256: latest?.version.sha256 ?? '',
          blockLabel: latest?.block?.label ?? null,
          state: latest?.state ?? 'orphan',
          start: latest?.start ?? null,
          end: latest?.end ?? null,
          exact: ranges.map((anchor) => anchor.exact).join(' … '),
          prefix: latest?.prefix ?? '',
          suffix: last?.suffix ?? '',
          visibility: row.visibility,
          authorId: row.authorId,
          author: names.get(row.authorId) ?? '',
          createdAt: row.createdAt.toISOString(),
        };
      },
    );
  },
});

export const listRelationships = query({
  name: 'relationship.list',
  input: listRelationshipsInput,
  output: pageOf(relationshipView),
  allow: ({ investigationId }) => inCase(investigationId),
  run: async ({ db, viewer }, { investigationId, entityId, limit, after }) => {
    const cases = investigationId ? [investigationId] : await readableCaseIds(db, viewer);
    const rows = await db.relationship.findMany({
      where: {
        deletedAt: null,
        investigationId: { in: cases },
        ...(entityId ? { OR: [{ fromId: entityId }, { toId: entityId }] } : {}),
        ...(after ? { id: { gt: after } } : {}),
      },
      include: relationshipShown,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, relationshipLine);
  },
});

export const getRelationship = query({
  name: 'relationship.get',
  input: relationshipRef,
  output: relationshipView,
  allow: ({ relationshipId }) => on.relationship('investigation.read', relationshipId),
  run: async ({ db }, { relationshipId }) =>
    relationshipLine(
      found(
        await db.relationship.findFirst({ where: { id: relationshipId, deletedAt: null }, include: relationshipShown }),
      ),
    ),
});

/** What is named in a case and how it is linked there; steady in order, so that a drawing of it is steady too. */
export const getNetwork = query({
  name: 'network.get',
  input: networkInput,
  output: networkView,
  allow: ({ investigationId }) => on.investigation('investigation.read', investigationId),
  run: async ({ db, viewer }, { investigationId }) => {
    const rows = await db.relationship.findMany({
      where: { deletedAt: null, investigationId },
      include: relationshipShown,
      orderBy: { id: 'asc' },
    });
    const nodes = await db.$queryRaw<{ id: string; schema: string; name: string }[]>`
      SELECT e.id, e.schema, e.name FROM "Entity" e
      WHERE ${visibleEntity(viewer)} ${namedIn(viewer, investigationId)} ORDER BY e.id`;
    const counts = await countsOf(
      db,
      viewer,
      nodes.map((node) => node.id),
      investigationId,
    );
    return {
      nodes: nodes.map((node) => ({
        ...node,
        mentions: counts.get(node.id)?.here ?? 0,
        relationships: rows.filter((row) => row.fromId === node.id || row.toId === node.id).length,
      })),
      edges: rows.map(relationshipLine),
    };
  },
});
