import { createClaim } from '../../lib/claims/commands.ts';
import { createInvestigation } from '../../lib/investigations/commands.ts';
import type { Database } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { done, person } from '../../tests/support/people.ts';

export interface Stage {
  /** Members of the case who may write. */
  readonly users: readonly string[];
  /** Another empty live document in it. */
  readonly newDocument: () => Promise<string>;
}

/** A case with so many people. */
export async function setStage(db: Database, people: number): Promise<Stage> {
  const lead = await person(db, 'Lead');
  const { id: investigationId } = await done(db, createInvestigation, lead, { title: 'Bench' });
  const users = Array.from({ length: people }, () => newId());
  await db.prisma.user.createMany({
    data: users.map((id, n) => ({ id, name: `P${n}`, email: `p${n}@example.org` })),
  });
  await db.prisma.membership.createMany({
    data: users.map((userId) => ({ investigationId, userId, role: 'checker' as const, addedById: lead.userId })),
  });
  const newDocument = async () => {
    const { id } = await done(db, createClaim, lead, { investigationId, statement: 'A text' });
    return (await db.prisma.claim.findUniqueOrThrow({ where: { id } })).rationaleDocumentId;
  };
  return { users, newDocument };
}
