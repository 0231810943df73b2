/** How the table of permissions is read: whether a person, as they stand to a thing, may do an act. */
import type { AccountRole, CaseRole, Permission, Predicate } from './permissions.rules.ts';
import { accountRoles, caseRoles, ruleOf } from './permissions.rules.ts';

export interface ActorFacts {
  readonly id: string;
  readonly role: AccountRole;
  readonly state: 'active' | 'suspended' | 'closed';
}

/** The case that an act is about, as the actor stands in it. */
export interface CaseFacts {
  readonly confidential: boolean;
  /** The actor's own membership; null when not a member. */
  readonly role: CaseRole | null;
}

export interface Facts {
  readonly case: CaseFacts | null;
  /** Who wrote the subject, where it has one author. */
  readonly authorId?: string | undefined;
  /** The person whom the act is about (a member to remove, an account). */
  readonly personId?: string | undefined;
  /** Set when the subject is one person's private mark. */
  readonly onlyFor?: string | null | undefined;
}

export type Verdict = 'allowed' | 'forbidden' | 'not_found' | 'suspended';

const rank = (list: readonly string[], role: string): number => list.indexOf(role);
export const atLeastAccount = (role: AccountRole, least: AccountRole): boolean =>
  rank(accountRoles, role) >= rank(accountRoles, least);
export const atLeastCase = (role: CaseRole, least: CaseRole): boolean =>
  rank(caseRoles, role) >= rank(caseRoles, least);

/**
 * The role that counts in a case: one's membership; else moderators and admins may look at what is not confidential
 * (ACC-4: a moderator cannot read confidential cases merely by being one); else none.
 */
export function effectiveCaseRole(actor: Pick<ActorFacts, 'role'>, facts: CaseFacts): CaseRole | null {
  if (facts.role) return facts.role;
  return actor.role !== 'member' && !facts.confidential ? 'viewer' : null;
}

/** Whether a role in a case is enough for a permission about it: what pages ask before they offer the act. */
export const mayInCase = (role: CaseRole | null, permission: Permission): boolean =>
  role !== null && atLeastCase(role, ruleOf(permission).case ?? 'viewer');

/** What is not allowed is not found where its existence is secret, otherwise forbidden (ACC-1). */
export function decide(permission: Permission, actor: ActorFacts, facts: Facts): Verdict {
  if (actor.state !== 'active') return 'suspended';
  const rule = ruleOf(permission);
  if (!atLeastAccount(actor.role, rule.account)) return 'forbidden';
  if (facts.onlyFor && facts.onlyFor !== actor.id) return 'not_found';
  let role: CaseRole | null = null;
  if (rule.case) {
    if (!facts.case) return 'not_found';
    role = effectiveCaseRole(actor, facts.case);
    if (!role) return 'not_found';
    if (!atLeastCase(role, rule.case)) return 'forbidden';
  }
  if ((rule.predicate === 'moderatorOrLead' || rule.predicate === 'adminOrLead') && facts.case) {
    role = effectiveCaseRole(actor, facts.case);
    if (!role) return 'not_found';
  }
  return holds(rule.predicate ?? 'anyone', actor, facts, role) ? 'allowed' : 'forbidden';
}

function holds(predicate: Predicate, actor: ActorFacts, facts: Facts, role: CaseRole | null): boolean {
  switch (predicate) {
    case 'anyone':
      return true;
    case 'author':
      return facts.authorId === actor.id;
    case 'another':
      return facts.authorId !== actor.id;
    case 'authorOrLead':
      return facts.authorId === actor.id || role === 'lead';
    case 'self':
      return facts.personId === undefined || facts.personId === actor.id;
    case 'selfOrLead':
      return facts.personId === actor.id || role === 'lead';
    case 'leadIfConfidential':
      return role === 'lead' || facts.case?.confidential !== true;
    case 'adminOrLead':
      return role === 'lead' || actor.role === 'admin';
    case 'moderatorOrLead':
      return role === 'lead' || actor.role !== 'member';
  }
}
