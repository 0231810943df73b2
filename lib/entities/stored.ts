import { z } from 'zod';
import { readableBy } from '../investigations/queries.ts';
import type { Reader } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import type { StoredProperties } from './rules.ts';

const storedProperties = z.record(
  z.string(),
  z.array(
    z.object({
      value: z.string(),
      origin: z.enum(['person', 'annotation', 'import']),
      annotationId: z.string().optional(),
      byId: z.string(),
      at: z.string(),
    }),
  ),
);

/** The properties column as it was written. */
export const readProperties = (stored: unknown): StoredProperties => storedProperties.parse(stored ?? {});

/** Which of these marks the viewer may read, with their sources: a value known from another one is not shown (ENT-7). */
export async function readableAnnotations(
  tx: Reader,
  viewer: Pick<ActorFacts, 'id' | 'role'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.annotation.findMany({
    where: {
      id: { in: [...new Set(ids)] },
      OR: [{ visibility: 'case' }, { authorId: viewer.id }],
      source: { investigation: readableBy(viewer) },
    },
    select: { id: true, sourceId: true },
  });
  return new Map(rows.map((row) => [row.id, row.sourceId]));
}
