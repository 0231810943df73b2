import { claimLine, claimShown } from '../entities/lines.ts';
import { edgeOf, supportOf } from '../entities/rules.ts';
import type { Viewer } from '../entities/visibility.ts';
import { readableCase } from '../entities/visibility.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import type { Narrow, NetworkEdge } from './schema.ts';

/** Relationships r in cases i that the viewer may read: nothing of a network is computed from any others (ENT-7). */
export const readableLinks = (viewer: Viewer): Prisma.Sql => Prisma.sql`
  "Relationship" r JOIN "Investigation" i ON i.id = r."investigationId" AND r."deletedAt" IS NULL AND ${readableCase(viewer)}`;

/** Partial dates compare as text: an end counts to the last day that it may mean. */
export const narrowed = ({ schema, since, until }: Narrow): Prisma.Sql => Prisma.sql`
  ${schema ? Prisma.sql`AND r.schema = ${schema}` : Prisma.empty}
  ${since ? Prisma.sql`AND (r."endDate" IS NULL OR rpad(rtrim(r."endDate", '~'), 10, '~') >= ${since} COLLATE "C")` : Prisma.empty}
  ${until ? Prisma.sql`AND (r."startDate" IS NULL OR r."startDate" <= ${until.padEnd(10, '~')} COLLATE "C")` : Prisma.empty}`;

/** The lines of these relationships, in the order of ids, so that a drawing of them is steady. */
export async function edgesOf(db: Reader, ids: readonly string[]): Promise<NetworkEdge[]> {
  const rows = await db.relationship.findMany({
    where: { id: { in: [...ids] } },
    include: { claims: { select: { claim: { select: claimShown } }, orderBy: { claimId: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => {
    const claims = row.claims.map(({ claim }) => claimLine(claim));
    const edge = edgeOf(row.schema);
    return {
      id: row.id,
      investigationId: row.investigationId,
      schema: row.schema,
      words: edge?.words ?? 'linked to',
      directed: edge?.directed ?? false,
      fromId: row.fromId,
      toId: row.toId,
      role: row.role,
      startDate: row.startDate,
      endDate: row.endDate,
      support: supportOf(claims),
      ratings: [...new Set(claims.flatMap(({ rating }) => rating ?? []))],
    };
  });
}
