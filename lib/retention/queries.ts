import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { holdRef, holdView } from './schema.ts';

/** Whether the case is under legal hold, since when and why: for everybody who reads it. */
export const getHold = query({
  name: 'case.hold',
  input: holdRef,
  output: holdView,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db }, { investigationId }) => {
    const hold = await db.legalHold.findFirst({ where: { investigationId, liftedAt: null } });
    if (!hold) return { hold: null };
    const by = await db.user.findUnique({ where: { id: hold.setById }, select: { name: true } });
    return {
      hold: {
        reason: hold.reason,
        by: { id: hold.setById, name: by?.name ?? '' },
        at: hold.setAt.toISOString(),
      },
    };
  },
});
