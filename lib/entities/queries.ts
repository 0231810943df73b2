import { readableBy } from '../investigations/queries.ts';
import { pageOf } from '../investigations/schema.ts';
import { loadCase, on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { toPage } from '../platform/page.ts';
import { decide } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { countsOf, namedOf } from './items.ts';
import { claimLine, claimShown, readableCaseIds, relationshipLines, relationshipShown } from './lines.ts';
import { standingMerges } from './merges.ts';
import { captionsFor } from './captions.ts';
import { pointsTo } from './pointers.ts';
import { pointedBy, propertiesOf } from './rules.ts';
import type { EntityView, RelationshipView } from './schema.ts';
import {
  entityPage,
  entityRef,
  entityView,
  listRelationshipsInput,
  mentionView,
  relationshipDetail,
  relationshipRef,
  relationshipView,
} from './schema.ts';
import { visibleValues } from './values.ts';
import type { Viewer } from './visibility.ts';
import { saidOf } from './relationship-values.ts';
import { readableMention, requireVisibleEntity } from './visibility.ts';

const inCase = (investigationId: string | undefined) =>
  investigationId ? on.investigation('investigation.read', investigationId) : on.workspace('entity.read');

export const getEntity = query({
  name: 'entity.get',
  input: entityRef,
  output: entityView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId }): Promise<EntityView> => viewOf(db, viewer, entityId),
});

/** The entity as this viewer knows it; under its old address too, when it was merged. */
export async function viewOf(db: Reader, viewer: Viewer, entityId: string): Promise<EntityView> {
  const { id } = await requireVisibleEntity(db, viewer, entityId);
  const row = found(await db.entity.findUnique({ where: { id } }));
  const [named] = await namedOf(db, viewer, [id]);
  const { name, names } = found(named);
  const cases = await readableCaseIds(db, viewer);
  const relationships = await db.relationship.findMany({
    where: { deletedAt: null, investigationId: { in: cases }, OR: [{ fromId: id }, { toId: id }] },
    include: relationshipShown,
    orderBy: { id: 'asc' },
  });
  const links = await relationshipLines(db, viewer, relationships);
  const claims = await claimsAbout(db, viewer, id, links);
  const counts = (await countsOf(db, viewer, [id], undefined)).get(id);
  const watch = await db.entityWatch.findUnique({ where: { entityId_userId: { entityId: id, userId: viewer.id } } });
  return {
    id,
    schema: row.schema,
    name,
    caption: name,
    names: [...names],
    ...(await shownProperties(db, viewer, id, row.schema)),
    pointsTo: await pointsTo(db, viewer, id),
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
    merges: [...(await standingMerges(db, viewer, id))],
    watched: watch !== null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

async function shownProperties(
  db: Reader,
  viewer: Viewer,
  entityId: string,
  schema: string,
): Promise<Pick<EntityView, 'properties' | 'provenance'>> {
  const values = await visibleValues(db, viewer, entityId);
  const labels = propertiesOf(schema);
  const properties: Record<string, string[]> = {};
  for (const { property, value } of values) {
    const list = (properties[property] ??= []);
    if (!list.includes(value)) list.push(value);
  }
  return {
    properties,
    provenance: values.map(({ source, originId, at, ...row }) => ({
      ...row,
      label: labels[row.property] ?? row.property,
      origin: source,
      investigationId: originId,
      at: at.toISOString(),
    })),
  };
}

type ClaimAbout = EntityView['claims'][number];

/** Claims that it makes, that carry its relationships, or whose words name it; each once, by the strongest reason. */
async function claimsAbout(
  db: Reader,
  viewer: Viewer,
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
    const { id } = await requireVisibleEntity(db, viewer, entityId);
    const rows = await db.annotation.findMany({
      where: {
        entityId: id,
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
    const end = entityId ? (await requireVisibleEntity(db, viewer, entityId)).id : undefined;
    const rows = await db.relationship.findMany({
      where: {
        deletedAt: null,
        investigationId: { in: cases },
        ...(end ? { OR: [{ fromId: end }, { toId: end }] } : {}),
        ...(after ? { id: { gt: after } } : {}),
      },
      include: relationshipShown,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(
      await relationshipLines(db, viewer, rows),
      limit,
      (row) => row.id,
      (row) => row,
    );
  },
});

export const getRelationship = query({
  name: 'relationship.get',
  input: relationshipRef,
  output: relationshipDetail,
  allow: ({ relationshipId }) => on.relationship('investigation.read', relationshipId),
  run: async ({ db, viewer }, { relationshipId }) => {
    const row = await db.relationship.findFirst({
      where: { id: relationshipId, deletedAt: null },
      include: relationshipShown,
    });
    const [line] = await relationshipLines(db, viewer, [found(row)]);
    const link = found(line);
    const facts = await loadCase(db, link.investigationId, viewer.id, false);
    const properties = await saidOf(db, viewer, found(row));
    return {
      ...link,
      mayChange: decide('relationship.create', viewer, { case: facts }) === 'allowed',
      properties,
      named: Object.fromEntries(await captionsFor(db, viewer, pointedBy(link.schema, properties))),
    };
  },
});
