import { expect, it } from 'vitest';
import { createClaim } from '@/lib/claims/commands.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { breakGlass } from '@/lib/moderation/commands.ts';
import { getAnnotation } from '@/lib/annotations/queries.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { AccountRole, CaseRole } from '@/lib/platform/permissions.rules.ts';
import type { Query } from '@/lib/platform/query.ts';
import { ask } from '@/lib/platform/query.ts';
import { getSource } from '@/lib/sources/queries.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { whoSees } from './queries.ts';
import type { SubjectType } from './rules.ts';

const test = testDatabase();
const { sealed, mark, named } = stage(test);

async function cast(confidential: boolean) {
  const luz = await person(test.db, 'Luz');
  const { id: caseId } = await done(test.db, createInvestigation, luz, { title: 'Port', confidential });
  const everybody: Caller[] = [luz];
  const make = async (name: string, account: AccountRole, role?: CaseRole) => {
    const caller = await person(test.db, name, account);
    if (role) await joins(test.db, caller, caseId, role);
    everybody.push(caller);
    return caller;
  };
  const mo = await make('Mo', 'member', 'annotator');
  await make('Vic', 'member', 'viewer');
  await make('Eve', 'member');
  await make('Amal', 'moderator');
  const ada = await make('Ada', 'admin');
  await make('Ida', 'admin', 'checker');
  const gone = await make('Gone', 'member', 'editor');
  await test.db.prisma.user.update({ where: { id: gone.userId }, data: { state: 'suspended' } });
  return { luz, mo, ada, caseId, everybody };
}

/** Those for whom the thing itself answers: the panel has to name them and nobody else. */
async function readers(everybody: readonly Caller[], query: Query, input: object) {
  const able: string[] = [];
  for (const caller of everybody) if ((await ask(test.db, query, caller, input)).ok) able.push(caller.userId);
  return able.sort();
}

it.each([false, true])('ACC-1: names exactly those who can read, confidential or not (%s)', async (confidential) => {
  const { luz, mo, ada, caseId, everybody } = await cast(confidential);
  const where = await sealed(luz, caseId);
  const entityId = await named(luz, 'Agustín Intriago', { investigationId: caseId });
  const shared = await mark(mo, caseId, where, { entityId });
  const own = await mark(mo, caseId, where, { entityId, visibility: 'private' });
  const { id: claimId } = await done(test.db, createClaim, luz, { investigationId: caseId, statement: 'It was paid.' });
  const look = async () => {
    const things: readonly (readonly [SubjectType, string, Query, object])[] = [
      ['investigation', caseId, getInvestigation, { investigationId: caseId }],
      ['source', where.sourceId, getSource, { sourceId: where.sourceId }],
      ['annotation', shared, getAnnotation, { annotationId: shared }],
      ['annotation', own, getAnnotation, { annotationId: own }],
      ['claim', claimId, getClaim, { claimId }],
    ];
    for (const [type, id, query, input] of things) {
      const by = id === own ? mo : luz;
      const { people } = await answer(test.db, whoSees, by, { type, id });
      const able = await readers(everybody, query, input);
      // Others of the newsroom who may look at any case are there too: only those of this story are compared.
      const told = people.map((one) => one.id).filter((one) => everybody.some(({ userId }) => userId === one));
      expect(told.sort(), `${type} ${id}`).toEqual(able);
      // And who may not read a thing is not told who does.
      expect(await readers(everybody, whoSees, { type, id })).toEqual(able);
    }
  };
  await look();
  if (confidential) {
    const reason = 'A court asks for it by tomorrow, and no lead answers the phone.';
    await done(test.db, breakGlass, ada, { investigationId: caseId, reason, hours: 1 });
    await look();
    const { people, reach } = await answer(test.db, whoSees, luz, { type: 'claim', id: claimId });
    expect(reach).toBe('members');
    expect(people.find((one) => one.id === ada.userId)).toMatchObject({ why: 'break_glass', may: [], role: null });
  }
});

it('ACC-1: says what each may do, from the table', async () => {
  const { luz, mo, caseId } = await cast(false);
  const { id: claimId } = await done(test.db, createClaim, mo, { investigationId: caseId, statement: 'It was paid.' });
  const { people, publicPath } = await answer(test.db, whoSees, luz, { type: 'claim', id: claimId });
  expect(publicPath).toBeNull();
  const of = (name: string) => people.find((one) => one.name === name);
  expect(of('Vic')).toMatchObject({ why: 'member', role: 'viewer', may: [] });
  expect(of('Mo')?.may).toContain('claim.evidence');
  expect(of('Mo')?.may).not.toContain('claim.review');
  expect(of('Ida')?.may).toContain('claim.review');
  expect(of('Luz')?.may).toContain('dossier.full');
  expect(of('Amal')).toMatchObject({ why: 'moderator', role: null, may: [] });
});

it('ENT-7, ACC-1: of an entity nobody learns of a case that they may not read', async () => {
  const { luz, caseId, everybody } = await cast(true);
  const open = await cast(false);
  const entityId = await named(open.luz, 'Leandro Norero', { investigationId: open.caseId });
  const where = await sealed(luz, caseId);
  await mark(luz, caseId, where, { entityId });
  const eve = everybody[3];
  if (!eve) throw new Error('nobody');
  expect(await answer(test.db, whoSees, luz, { type: 'entity', id: entityId })).toMatchObject({
    reach: 'newsroom',
    cases: [{ id: caseId, confidential: true }],
  });
  expect(await answer(test.db, whoSees, eve, { type: 'entity', id: entityId })).toMatchObject({ cases: [] });
  const hidden = await named(luz, 'Nobody Else', { investigationId: caseId });
  expect(await answer(test.db, whoSees, luz, { type: 'entity', id: hidden })).toMatchObject({ reach: 'cases' });
  expect(await ask(test.db, whoSees, eve, { type: 'entity', id: hidden })).toMatchObject({
    error: { code: 'not_found' },
  });
});
