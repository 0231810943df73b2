import { createAnnotation } from '@/lib/annotations/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { transitionClaim } from '@/lib/claims/verdict/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import type { Database } from '@/lib/platform/db.ts';
import { sealedSource } from '../support/sealed-source.ts';
import { answer, done, joins, person } from '../support/people.ts';

export const people = ['luz', 'mo', 'amal', 'ivo', 'nur'] as const;
export type Name = (typeof people)[number];

/** A case with a lead (luz), two checkers (mo, nur), an editor (amal) and an annotator (ivo), a source and a claim. */
export async function setClaimStage(db: Database, policy: object = {}, more: { confidential?: boolean } = {}) {
  const all = await Promise.all(people.map((name) => person(db, name)));
  const [luz, mo, amal, ivo, nur] = all as [Caller, Caller, Caller, Caller, Caller];
  const { id: investigationId } = await done(db, createInvestigation, luz, { title: 'Port', policy, ...more });
  await joins(db, mo, investigationId, 'checker');
  await joins(db, amal, investigationId, 'editor');
  await joins(db, ivo, investigationId, 'annotator');
  await joins(db, nur, investigationId, 'checker');
  const sourceId = await sealedSource(db, luz, investigationId, [
    'A headline',
    'The port paid twice for one crane in January, and the ministry did not notice.',
  ]);
  const { claimId } = await done(db, createAnnotation, luz, {
    sourceId,
    kind: 'claim',
    target: { quote: { exact: 'paid twice for one crane' } },
    claim: { statement: 'The port paid twice.' },
  });
  return { luz, mo, amal, ivo, nur, investigationId, sourceId, claimId: claimId ?? '' };
}

export const revisionOf = async (db: Database, who: Caller, claimId: string) =>
  (await answer(db, getClaim, who, { claimId })).revision;

export const move = async (db: Database, who: Caller, claimId: string, to: string, more: object = {}) =>
  execute(db, transitionClaim, who, { claimId, to, revision: await revisionOf(db, who, claimId), ...more });

/** Evidence, a rationale and a proposed rating by one person. */
export async function propose(db: Database, who: Caller, claimId: string, more: object = {}) {
  await done(db, addEvidence, who, { claimId, stance: 'supports', note: 'Two invoices, seen on Monday.' });
  await done(db, transitionClaim, who, { claimId, to: 'checking', revision: await revisionOf(db, who, claimId) });
  await done(db, transitionClaim, who, {
    claimId,
    to: 'in_review',
    revision: await revisionOf(db, who, claimId),
    rating: 'true',
    rationale: 'Both invoices are there.',
    ...more,
  });
}
