import type { Reader } from './db.ts';
import { Prisma } from './db.ts';
import { refuse } from './errors.ts';
import { SYSTEM_USER } from './ids.ts';
import type { Permission } from './permissions.rules.ts';
import type { ActorFacts, CaseFacts, Facts } from './policy.rules.ts';
import { ruleOf } from './permissions.rules.ts';
import { atLeastAccount, decide } from './policy.rules.ts';

/** Who asks: established by a session cookie, a bearer token or the process itself, never by what a request says. */
export interface Caller {
  readonly userId: string;
  /** The session row that must still stand when the transaction runs. */
  readonly sessionId?: string | undefined;
  readonly tokenId?: string | undefined;
  /** An API token's scopes; absent: everything the person may do. */
  readonly scopes?: readonly string[] | undefined;
}

export interface Actor extends ActorFacts {
  readonly name: string;
  readonly email: string;
  /** Moderators and admins who still lack the second factor that the workspace asks of them act as members until then. */
  readonly owesSecondFactor: boolean;
  /** The session has shown lately that its owner sits there. */
  readonly proved: boolean;
}

/** Where a thing stands: in which case, whose, and who alone may see it. */
export interface Place {
  readonly investigationId: string | null;
  readonly authorId?: string | undefined;
  readonly personId?: string | undefined;
  readonly onlyFor?: string | null | undefined;
}

/** What a command or query asks of the permission table, and how it finds the facts. */
export interface Allow {
  readonly permission: Permission;
  /** null: there is no such thing. */
  readonly locate: (tx: Reader) => Promise<Place | null>;
}

const at = (permission: Permission, find: (tx: Reader) => Promise<Place | null>): Allow => ({
  permission,
  locate: find,
});

/** `on.source('annotation.create', input.sourceId)`: the permission, asked in the case where that source is. */
export const on = {
  workspace: (permission: Permission): Allow => ({
    permission,
    locate: () => Promise.resolve({ investigationId: null }),
  }),

  person: (permission: Permission, personId: string): Allow => ({
    permission,
    locate: () => Promise.resolve({ investigationId: null, personId }),
  }),

  /** Long work is about the person who asked for it. */
  job: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.job.findUnique({ where: { id }, select: { createdById: true } });
      return row && { investigationId: null, personId: row.createdById };
    }),

  investigation: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.investigation.findUnique({ where: { id }, select: { createdById: true } });
      return row && { investigationId: id, authorId: row.createdById };
    }),

  member: (permission: Permission, { investigationId, userId }: { investigationId: string; userId: string }): Allow =>
    at(permission, async (tx) => {
      const row = await tx.investigation.findUnique({ where: { id: investigationId }, select: { id: true } });
      return row && { investigationId, personId: userId };
    }),

  source: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.source.findUnique({ where: { id }, select: { investigationId: true, createdById: true } });
      return row && { investigationId: row.investigationId, authorId: row.createdById };
    }),

  annotation: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.annotation.findUnique({
        where: { id },
        select: { investigationId: true, authorId: true, visibility: true },
      });
      return row && { investigationId: row.investigationId, authorId: row.authorId, onlyFor: onlyFor(row) };
    }),

  reply: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.reply.findUnique({
        where: { id },
        select: { authorId: true, annotation: { select: { investigationId: true, authorId: true, visibility: true } } },
      });
      return (
        row && {
          investigationId: row.annotation.investigationId,
          authorId: row.authorId,
          onlyFor: onlyFor(row.annotation),
        }
      );
    }),

  claim: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.claim.findUnique({ where: { id }, select: { investigationId: true, createdById: true } });
      return row && { investigationId: row.investigationId, authorId: row.createdById };
    }),

  evidence: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.evidence.findUnique({
        where: { id },
        select: { addedById: true, claim: { select: { investigationId: true } } },
      });
      return row && { investigationId: row.claim.investigationId, authorId: row.addedById };
    }),

  dossier: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.dossier.findUnique({
        where: { id },
        select: { madeById: true, claim: { select: { investigationId: true } } },
      });
      return row && { investigationId: row.claim.investigationId, authorId: row.madeById };
    }),

  story: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.story.findUnique({ where: { id }, select: { investigationId: true, createdById: true } });
      return row && { investigationId: row.investigationId, authorId: row.createdById };
    }),

  relationship: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.relationship.findUnique({
        where: { id },
        select: { investigationId: true, createdById: true },
      });
      return row && { investigationId: row.investigationId, authorId: row.createdById };
    }),

  flag: (permission: Permission, id: string): Allow =>
    at(permission, (tx) => tx.flag.findUnique({ where: { id }, select: { investigationId: true, authorId: true } })),

  redaction: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.redaction.findUnique({ where: { id }, select: { investigationId: true, askedById: true } });
      return row && { investigationId: row.investigationId, authorId: row.askedById };
    }),

  savedView: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.savedView.findUnique({ where: { id } });
      return (
        row && {
          investigationId: row.investigationId,
          authorId: row.ownerId,
          onlyFor: row.shared ? null : row.ownerId,
        }
      );
    }),

  webhook: (permission: Permission, id: string): Allow =>
    at(permission, (tx) => tx.webhook.findUnique({ where: { id }, select: { investigationId: true } })),

  webhookDelivery: (permission: Permission, id: string): Allow =>
    at(permission, async (tx) => {
      const row = await tx.webhookDelivery.findUnique({
        where: { id },
        select: { webhook: { select: { investigationId: true } } },
      });
      return row && { investigationId: row.webhook.investigationId };
    }),

  liveDocument: (permission: Permission, id: string): Allow =>
    at(permission, (tx) => tx.liveDocument.findUnique({ where: { id }, select: { investigationId: true } })),
} as const;

