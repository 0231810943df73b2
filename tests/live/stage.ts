import { createClaim } from '@/lib/claims/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import { done } from '../support/people.ts';

/** A case with one claim, and the live document of its rationale. */
export async function openClaimDocument(
  db: Database,
  lead: Caller,
): Promise<{ readonly investigationId: string; readonly documentId: string }> {
  const { id: investigationId } = await done(db, createInvestigation, lead, { title: 'Live' });
  const { id } = await done(db, createClaim, lead, { investigationId, statement: 'The port paid twice.' });
  const { rationaleDocumentId: documentId } = await db.prisma.claim.findUniqueOrThrow({ where: { id } });
  return { investigationId, documentId };
}
