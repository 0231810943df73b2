import { z } from 'zod';
import { on } from '../../platform/access.ts';
import { atLeastCase } from '../../platform/policy.rules.ts';
import { query } from '../../platform/query.ts';
import { isHidden } from '../verdict/blind.ts';
import { dayView } from './schema.ts';

type Group = z.infer<typeof dayView>['groups'][number]['key'];

/** My day (CLM-9): everything that waits for this person, across their cases, the most pressing first. */
export const myDay = query({
  name: 'claim.my_day',
  input: z.object({}),
  output: dayView,
  allow: () => on.workspace('investigation.list'),
  run: async ({ db, viewer }) => {
    const memberships = await db.membership.findMany({ where: { userId: viewer.id } });
    const roles = new Map(memberships.map((one) => [one.investigationId, one.role]));
    const rows = await db.claim.findMany({
      where: {
        investigationId: { in: [...roles.keys()] },
        OR: [
          { assigneeId: viewer.id, state: { in: ['new', 'checking'] } },
          { state: 'in_review' },
          { state: 'verified' },
        ],
      },
      orderBy: [{ stateSince: 'asc' }],
      take: 2000,
      include: {
        investigation: { select: { id: true, title: true, confidential: true } },
        proposals: { where: { closedAt: null }, include: { reviews: true } },
        rationale: { select: { seq: true } },
      },
    });
    const now = new Date();
    const groups = new Map<Group, z.infer<typeof dayView>['groups'][number]['claims']>();
    for (const row of rows) {
      const role = roles.get(row.investigationId) ?? 'viewer';
      const key = groupOf(row, viewer.id, atLeastCase(role, 'checker'), atLeastCase(role, 'editor'), now);
      if (!key) continue;
      const list = groups.get(key) ?? [];
      list.push({
        id: row.id,
        number: row.number,
        statement: row.statement,
        state: row.state,
        priority: row.priority,
        dueAt: row.dueAt?.toISOString() ?? null,
        since: row.stateSince.toISOString(),
        investigation: { id: row.investigation.id, title: row.investigation.title },
      });
      groups.set(key, list);
    }
    const order: Group[] = ['overdue', 'decide', 'review', 'propose_again', 'mine', 'publish'];
    return { groups: order.flatMap((key) => (groups.has(key) ? [{ key, claims: groups.get(key) ?? [] }] : [])) };
  },
});

interface Row {
  readonly state: string;
  readonly assigneeId: string | null;
  readonly dueAt: Date | null;
  readonly revision: number;
  readonly rationale: { readonly seq: number };
  readonly investigation: { readonly confidential: boolean };
  readonly proposals: readonly {
    readonly proposedById: string;
    readonly rationaleAuthorIds: readonly string[];
    readonly rating: string;
    readonly revision: number;
    readonly rationaleSeq: number;
    readonly blind: boolean;
    readonly revealedAt: Date | null;
    readonly reviewsNeeded: number;
    readonly reviews: readonly { readonly reviewerId: string; readonly rating: string }[];
  }[];
}

/** Which of the lists, or none. What others have written in a blind review decides nothing here before all is shown. */
function groupOf(row: Row, me: string, checks: boolean, edits: boolean, now: Date): Group | null {
  if (row.state === 'new' || row.state === 'checking') return row.dueAt && row.dueAt < now ? 'overdue' : 'mine';
  if (row.state === 'verified') return edits && !row.investigation.confidential ? 'publish' : null;
  const [proposal] = row.proposals;
  if (!proposal) return null;
  const stale = proposal.revision !== row.revision || proposal.rationaleSeq !== row.rationale.seq;
  if (proposal.proposedById === me) return stale ? 'propose_again' : null;
  if (!checks || stale || proposal.rationaleAuthorIds.includes(me)) return null;
  if (isHidden(proposal)) return proposal.reviews.some((review) => review.reviewerId === me) ? null : 'review';
  const disputed = proposal.reviews.some((review) => review.rating !== proposal.rating);
  if (disputed && proposal.reviews.length >= proposal.reviewsNeeded - 1) return edits ? 'decide' : null;
  return 'review';
}
