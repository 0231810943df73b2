import type { AnnotationView, ReplyView } from '../../lib/annotations/schema.ts';
import type { AccountRole, Permission } from '../../lib/platform/permissions.rules.ts';
import type { CaseFacts } from '../../lib/platform/policy.rules.ts';
import { decide } from '../../lib/platform/policy.rules.ts';

/** Who looks at the margin, and how they stand in the case: what decides which acts are offered. */
export interface Standing {
  readonly me: { readonly id: string; readonly name: string; readonly role: AccountRole };
  readonly case: CaseFacts;
}

/** Asks the same table as the server does (ACC-1). */
export const may = (
  { me, case: facts }: Standing,
  permission: Permission,
  subject?: Pick<AnnotationView | ReplyView, 'authorId'>,
): boolean =>
  decide(permission, { ...me, state: 'active' }, { case: facts, authorId: subject?.authorId }) === 'allowed';
