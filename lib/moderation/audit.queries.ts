import { dataAsShown } from '../investigations/trail.ts';
import { on } from '../platform/access.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { toPage } from '../platform/page.ts';
import { query } from '../platform/query.ts';
import { auditInput, auditPage } from './schema.ts';
import { namesOf } from './who.ts';

/**
 * The trail across the workspace and every case that the viewer may read, newest first: by person, by thing, by kind, by
 * time.
 */
export const listAudit = query({
  name: 'audit.list',
  input: auditInput,
  output: auditPage,
  allow: () => on.workspace('account.read'),
  run: async ({ db, viewer }, { type, personId, subjectId, investigationId, from, to, limit, after }) => {
    const cases = await db.investigation.findMany({
      where: { OR: [{ confidential: false }, { members: { some: { userId: viewer.id } } }] },
      select: { id: true, title: true },
    });
    const titles = new Map(cases.map(({ id, title }) => [id, title]));
    const streams = [WORKSPACE_STREAM, ...titles.keys()];
    const rows = await db.event.findMany({
      where: {
        streamId: investigationId ? { in: streams.filter((id) => id === investigationId) } : { in: streams },
        ...(type ? { type: { startsWith: type } } : {}),
        // What is for one person alone is not even a line for others: who acted and when would tell enough (blind reviews).
        AND: [{ OR: [{ visibleTo: null }, { visibleTo: viewer.id }] }],
        ...(personId ? { OR: [{ actorId: personId }, { subjectId: personId }] } : {}),
        ...(subjectId ? { subjectId } : {}),
        ...(from || to
          ? { at: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) } }
          : {}),
        ...(after ? { id: { lt: after } } : {}),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const people = await namesOf(
      db,
      rows.flatMap((row) => [row.actorId, row.subjectType === 'account' ? row.subjectId : null]),
    );
    const shown = await dataAsShown(db, rows);
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => {
        const title = titles.get(row.streamId);
        return {
          id: row.id,
          seq: row.seq,
          type: row.type,
          actor: people(row.actorId),
          at: row.at.toISOString(),
          case: title === undefined ? null : { id: row.streamId, title },
          subject: {
            type: row.subjectType,
            id: row.subjectId,
            name: row.subjectType === 'account' ? people(row.subjectId).name : null,
          },
          data: shown(row),
          hash: row.hash,
        };
      },
    );
  },
});
