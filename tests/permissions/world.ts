import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import type { AccountRole, CaseRole } from '@/lib/platform/permissions.rules.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { done, joins, person } from '../support/people.ts';

/** Everybody who may stand before a door, and what they are. */
export const standings = {
  'signed out': { account: 'member', case: null },
  outsider: { account: 'member', case: null },
  'moderator outside': { account: 'moderator', case: null },
  'admin outside': { account: 'admin', case: null },
  viewer: { account: 'member', case: 'viewer' },
  annotator: { account: 'member', case: 'annotator' },
  checker: { account: 'member', case: 'checker' },
  editor: { account: 'member', case: 'editor' },
  lead: { account: 'member', case: 'lead' },
  'suspended lead': { account: 'member', case: 'lead' },
} as const satisfies Record<string, { account: AccountRole; case: CaseRole | null }>;

export type Standing = keyof typeof standings;
export const standingNames = Object.keys(standings) as Standing[];

export interface Stage {
  readonly people: Record<Standing, Caller>;
  /** Wrote everything on this stage; an annotator of the case, and none of the people above. */
  readonly author: Caller;
  readonly investigationId: string;
}

export async function setStage(db: Database, confidential: boolean): Promise<Stage> {
  const owner = await person(db, 'Owner');
  const author = await person(db, 'Author');
  const { id: investigationId } = await done(db, createInvestigation, owner, { title: 'Stage', confidential });
  await joins(db, author, investigationId, 'annotator');
  const entries: [Standing, Caller][] = [];
  for (const name of standingNames) {
    const { account, case: role } = standings[name];
    const caller = await person(db, name.replaceAll(' ', '-'), account);
    if (role) await joins(db, caller, investigationId, role);
    if (name === 'suspended lead')
      await db.prisma.user.update({ where: { id: caller.userId }, data: { state: 'suspended' } });
    // No session of this id stands: the same as a cookie of a session that was ended.
    entries.push([
      name,
      name === 'signed out' ? { ...caller, sessionId: '0192f000-0000-7000-8000-00000000dead' } : caller,
    ]);
  }
  return { people: Object.fromEntries(entries) as Record<Standing, Caller>, author, investigationId };
}
