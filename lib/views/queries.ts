import { z } from 'zod';
import { standingFor } from '../annotations/queries.ts';
import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import type { CatchUpView } from './schema.ts';
import { catchUpInput, catchUpView, listViewsInput, savedViewPage } from './schema.ts';

export const listViews = query({
  name: 'view.list',
  input: listViewsInput,
  output: savedViewPage,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId }) => {
    const rows = await db.savedView.findMany({
      where: { investigationId, OR: [{ ownerId: viewer.id }, { shared: true }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const items = rows.map(({ id, name, filters, shared, ownerId }) => ({
      id,
      name,
      filters,
      shared,
      mine: ownerId === viewer.id,
    }));
    return { items, next: null };
  },
});

/** Which count of the summary an event adds to. */
const countedAs: Readonly<Record<string, keyof CatchUpView['counts']>> = {
  'annotation.created': 'marks',
  'annotation.shared': 'marks',
  'reply.created': 'replies',
  'claim.created': 'claims',
  'decision.signed': 'verdicts',
  'publication.created': 'verdicts',
  'publication.withdrawn': 'verdicts',
  'source.sealed': 'sources',
  'source.version_added': 'sources',
  'entity.merged': 'merges',
};
const MOST = 2000;
const data = z.object({ annotationId: z.string().nullish(), claimId: z.string().nullish() }).catch({});

/** What others did in a case since one was last here (ANN-14). Oneself is not news to oneself. */
export const catchUp = query({
  name: 'investigation.catch_up',
  input: catchUpInput,
  output: catchUpView,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, sourceId }) => {
    const [visit, stream] = await Promise.all([
      db.caseVisit.findUnique({ where: { userId_investigationId: { userId: viewer.id, investigationId } } }),
      db.eventStream.findUnique({ where: { id: investigationId }, select: { seq: true } }),
    ]);
    const counts = { marks: 0, replies: 0, claims: 0, verdicts: 0, sources: 0, merges: 0 };
    const seq = stream?.seq ?? 0;
    if (!visit) return { since: null, seq, counts, steps: [], claims: [] };
    const events = await db.event.findMany({
      where: {
        streamId: investigationId,
        seq: { gt: visit.seq, lte: seq },
        actorId: { not: viewer.id },
        OR: [{ visibleTo: null }, { visibleTo: viewer.id }],
      },
      orderBy: { seq: 'asc' },
      take: MOST,
    });
    const touched = new Map<string, 'new' | 'reply' | 'changed'>();
    const claimIds = new Set<string>();
    for (const event of events) {
      const about = data.parse(event.data);
      const counted = countedAs[event.type];
      if (counted === 'verdicts') {
        const claimId = about.claimId ?? (event.subjectType === 'claim' ? event.subjectId : null);
        if (claimId) claimIds.add(claimId);
      } else if (counted && counted !== 'marks' && counted !== 'replies') counts[counted] += 1;
      const mark = about.annotationId ?? (event.subjectType === 'annotation' ? event.subjectId : null);
      if (!mark) continue;
      if (counted === 'marks') touched.set(mark, 'new');
      else if (!touched.has(mark)) touched.set(mark, counted === 'replies' ? 'reply' : 'changed');
    }
    // What was deleted since, or taken back, is no news any more.
    const [marks, claims] = await Promise.all([
      db.annotation.findMany({
        where: {
          AND: [
            { id: { in: [...touched.keys()] } },
            { investigationId },
            standingFor(viewer.id),
            sourceId ? { sourceId } : {},
          ],
        },
        select: { id: true, sourceId: true },
      }),
      db.claim.findMany({
        where: { id: { in: [...claimIds] }, investigationId },
        select: { id: true, number: true, statement: true },
        orderBy: { number: 'asc' },
      }),
    ]);
    const places = new Map(marks.map((mark) => [mark.id, mark.sourceId]));
    const steps = [...touched].flatMap(([annotationId, what]) => {
      const at = places.get(annotationId);
      return at ? [{ annotationId, sourceId: at, what }] : [];
    });
    return {
      since: visit.at.toISOString(),
      seq,
      counts: {
        ...counts,
        marks: steps.filter((step) => step.what === 'new').length,
        replies: steps.filter((step) => step.what === 'reply').length,
        verdicts: claims.length,
      },
      steps,
      claims,
    };
  },
});
