import { z } from 'zod';
import { readableBy } from '../../investigations/queries.ts';
import { dataAsShown } from '../../investigations/trail.ts';
import { on } from '../../platform/access.ts';
import type { Reader } from '../../platform/db.ts';
import { query } from '../../platform/query.ts';
import { isShown } from '../verdict/blind.ts';
import { outcomesView } from './outcome.schema.ts';
import { named, namesOf } from '../view.ts';

type Outcome = z.infer<typeof outcomesView>['items'][number];
type Found = Omit<Outcome, 'actor' | 'claim' | 'investigation'> & {
  readonly actorId: string;
  readonly claimId: string | null;
};

const DAYS = 90;
const MOST = 200;

/**
 * What became of my work (CLM-13): what others changed in my statements, proposals, reviews, rationales and marks, side by
 * side, with the reason they gave. Only of cases that one may still read.
 */
export const myOutcomes = query({
  name: 'claim.outcomes',
  input: z.object({}),
  output: outcomesView,
  allow: () => on.workspace('investigation.list'),
  run: async ({ db, viewer }) => {
    const since = new Date(Date.now() - DAYS * 86_400_000);
    const cases = await db.investigation.findMany({ where: readableBy(viewer), select: { id: true, title: true } });
    const ids = cases.map((one) => one.id);
    const found = [
      ...(await statements(db, viewer.id, ids, since)),
      ...(await verdicts(db, viewer.id, ids, since)),
      ...(await rationales(db, viewer.id, ids, since)),
      ...(await marks(db, viewer.id, ids, since)),
    ]
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, MOST);
    const claims = await db.claim.findMany({
      where: { id: { in: found.flatMap((one) => one.claimId ?? []) } },
      select: { id: true, number: true, statement: true, investigationId: true },
    });
    const names = await namesOf(
      db,
      found.map((one) => one.actorId),
    );
    return {
      items: found.map(({ actorId, claimId, ...one }) => {
        const claim = claims.find((row) => row.id === claimId);
        const home = cases.find((row) => row.id === claim?.investigationId);
        return {
          ...one,
          actor: named(names, actorId),
          claim: claim ? { id: claim.id, number: claim.number, statement: claim.statement } : null,
          investigation: home ?? null,
        };
      }),
    };
  },
});

const updated = z.object({
  statement: z.string(),
  reason: z.string().optional(),
  before: z.object({ statement: z.string() }),
});
const moved = z.object({ move: z.string(), to: z.string(), reason: z.string().optional() });
const merged = z.object({ statement: z.string(), into: z.string(), reason: z.string().optional() });

/** Claims that I made: reworded, sent back, set aside or merged by somebody else. */
async function statements(db: Reader, me: string, cases: string[], since: Date): Promise<Found[]> {
  const mine = await db.claim.findMany({
    where: {
      investigationId: { in: cases },
      OR: [{ createdById: me }, { assigneeId: me }, { proposals: { some: { proposedById: me } } }],
    },
    select: { id: true },
  });
  const rows = await db.event.findMany({
    where: {
      streamId: { in: cases },
      subjectId: { in: mine.map((claim) => claim.id) },
      type: { in: ['claim.updated', 'claim.moved', 'claim.merged'] },
      actorId: { not: me },
      visibleTo: null,
      at: { gte: since },
    },
    orderBy: { at: 'desc' },
    take: MOST,
  });
  const shown = await dataAsShown(db, rows);
  return rows.flatMap((row): Found[] => {
    const base = { id: row.id, at: row.at.toISOString(), actorId: row.actorId, claimId: row.subjectId };
    if (row.type === 'claim.updated') {
      const data = updated.safeParse(shown(row));
      if (!data.success || data.data.statement === data.data.before.statement) return [];
      return [
        {
          ...base,
          kind: 'reworded',
          before: data.data.before.statement,
          after: data.data.statement,
          reason: data.data.reason ?? null,
        },
      ];
    }
    if (row.type === 'claim.merged') {
      const data = merged.safeParse(shown(row));
      return data.success
        ? [
            {
              ...base,
              kind: 'merged',
              before: data.data.statement,
              after: data.data.into,
              reason: data.data.reason ?? null,
            },
          ]
        : [];
    }
    const data = moved.safeParse(shown(row));
    if (!data.success) return [];
    const { move, reason } = data.data;
    const kind =
      move === 'set_aside'
        ? 'set_aside'
        : move === 'reopened'
          ? 'reopened'
          : move === 'checking' && reason
            ? 'sent_back'
            : null;
    return kind ? [{ ...base, kind, before: null, after: null, reason: reason ?? null }] : [];
  });
}

