import { isPublic, knowsEntity } from '../entities/home.ts';
import type { Viewer } from '../entities/visibility.ts';
import { readableCase, requireVisibleEntity } from '../entities/visibility.ts';
import { on, owesSecondFactor } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import type { AccountRole, CaseRole, Permission } from '../platform/permissions.rules.ts';
import { caseRoles } from '../platform/permissions.rules.ts';
import type { ActorFacts, Facts } from '../platform/policy.rules.ts';
import { decide } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import type { SubjectType } from './rules.ts';
import { actsOf } from './rules.ts';
import type { VisibilityView } from './schema.ts';
import { visibilityRef, visibilityView } from './schema.ts';

const READ: Permission = 'investigation.read';

/**
 * Who sees a thing, and what each may do with it: the table of permissions, asked for one person after the other (ACC-1).
 * Tells nobody of a case that they may not read: of an entity it names only cases that the caller reads.
 */
export const whoSees = query({
  name: 'visibility.get',
  input: visibilityRef,
  output: visibilityView,
  allow: ({ type, id }) => (type === 'entity' ? on.workspace('entity.read') : on[type](READ, id)),
  run: async ({ db, viewer, facts }, { type, id }): Promise<VisibilityView> => {
    const { investigationId } = facts;
    if (type === 'entity' || !investigationId) return entityReach(db, viewer, id);
    const { confidential } = await db.investigation.findUniqueOrThrow({
      where: { id: investigationId },
      select: { confidential: true },
    });
    const people = (await onlookersOf(db, investigationId)).flatMap((one) => shownTo(one, type, confidential, facts));
    return {
      ...{ type, people, cases: [] },
      reach: facts.onlyFor ? 'author' : confidential ? 'members' : 'case',
      publicPath: type === 'claim' ? await publicPath(db, id) : null,
    };
  },
});

interface Onlooker {
  readonly id: string;
  readonly name: string;
  readonly account: AccountRole;
  readonly state: ActorFacts['state'];
  /** As a moderator or admin without the second factor that the workspace asks for: no more than a member. */
  readonly owes: boolean;
  readonly role: CaseRole | null;
  readonly until: Date | null;
}

/** Members, whoever looks in by break-glass, and moderators and admins: whether they see anything the table says. */
const onlookersOf = (db: Reader, investigationId: string): Promise<Onlooker[]> => db.$queryRaw<Onlooker[]>`
  SELECT u.id, u.name, u.role::text AS account, u.state::text AS state, ${owesSecondFactor} AS owes,
    m.role::text AS role, g.until
  FROM "User" u
  LEFT JOIN "Membership" m ON m."userId" = u.id AND m."investigationId" = ${investigationId}::uuid
  LEFT JOIN LATERAL (
    SELECT max("expiresAt") AS until FROM "AccessGrant"
    WHERE "userId" = u.id AND "investigationId" = ${investigationId}::uuid AND "endedAt" IS NULL AND "expiresAt" > now()
  ) g ON true
  WHERE u.id <> ${SYSTEM_USER}::uuid AND u.state = 'active'
    AND (m.role IS NOT NULL OR g.until IS NOT NULL OR u.role <> 'member')
  ORDER BY array_position(${[...caseRoles].reverse()}::text[], m.role::text), u.name, u.id`;

function shownTo(one: Onlooker, type: SubjectType, confidential: boolean, subject: Facts) {
  const { id, name, account, role, until } = one;
  const actor: ActorFacts = { id, state: one.state, role: one.owes ? 'member' : account };
  const facts: Facts = {
    ...{ authorId: subject.authorId, onlyFor: subject.onlyFor },
    case: { confidential, role: role ?? (until ? 'viewer' : null) },
  };
  const may = (permission: Permission) => decide(permission, actor, facts) === 'allowed';
  if (!may(READ)) return [];
  const looksIn = role === null && until !== null && confidential;
  const why: VisibilityView['people'][number]['why'] = subject.onlyFor
    ? 'author'
    : role
      ? 'member'
      : looksIn
        ? 'break_glass'
        : 'moderator';
  return [
    {
      ...{ id, name, account, role, why },
      until: looksIn ? until.toISOString() : null,
      may: actsOf[type].filter(may),
    },
  ];
}

async function publicPath(db: Reader, claimId: string): Promise<string | null> {
  const published = await db.publication.count({ where: { claimId, endedAt: null } });
  return published > 0 ? `/fact-checks/${claimId}` : null;
}

async function entityReach(db: Reader, viewer: Viewer, wanted: string): Promise<VisibilityView> {
  const { id } = await requireVisibleEntity(db, viewer, wanted);
  const cases = await db.$queryRaw<VisibilityView['cases']>`
    SELECT i.id, i.title, i.confidential,
      (SELECT count(*)::int FROM "Membership" p WHERE p."investigationId" = i.id) AS people
    FROM "Investigation" i WHERE ${readableCase(viewer)} AND ${knowsEntity(id)}
    ORDER BY i.id DESC`;
  const reach = (await isPublic(db, id)) ? 'newsroom' : 'cases';
  return { type: 'entity', reach, publicPath: null, people: [], cases };
}
