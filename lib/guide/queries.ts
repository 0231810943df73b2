import { z } from 'zod';
import { readableBy } from '../investigations/queries.ts';
import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { DEMO_CASE } from './rules.ts';
import { guideView } from './schema.ts';
import { stepsDone } from './steps.ts';

/** How far one is with the guide, and where its acts happen. */
export const getGuide = query({
  name: 'guide.get',
  input: z.object({}),
  output: guideView,
  allow: () => on.workspace('guide.read'),
  run: async ({ db, viewer }) => {
    const [demo, progress] = await Promise.all([
      db.investigation.findFirst({
        where: { AND: [{ id: DEMO_CASE }, readableBy(viewer)] },
        select: {
          id: true,
          sources: { where: { state: 'sealed' }, orderBy: { id: 'asc' }, take: 1, select: { id: true } },
          claims: {
            where: { state: { in: ['verified', 'published'] } },
            orderBy: { number: 'asc' },
            take: 1,
            select: { id: true },
          },
        },
      }),
      db.guideProgress.findUnique({ where: { userId: viewer.id } }),
    ]);
    return {
      demo: demo && {
        investigationId: demo.id,
        sourceId: demo.sources[0]?.id ?? null,
        claimId: demo.claims[0]?.id ?? null,
      },
      done: demo && progress ? [...(await stepsDone(db, progress))] : [],
      closed: Boolean(progress?.closedAt),
    };
  },
});