/** What I proposed or rated, and what was signed. */
async function verdicts(db: Reader, me: string, cases: string[], since: Date): Promise<Found[]> {
  const rows = await db.decision.findMany({
    where: {
      claim: { investigationId: { in: cases } },
      at: { gte: since },
      signedOffById: { not: me },
      proposal: { AND: [isShown, { OR: [{ proposedById: me }, { reviews: { some: { reviewerId: me } } }] }] },
    },
    orderBy: { at: 'desc' },
    take: MOST,
    include: { proposal: { include: { reviews: { where: { reviewerId: me } } } } },
  });
  return rows.map((row) => {
    const mine = row.proposal.proposedById === me ? row.proposal.rating : (row.proposal.reviews[0]?.rating ?? null);
    return {
      id: row.id,
      at: row.at.toISOString(),
      actorId: row.signedOffById,
      claimId: row.claimId,
      kind: mine === row.rating ? ('confirmed' as const) : ('decided_otherwise' as const),
      before: mine,
      after: row.rating,
      reason: row.reason,
    };
  });
}

/** A rationale that I wrote in, as it was proposed, and as somebody else proposed it next. */
async function rationales(db: Reader, me: string, cases: string[], since: Date): Promise<Found[]> {
  const rows = await db.proposal.findMany({
    where: { claim: { investigationId: { in: cases }, proposals: { some: { rationaleAuthorIds: { has: me } } } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { id: true, claimId: true, rationale: true, rationaleAuthorIds: true, proposedById: true, at: true },
  });
  return rows.flatMap((row, index): Found[] => {
    const before = rows.slice(0, index).findLast((one) => one.claimId === row.claimId);
    if (!before?.rationaleAuthorIds.includes(me)) return [];
    if (row.at < since || row.proposedById === me || before.rationale === row.rationale) return [];
    return [
      {
        id: row.id,
        at: row.at.toISOString(),
        actorId: row.proposedById,
        claimId: row.claimId,
        kind: 'rationale',
        before: before.rationale,
        after: row.rationale,
        reason: null,
      },
    ];
  });
}

const changes = z.object({
  changes: z.record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() })),
});

/** My marks that somebody else changed, resolved or took away. */
async function marks(db: Reader, me: string, cases: string[], since: Date): Promise<Found[]> {
  const mine = await db.annotation.findMany({
    where: { investigationId: { in: cases }, authorId: me, updatedAt: { gte: since } },
    select: { id: true, claimId: true },
    take: 2000,
  });
  const rows = await db.event.findMany({
    where: {
      streamId: { in: cases },
      subjectId: { in: mine.map((mark) => mark.id) },
      type: { in: ['annotation.updated', 'annotation.deleted', 'annotation.resolved'] },
      actorId: { not: me },
      OR: [{ visibleTo: null }, { visibleTo: me }],
      at: { gte: since },
    },
    orderBy: { at: 'desc' },
    take: MOST,
  });
  const shown = await dataAsShown(db, rows);
  return rows.flatMap((row): Found[] => {
    const data = changes.safeParse(shown(row));
    const [change] = data.success ? Object.values(data.data.changes) : [];
    return [
      {
        id: row.id,
        at: row.at.toISOString(),
        actorId: row.actorId,
        claimId: mine.find((mark) => mark.id === row.subjectId)?.claimId ?? null,
        kind:
          row.type === 'annotation.deleted'
            ? 'mark_deleted'
            : row.type === 'annotation.resolved'
              ? 'mark_resolved'
              : 'mark_changed',
        before: change?.before ?? null,
        after: change?.after ?? null,
        reason: null,
      },
    ];
  });
}
