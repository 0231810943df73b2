import { z } from 'zod';
import { on } from '../../platform/access.ts';
import { uuid } from '../../platform/ids.ts';
import { query } from '../../platform/query.ts';
import { inOrder, takes } from './rules.ts';
import { isRatingUsed } from '../scale/rating-use.ts';
import type { RatingView } from '../scale/schema.ts';
import { deskInput, deskView, filterView } from './schema.ts';
import { ratingView } from '../scale/schema.ts';
import { ratingTones } from '../rules.ts';
import { summariesOf } from '../summaries.ts';
import { summaryShape } from '../view.ts';

/** More than this and a case is worked through the list, page by page. */
const MOST = 2000;

/** The whole desk of a case in one answer: board and table, their counts and their filters are made from it (CLM-9). */
export const desk = query({
  name: 'claim.desk',
  input: deskInput,
  output: deskView,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, order, ...filter }) => {
    const rows = await db.claim.findMany({
      where: { investigationId },
      orderBy: { number: 'desc' },
      take: MOST,
      include: summaryShape(viewer.id),
    });
    const summaryOf = await summariesOf(db, viewer, rows);
    const claims = rows.map(summaryOf);
    const members = await db.membership.findMany({
      where: { investigationId },
      orderBy: { createdAt: 'asc' },
      include: { user: { select: { name: true } } },
    });
    return {
      items: inOrder(claims, order).filter((claim) => takes(filter, claim, viewer.id)),
      total: claims.length,
      people: members.map(({ userId, role, user }) => ({ id: userId, name: user.name, role })),
    };
  },
});

export const listFilters = query({
  name: 'desk_filter.list',
  input: z.object({ investigationId: uuid }),
  output: z.object({ items: z.array(filterView) }),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId }) => {
    const rows = await db.deskFilter.findMany({
      where: { investigationId, OR: [{ userId: viewer.id }, { shared: true }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return {
      items: rows.map(({ id, name, query: text, shared, userId }) => ({
        id,
        name,
        query: text,
        shared,
        mine: userId === viewer.id,
      })),
    };
  },
});

const labels = z.record(z.string(), z.string());

/** The workspace's rating scale, in its order (CLM-7). */
export const listRatings = query({
  name: 'rating.list',
  input: z.object({}),
  output: z.object({ items: z.array(ratingView) }),
  allow: () => on.workspace('scale.read'),
  run: async ({ db }) => {
    const rows = await db.rating.findMany({ orderBy: [{ position: 'asc' }, { key: 'asc' }] });
    const items: RatingView[] = [];
    for (const row of rows)
      items.push({
        key: row.key,
        labels: labels.parse(row.labels),
        value: row.value,
        tone: z.enum(ratingTones).catch('unsure').parse(row.tone),
        icon: row.icon,
        position: row.position,
        needsConclusion: row.needsConclusion,
        retired: row.retiredAt !== null,
        used: await isRatingUsed(db, row.key),
      });
    return { items };
  },
});
