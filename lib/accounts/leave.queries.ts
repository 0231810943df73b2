import { z } from 'zod';
import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import { personalExport } from './leave.schema.ts';

/** Where a person's own words and traces are, and by which column they are theirs. Secrets are left out by name. */
const OWN: readonly (readonly [table: string, column: string, fields: string])[] = [
  ['Session', 'userId', 'id, "userAgent", method, "createdAt", "lastSeenAt", "revokedAt"'],
  ['ApiToken', 'userId', 'id, name, scopes, "createdAt", "expiresAt", "lastUsedAt", "revokedAt"'],
  ['Passkey', 'userId', 'id, name, "createdAt", "lastUsedAt"'],
  ['ExternalIdentity', 'userId', 'issuer, subject, "createdAt"'],
  ['Membership', 'userId', '"investigationId", role, "createdAt"'],
  ['Source', 'createdById', 'id, "investigationId", title, url, "createdAt"'],
  ['Annotation', 'authorId', 'id, "investigationId", "sourceId", kind, text, "createdAt", "deletedAt"'],
  ['Reply', 'authorId', 'id, "annotationId", text, "createdAt", "deletedAt"'],
  ['Claim', 'createdById', 'id, "investigationId", statement, "createdAt"'],
  ['Evidence', 'addedById', 'id, "claimId", stance, quote, note, url, "createdAt"'],
  ['Proposal', 'proposedById', 'id, "claimId", rating, rationale, at'],
  ['Review', 'reviewerId', 'id, "proposalId", rating, rationale, at'],
  ['Flag', 'raisedById', 'id, "subjectType", "subjectId", reason, note, "createdAt", outcome'],
  ['Notice', 'userId', 'kind, text, "createdAt", "readAt"'],
  ['Event', 'actorId', '"streamId", seq, type, at, "subjectType", "subjectId"'],
];
const MOST = 20_000;

/** One's own data, to take along (GDPR, article 15 and 20). */
export const exportOwn = query({
  name: 'me.export',
  input: z.object({}),
  output: personalExport,
  allow: () => on.workspace('me.read'),
  run: async ({ db, viewer }) => {
    const account = await db.user.findUniqueOrThrow({
      where: { id: viewer.id },
      select: { id: true, email: true, name: true, role: true, state: true, createdAt: true },
    });
    const tables: Record<string, Record<string, unknown>[]> = {};
    for (const [table, column, fields] of OWN) {
      // Names from the list above, never from a request.
      const rows = await db.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
        `SELECT to_jsonb(t) AS row FROM (SELECT ${fields} FROM "${table}" WHERE "${column}" = $1::uuid LIMIT ${MOST}) t`,
        viewer.id,
      );
      tables[table] = rows.map(({ row }) => row);
    }
    return {
      exportedAt: new Date().toISOString(),
      account: { ...account, createdAt: account.createdAt.toISOString() },
      tables,
    };
  },
});
