import { readableBy } from '../../investigations/queries.ts';
import { on } from '../../platform/access.ts';
import { Prisma } from '../../platform/db.ts';
import { query } from '../../platform/query.ts';
import { whatDiffers } from './differs.rules.ts';
import { isUnderVerdict } from '../rules.ts';
import { similarInput, similarView } from './similar.schema.ts';

const ENOUGH = 0.3;
/** A search is a part of a statement: its own three-letter groups are looked for in it. */
const ENOUGH_OF_A_PART = 0.55;

/**
 * "Has this been checked?" (CLM-14): claims whose words are like these, across the cases that the person may read, with
 * what differs. Merged and set-aside ones are found under their own words, and say where they went. The cases are a
 * condition of the search, not a sieve over its answer: a hidden claim takes no place from another.
 */
export const similarClaims = query({
  name: 'claim.similar',
  input: similarInput,
  output: similarView,
  allow: () => on.workspace('investigation.list'),
  run: async ({ db, viewer }, { q, investigationId, except, earlierVerdicts, limit }) => {
    const fromSearch = earlierVerdicts === 'true';
    const likeness = fromSearch
      ? Prisma.sql`word_similarity(redthread_fold(${q}), c.folded)`
      : Prisma.sql`similarity(c.folded, redthread_fold(${q}))`;
    const isLike = fromSearch
      ? Prisma.sql`redthread_fold(${q}) <% c.folded AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."claimId" = c.id)`
      : Prisma.sql`c.folded % redthread_fold(${q})`;
    const cases = await db.investigation.findMany({ where: readableBy(viewer), select: { id: true, title: true } });
    const ids = cases.map((one) => one.id);
    // The operator, not the function, so that the index is used; its threshold holds for this transaction alone.
    const found = await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(ENOUGH)}, true),
        set_config('pg_trgm.word_similarity_threshold', ${String(ENOUGH_OF_A_PART)}, true)`;
      return tx.$queryRaw<{ id: string; likeness: number }[]>`
        SELECT c.id, ${likeness} AS likeness FROM "Claim" c
        WHERE ${isLike} AND c."investigationId" = ANY (${ids}::uuid[])
          AND c.id IS DISTINCT FROM ${except ?? null}::uuid
        ORDER BY likeness DESC, c.id DESC LIMIT ${limit}`;
    });
    const rows = await db.claim.findMany({
      where: { id: { in: found.map((one) => one.id) } },
      include: {
        decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 },
        mergedInto: { select: { id: true, number: true, statement: true } },
      },
    });
    const items = found.flatMap(({ id, likeness }) => {
      const row = rows.find((one) => one.id === id);
      const home = row && cases.find((one) => one.id === row.investigationId);
      if (!row || !home) return [];
      const [decision] = row.decisions;
      const stands = isUnderVerdict(row.state);
      const { onlyHere, onlyThere, number, denial } = whatDiffers(q, row.statement);
      return [
        {
          id,
          number: row.number,
          statement: row.statement,
          state: row.state,
          rating: stands || fromSearch ? (decision?.rating ?? null) : null,
          stands,
          decidedAt: stands || fromSearch ? (decision?.at.toISOString() ?? null) : null,
          likeness: Math.round(likeness * 100) / 100,
          investigation: home,
          sameCase: row.investigationId === investigationId,
          mergedInto: row.mergedInto,
          differs: { onlyHere: [...onlyHere], onlyThere: [...onlyThere], number, denial },
        },
      ];
    });
    return { items };
  },
});
