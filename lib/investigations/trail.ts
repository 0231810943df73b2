import { z } from 'zod';
import type { Prisma, Reader } from '../platform/db.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import type { EventView } from './schema.ts';

const storedData = z.record(z.string(), z.unknown());

/** What remains of a line about a hidden text: where it stood, and that it was hidden and why. Never a word of it. */
const KEPT = new Set(['annotationId', 'sourceId', 'hidden', 'reason']);

/**
 * What lines of the trail say to a reader. The trail itself is never rewritten (CORE-4), so what moderation has hidden since
 * (ACC-4) is left out here, at every reading: the words of the text itself and, with a mark, those of its replies.
 */
export async function dataAsShown(
  db: Reader,
  rows: readonly Prisma.EventModel[],
): Promise<(row: Prisma.EventModel) => Record<string, unknown>> {
  const aboutOf = (row: Prisma.EventModel) => {
    const { annotationId } = storedData.parse(row.data);
    return typeof annotationId === 'string' ? [row.subjectId, annotationId] : [row.subjectId];
  };
  const hidden = new Set(
    (
      await db.hiddenText.findMany({
        where: { subjectId: { in: [...new Set(rows.flatMap(aboutOf))] } },
        select: { subjectId: true },
      })
    ).map((row) => row.subjectId),
  );
  return (row) => {
    const data = storedData.parse(row.data);
    if (!aboutOf(row).some((id) => hidden.has(id))) return data;
    return Object.fromEntries(Object.entries(data).filter(([key]) => KEPT.has(key)));
  };
}

/**
 * Lines of the trail as a viewer may see them: what is for one person alone (a private mark, a blind review) keeps its
 * number and loses its content, so that the numbering has no gaps for anybody. Who did it, and at what hour, would say too
 * much about a blind review (CLM-6).
 */
export async function eventsAsSeen(
  db: Reader,
  rows: readonly Prisma.EventModel[],
): Promise<(viewerId: string, row: Prisma.EventModel) => EventView> {
  const shown = await dataAsShown(db, rows);
  return (viewerId, row) => {
    const masked = row.visibleTo !== null && row.visibleTo !== viewerId;
    return {
      seq: row.seq,
      type: masked ? 'private' : row.type,
      actorId: masked ? SYSTEM_USER : row.actorId,
      at: masked ? `${row.at.toISOString().slice(0, 10)}T00:00:00.000Z` : row.at.toISOString(),
      subject: masked ? { type: 'private', id: row.id } : { type: row.subjectType, id: row.subjectId },
      data: masked ? {} : shown(row),
    };
  };
}
