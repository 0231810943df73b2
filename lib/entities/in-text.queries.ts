import { z } from 'zod';
import { on } from '../platform/access.ts';
import { found } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { sourceRef } from '../sources/schema.ts';
import { relationshipLines, relationshipShown } from './lines.ts';
import { relationshipView } from './schema.ts';

/** The newest of them: a text in which more was drawn is no text that anybody reads. */
const MOST = 1000;

/** What was drawn from the words of a source, in any of its versions (ENT-10). */
export const listRelationshipsInText = query({
  name: 'relationship.in_text',
  input: sourceRef,
  output: z.object({ items: z.array(relationshipView) }),
  allow: ({ sourceId }) => on.source('investigation.read', sourceId),
  run: async ({ db, viewer }, { sourceId }) => {
    const { investigationId, versions } = found(
      await db.source.findUnique({
        where: { id: sourceId },
        select: { investigationId: true, versions: { select: { id: true } } },
      }),
    );
    const inWords = { words: { some: { versionId: { in: versions.map(({ id }) => id) } } } };
    const rows = await db.relationship.findMany({
      // Its words stand in a source of its own case: the case's index finds them.
      where: { investigationId, deletedAt: null, ...inWords },
      include: relationshipShown,
      orderBy: { id: 'desc' },
      take: MOST,
    });
    return { items: await relationshipLines(db, viewer, rows) };
  },
});
