import { createAnnotation } from '@/lib/annotations/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { transitionClaim } from '@/lib/claims/verdict/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { answer, done, joins, person } from './people.ts';

export interface Desk {
  /** Leads the case and proposes. */
  readonly lead: Caller;
  /** Signs off and publishes. */
  readonly editor: Caller;
  readonly investigationId: string;
  readonly sourceId: string;
}

export async function desk(db: Database, more: object = {}): Promise<Desk> {
  const [lead, editor] = [await person(db, 'Luz'), await person(db, 'Amal')];
  const { id: investigationId } = await done(db, createInvestigation, lead, { title: 'Port', ...more });
  await joins(db, editor, investigationId, 'editor');
  const { id: sourceId } = await done(db, intakeSource, lead, {
    investigationId,
    kind: 'text',
    title: 'Port minutes',
    outlet: 'El Diario',
    url: 'https://example.org/minutes',
    text: 'A headline\n\nThe port paid twice for one crane in January.\n\n  1. Rosa says the crane never came.',
    seal: true,
  });
  return { lead, editor, investigationId, sourceId };
}

/** A claim on these words of the desk's source, with them as its evidence. */
export async function claimOn(db: Database, { lead, sourceId }: Desk, exact: string, statement: string) {
  const { id: annotationId } = await done(db, createAnnotation, lead, {
    sourceId,
    kind: 'claim',
    target: { quote: { exact } },
    claim: { statement },
  });
  const mark = await db.prisma.annotation.findUniqueOrThrow({ where: { id: annotationId } });
  const claimId = mark.claimId ?? '';
  await done(db, addEvidence, lead, { claimId, stance: 'supports', annotationId, note: 'internal remark' });
  return { claimId, annotationId };
}

export async function move(db: Database, who: Caller, claimId: string, to: string, more: object = {}): Promise<void> {
  const { revision } = await answer(db, getClaim, who, { claimId });
  await done(db, transitionClaim, who, { claimId, to, revision, ...more });
}

/** checking -> in_review -> verified by two people. */
export async function verify(db: Database, { lead, editor }: Desk, claimId: string, rating = 'mostly_true') {
  await move(db, lead, claimId, 'checking');
  await move(db, lead, claimId, 'in_review', { rating, rationale: 'The minutes say so [1].\nNot [7] though.' });
  await move(db, editor, claimId, 'verified');
}