/** A private mark is its author's alone (ANN-7). */
const onlyFor = (mark: { authorId: string; visibility: string }): string | null =>
  mark.visibility === 'private' ? mark.authorId : null;

interface ActorRow extends Actor {
  readonly sessionStands: boolean;
}

/** Of "User" u: a moderator or admin without the second factor that the workspace asks for, who acts as a member until then. */
export const owesSecondFactor = Prisma.sql`(u.role <> 'member' AND u.id <> ${SYSTEM_USER}::uuid
  AND EXISTS (SELECT 1 FROM "WorkspaceSetting" w WHERE w.key = 'secondFactor' AND w.value = '"moderators"'::jsonb)
  AND NOT EXISTS (SELECT 1 FROM "SecondFactor" f WHERE f."userId" = u.id AND f."confirmedAt" IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM "Passkey" p WHERE p."userId" = u.id))`;

/**
 * The actor as the database knows them now. Inside a command the row is read FOR SHARE: a suspension (an UPDATE of that
 * row) waits for the command or the command sees it, and nothing slips between (ACC-3).
 */
export async function loadActor(tx: Reader, caller: Caller, lock: boolean): Promise<Actor> {
  const sessionId = caller.sessionId ?? null;
  const tokenId = caller.tokenId ?? null;
  const rows = await tx.$queryRaw<ActorRow[]>`
    SELECT u.id, u.name, u.email, u.role::text AS role, u.state::text AS state,
      ${owesSecondFactor} AS "owesSecondFactor",
      (${sessionId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM "Session" s WHERE s.id = ${sessionId}::uuid
          AND (s.method = 'demo' OR s."provedAt" > now() - make_interval(mins => ${PROOF_MINUTES}::int)))) AS proved,
      (${sessionId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM "Session" s
        WHERE s.id = ${sessionId}::uuid AND s."userId" = u.id AND s."revokedAt" IS NULL AND s."expiresAt" > now()))
      AND (${tokenId}::uuid IS NULL OR EXISTS (
        SELECT 1 FROM "ApiToken" t
        WHERE t.id = ${tokenId}::uuid AND t."userId" = u.id AND t."revokedAt" IS NULL
          AND (t."expiresAt" IS NULL OR t."expiresAt" > now()))) AS "sessionStands"
    FROM "User" u WHERE u.id = ${caller.userId}::uuid ${shareLock(lock)}`;
  const [row] = rows;
  if (!row?.sessionStands) refuse('signed_out');
  // Only this process itself can be this caller: no session, token or request names it.
  if (row.id === SYSTEM_USER) return { ...row, state: 'active' };
  return row.owesSecondFactor ? { ...row, role: 'member' } : row;
}

/** How long a password, code or passkey counts as just given. */
const PROOF_MINUTES = 15;

const shareLock = (lock: boolean): Prisma.Sql => (lock ? Prisma.sql`FOR SHARE` : Prisma.empty);

/** How the actor stands in a case; with `lock`, a change of that membership waits too. */
export async function loadCase(
  tx: Reader,
  investigationId: string,
  userId: string,
  lock: boolean,
): Promise<CaseFacts | null> {
  const investigation = await tx.investigation.findUnique({
    where: { id: investigationId },
    select: { confidential: true },
  });
  if (!investigation) return null;
  const rows = await tx.$queryRaw<{ role: CaseFacts['role'] }[]>`
    SELECT role::text AS role FROM "Membership"
    WHERE "investigationId" = ${investigationId}::uuid AND "userId" = ${userId}::uuid ${shareLock(lock)}`;
  const role = rows[0]?.role ?? null;
  if (role || !investigation.confidential) return { confidential: investigation.confidential, role };
  // Break-glass: an admin who said why, for as long as was said.
  const grant = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "AccessGrant" WHERE "investigationId" = ${investigationId}::uuid AND "userId" = ${userId}::uuid
      AND "endedAt" IS NULL AND "expiresAt" > now() LIMIT 1`;
  return { confidential: true, role: grant.length > 0 ? 'viewer' : null };
}

/** Asks the permission table; returns the facts when allowed, refuses otherwise. */
export async function authorise(
  tx: Reader,
  caller: Caller,
  actor: Actor,
  allow: Allow,
  lock: boolean,
): Promise<Facts & Place> {
  admit(caller, actor, allow.permission);
  const place = await allow.locate(tx);
  if (!place) refuse(atLeastAccount(actor.role, ruleOf(allow.permission).account) ? 'not_found' : 'forbidden');
  const facts: Facts & Place = {
    ...place,
    case: place.investigationId ? await loadCase(tx, place.investigationId, actor.id, lock) : null,
  };
  judge(actor, allow.permission, facts);
  return facts;
}

/** What can be said before anything is known of the thing itself. */
export function admit(caller: Caller, actor: Actor, permission: Permission): void {
  if (caller.scopes && !caller.scopes.includes(ruleOf(permission).scope)) refuse('scope_missing');
  if (actor.state !== 'active') refuse('suspended');
}

/** The permission table's answer about facts that are at hand; refuses unless it is yes. */
export function judge(actor: Actor, permission: Permission, facts: Facts): void {
  const verdict = decide(permission, actor, facts);
  if (verdict === 'allowed') {
    if (ruleOf(permission).fresh && !actor.proved) refuse('reauthenticate');
    return;
  }
  if (verdict === 'forbidden')
    refuse('forbidden', `Your role here does not include this: ${ruleOf(permission).words}.`);
  refuse(verdict);
}
