import { expect, it } from 'vitest';
import { createEntity } from '@/lib/entities/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { newId } from '@/lib/platform/ids.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { claimOn, desk } from '@/tests/support/verdict.ts';
import { getClaim, listClaims } from './queries.ts';

const test = testDatabase();

it('ENT-7: a speaker is called by a name that the viewer may know, never by one of a confidential case', async () => {
  const stage = await desk(test.db);
  const { claimId } = await claimOn(test.db, stage, 'paid twice', 'The port paid twice.');
  const { id: entityId } = await done(test.db, createEntity, stage.lead, { schema: 'Person', name: 'Rosa Open' });
  const other = await person(test.db, 'Ivo');
  const { id: originId } = await done(test.db, createInvestigation, other, { title: 'Secret', confidential: true });
  await test.db.prisma.entityName.create({ data: { id: newId(), entityId, name: 'Rosa Hidden', originId } });
  await test.db.prisma.entity.update({ where: { id: entityId }, data: { name: 'Rosa Hidden' } });
  await test.db.prisma.claim.update({ where: { id: claimId }, data: { speakerId: entityId } });
  expect((await answer(test.db, getClaim, stage.lead, { claimId })).speaker).toEqual({
    id: entityId,
    name: 'Rosa Open',
  });
  const { items } = await answer(test.db, listClaims, stage.lead, { investigationId: stage.investigationId });
  expect(items[0]?.speaker?.name).toBe('Rosa Open');
});
