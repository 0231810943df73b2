import { expect, it } from 'vitest';
import { listEntities } from '@/lib/entities/find.queries.ts';
import { getEntity } from '@/lib/entities/queries.ts';
import { getNetwork } from '@/lib/network/queries.ts';
import { listClaims } from '@/lib/claims/queries.ts';
import { hashEvent } from '@/lib/platform/events.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer } from '@/tests/support/people.ts';
import { loadDemo } from './demo.ts';
import { caseId, metastasis } from './metastasis.ts';
import { demoPeople } from './people.ts';

const test = testDatabase();
const cutOff = testDatabase();

async function counted(): Promise<Record<string, number>> {
  const { prisma } = test.db;
  return {
    people: await prisma.user.count(),
    cases: await prisma.investigation.count(),
    sources: await prisma.source.count(),
    versions: await prisma.sourceVersion.count(),
    annotations: await prisma.annotation.count(),
    replies: await prisma.reply.count(),
    claims: await prisma.claim.count(),
    evidence: await prisma.evidence.count(),
    entities: await prisma.entity.count(),
    relationships: await prisma.relationship.count(),
    events: await prisma.event.count(),
    commands: await prisma.command.count(),
  };
}

it('the demo case loads through commands, once, however often it is loaded', async () => {
  const began = performance.now();
  await loadDemo(test.db);
  console.log(`demo case: ${metastasis.length} commands in ${Math.round(performance.now() - began)} ms`);
  const first = await counted();
  expect(first).toMatchObject({
    cases: 1,
    sources: 2,
    versions: 2,
    claims: 8,
    entities: 15,
    relationships: 8,
    replies: 3,
  });
  expect(first['annotations']).toBeGreaterThan(12);
  await loadDemo(test.db);
  expect(await counted()).toEqual(first);

  const luz = { userId: demoPeople.luz.id };
  const claims = await answer(test.db, listClaims, luz, { investigationId: caseId });
  expect(claims.items.map((claim) => claim.state).sort()).toEqual([
    'checking',
    'checking',
    'in_review',
    'in_review',
    'new',
    'set_aside',
    'verified',
    'verified',
  ]);
  const decisions = await test.db.prisma.decision.findMany();
  expect(decisions).toHaveLength(2);
  expect(decisions.every((decision) => decision.signedOffById !== decision.proposedById)).toBe(true);
  const { edges } = await answer(test.db, getNetwork, luz, { investigationId: caseId });
  expect(new Set(edges.map((edge) => edge.support))).toEqual(new Set(['verified', 'checking', 'none']));
});

it('ENT-2: in the demo case "Agustin" is Agustín Intriago, and "El Chapo" is not Norero', async () => {
  const luz = { userId: demoPeople.luz.id };
  const find = async (q: string) => (await answer(test.db, listEntities, luz, { q, investigationId: caseId })).items;
  expect((await find('Agustin'))[0]?.name).toBe('Agustín Intriago');
  const chapo = await find('El Chapo');
  expect(chapo.map((item) => item.name)).not.toContain('Leandro Norero');
  const [first] = chapo;
  expect((await answer(test.db, getEntity, luz, { entityId: first?.id })).name).toBe('Joaquín Guzmán');
});

it('CORE-4: the trail of the loaded case is chained without a break', async () => {
  const events = await test.db.prisma.event.findMany({ orderBy: [{ streamId: 'asc' }, { seq: 'asc' }] });
  const heads = new Map<string, string>();
  for (const { hash, at, ...event } of events) {
    expect(event.prevHash).toBe(heads.get(event.streamId) ?? '');
    expect(hashEvent({ ...event, at: at.toISOString() })).toBe(hash);
    heads.set(event.streamId, hash);
  }
  expect(heads.size).toBeGreaterThan(1);
});

it('CORE-3: a load that was cut off in the middle goes on where it stopped and doubles nothing', async () => {
  let left = 40;
  const failing = new Proxy(cutOff.db.prisma, {
    get: (target, property) => {
      if (property === '$transaction' && (left -= 1) < 0) throw new Error('the power went out');
      return Reflect.get(target, property) as unknown;
    },
  });
  await expect(loadDemo({ ...cutOff.db, prisma: failing })).rejects.toThrow('the power went out');
  expect(await cutOff.db.prisma.command.count()).toBeLessThan(metastasis.length);
  await loadDemo(cutOff.db);
  const [whole, resumed] = await Promise.all([test.db, cutOff.db].map(({ prisma }) => prisma.event.count()));
  expect(resumed).toBe(whole);
});
