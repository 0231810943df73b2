import { readableBy } from '../investigations/queries.ts';
import { loadCase, on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { mayInCase, effectiveCaseRole } from '../platform/policy.rules.ts';
import { namedOf } from './items.ts';
import { alongsideView, entityRef, notesView } from './schema.ts';
import { readableMention, requireVisibleEntity, visibleEntity } from './visibility.ts';

/** So many companions: whoever is further down stands with it once or twice. */
const COMPANIONS = 12;

/** Who is named in the same paragraphs, most often first (ENT-5). */
export const listAlongside = query({
  name: 'entity.alongside',
  input: entityRef,
  output: alongsideView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId }) => {
    const { id } = await requireVisibleEntity(db, viewer, entityId);
    const rows = await db.$queryRaw<{ id: string; paragraphs: number; sourceId: string; annotationId: string }[]>`
      SELECT o."entityId" AS id, count(DISTINCT k."blockId")::int AS paragraphs,
        (array_agg(o."sourceId" ORDER BY o.id))[1] AS "sourceId", (array_agg(o.id ORDER BY o.id))[1] AS "annotationId"
      FROM "Annotation" a
      JOIN "Investigation" i ON i.id = a."investigationId"
      JOIN "Anchor" n ON n."annotationId" = a.id
      JOIN "Anchor" k ON k."versionId" = n."versionId" AND k."blockId" = n."blockId"
      JOIN "Annotation" o ON o.id = k."annotationId" AND o."entityId" <> a."entityId" AND o."deletedAt" IS NULL
        AND (o.visibility = 'case' OR o."authorId" = ${viewer.id}::uuid)
      JOIN "Entity" e ON e.id = o."entityId" AND ${visibleEntity(viewer)}
      WHERE a."entityId" = ${id}::uuid AND ${readableMention(viewer)}
      GROUP BY o."entityId" ORDER BY 2 DESC, 1 LIMIT ${COMPANIONS}`;
    const named = await namedOf(
      db,
      viewer,
      rows.map((row) => row.id),
    );
    return {
      items: named.flatMap(({ id: other, schema, name }) => {
        const row = rows.find((one) => one.id === other);
        if (!row) return [];
        const { paragraphs, sourceId, annotationId } = row;
        return [{ id: other, schema, name, paragraphs, sourceId, annotationId }];
      }),
    };
  },
});

/** The notes of the cases that the viewer may read, and in which of those that name it they could begin one. */
export const listNotes = query({
  name: 'entity.notes',
  input: entityRef,
  output: notesView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, { entityId }) => {
    const { id } = await requireVisibleEntity(db, viewer, entityId);
    const [notes, cases] = await Promise.all([
      db.entityNote.findMany({
        where: { entityId: id, investigation: readableBy(viewer) },
        orderBy: { id: 'asc' },
        select: { documentId: true, investigation: { select: { id: true, title: true } } },
      }),
      db.$queryRaw<{ id: string; title: string }[]>`
        SELECT DISTINCT i.id, i.title FROM "Annotation" a JOIN "Investigation" i ON i.id = a."investigationId"
        WHERE a."entityId" = ${id}::uuid AND ${readableMention(viewer)} ORDER BY i.id`,
    ]);
    const writable = async (investigationId: string): Promise<boolean> => {
      const facts = await loadCase(db, investigationId, viewer.id, false);
      return facts !== null && mayInCase(effectiveCaseRole(viewer, facts), 'rationale.write');
    };
    const items = [];
    for (const { documentId, investigation } of notes)
      items.push({ documentId, ...caseOf(investigation), mayWrite: await writable(investigation.id) });
    const begun = new Set(notes.map(({ investigation }) => investigation.id));
    const open = [];
    for (const one of cases) if (!begun.has(one.id) && (await writable(one.id))) open.push(caseOf(one));
    return { items, open };
  },
});

const caseOf = ({ id, title }: { readonly id: string; readonly title: string }) => ({
  investigationId: id,
  investigationTitle: title,
});
