import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { mergeEntities, splitEntity } from '@/lib/entities/merge.commands.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '../support/database.ts';
import { joins, person } from '../support/people.ts';
import { randomFrom } from '../fuzz/network.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { sealed, caseOf, named } = stage(test);

/** More of both by hand: MODEL_SEEDS=40 MODEL_STEPS=200. */
const seeds = Number(process.env.MODEL_SEEDS ?? 2);
const steps = Number(process.env.MODEL_STEPS ?? 24);

async function scene(names: number) {
  const people = [await person(test.db, 'Luz'), await person(test.db, 'Mo'), await person(test.db, 'Ana')] as const;
  const [luz, mo, ana] = people;
  const caseId = await caseOf(luz, 'Model');
  for (const one of [mo, ana]) await joins(test.db, one, caseId, 'annotator');
  const { sourceId } = await sealed(luz, caseId);
  const ids: string[] = [];
  for (let at = 0; at < names; at += 1) ids.push(await named(luz, `Person number ${at} of ${caseId.slice(-6)}`));
  const link = (who: Caller, entityId: string) =>
    execute(test.db, createAnnotation, who, {
      sourceId,
      version: 1,
      kind: 'entity',
      entityId,
      target: { start: 6, end: 13 },
    });
  const relate = (who: Caller, fromId: string, toId: string) =>
    execute(test.db, createRelationship, who, { investigationId: caseId, schema: 'Associate', fromId, toId });
  const merge = (who: Caller, entityId: string, into: string) =>
    execute(test.db, mergeEntities, who, { entityId, into, reason: 'model' });
  const split = (who: Caller, entityId: string) => execute(test.db, splitEntity, who, { entityId });

  /** Nothing is lost, nothing hangs on what is merged away, every address ends somewhere. */
  async function holds(linked: number, related: number): Promise<void> {
    const entities = await test.db.prisma.entity.findMany({ where: { id: { in: ids } } });
    const into = new Map(entities.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
    for (const id of ids) {
      let [at, hops] = [id, 0];
      for (let next = into.get(at); next; next = into.get(at)) {
        at = next;
        hops += 1;
        expect(hops, 'a ring of redirects').toBeLessThanOrEqual(ids.length);
      }
    }
    const live = entities.filter(({ mergedIntoId }) => !mergedIntoId).map(({ id }) => id);
    const mentions = await test.db.prisma.annotation.findMany({ where: { investigationId: caseId } });
    expect(mentions).toHaveLength(linked);
    expect(mentions.filter(({ entityId }) => !live.includes(entityId ?? ''))).toEqual([]);
    const lines = await test.db.prisma.relationship.findMany({ where: { investigationId: caseId } });
    expect(lines).toHaveLength(related);
    const standing = lines.filter(({ deletedAt }) => !deletedAt);
    expect(
      standing.filter(({ fromId, toId }) => fromId === toId || !live.includes(fromId) || !live.includes(toId)),
    ).toEqual([]);
  }

  /** Takes back every merge that stands, in this order of trying. */
  async function splitAll(order: readonly string[]): Promise<void> {
    for (let round = 0; round <= ids.length; round += 1)
      for (const id of order) {
        const row = await test.db.prisma.entity.findUniqueOrThrow({ where: { id } });
        if (row.mergedIntoId) await split(luz, id);
      }
  }
  return { people, caseId, ids, link, relate, merge, split, holds, splitAll };
}

describe('merging, splitting, linking and relating in any order', () => {
  it('ENT-4: one after another, every mention and line stands where the model says', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const random = randomFrom(seed);
      const { people, caseId, ids, link, relate, merge, split, holds, splitAll } = await scene(6);
      const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
      const into = new Map<string, string>();
      const rootOf = (id: string): string => {
        const next = into.get(id);
        return next ? rootOf(next) : id;
      };
      /** Mark -> the entity that it named when it was made. */
      const homes = new Map<string, string>();
      const ends = new Map<string, readonly [string, string]>();
      for (let step = 0; step < steps; step += 1) {
        const [who, a, b, dice] = [pick(people), pick(ids), pick(ids), random()];
        if (dice < 0.35) {
          const made = await link(who, a);
          if (made.ok) homes.set(made.value.id, rootOf(a));
          expect(made.ok).toBe(true);
        } else if (dice < 0.55) {
          const [from, to] = [rootOf(a), rootOf(b)];
          const made = await relate(who, a, b);
          expect(made.ok).toBe(from !== to);
          if (made.ok) ends.set(made.value.id, [from, to]);
        } else if (dice < 0.8) {
          const [from, to] = [rootOf(a), rootOf(b)];
          const done = await merge(who, a, b);
          expect(done.ok).toBe(from !== to);
          if (done.ok) into.set(from, to);
        } else {
          const done = await split(who, a);
          if (into.has(a)) {
            expect(done.ok).toBe(true);
            into.delete(a);
          } else if (done.ok) {
            // The latest of what was merged into it.
            const back = done.value.id;
            expect(into.get(back)).toBeDefined();
            into.delete(back);
          }
        }
        const mentions = await test.db.prisma.annotation.findMany({ where: { investigationId: caseId } });
        for (const { id, entityId } of mentions)
          expect(entityId, `seed ${seed}, step ${step}`).toBe(rootOf(homes.get(id) ?? ''));
        await holds(homes.size, ends.size);
      }
      await splitAll(ids);
      const mentions = await test.db.prisma.annotation.findMany({ where: { investigationId: caseId } });
      for (const { id, entityId } of mentions) expect(entityId).toBe(homes.get(id));
      const lines = await test.db.prisma.relationship.findMany({ where: { investigationId: caseId, deletedAt: null } });
      expect(new Map(lines.map(({ id, fromId, toId }) => [id, [fromId, toId]]))).toEqual(new Map(ends));
    }
  });

  it(
    'ENT-4: by several at once, nothing is lost or orphaned, and all can be taken back',
    { timeout: 120_000 },
    async () => {
      for (let seed = 101; seed <= 100 + seeds; seed += 1) {
        const random = randomFrom(seed);
        const { people, ids, link, relate, merge, split, holds, splitAll } = await scene(5);
        const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
        let [linked, related] = [0, 0];
        for (let step = 0; step < steps / 4; step += 1) {
          const acts = people.map(async (who) => {
            const [a, b, dice] = [pick(ids), pick(ids), random()];
            if (dice < 0.3) {
              const made = await link(who, a);
              linked += made.ok ? 1 : 0;
            } else if (dice < 0.5) {
              const made = await relate(who, a, b);
              related += made.ok ? 1 : 0;
            } else if (dice < 0.8) await merge(who, a, b);
            else await split(who, a);
          });
          await Promise.all(acts);
          await holds(linked, related);
        }
        await splitAll([...ids].reverse());
        await holds(linked, related);
        const merged = await test.db.prisma.entity.count({ where: { id: { in: ids }, mergedIntoId: { not: null } } });
        expect(merged).toBe(0);
        // What was a loop while two were one is a line between two again.
        expect(await test.db.prisma.relationship.count({ where: { fromId: { in: ids }, deletedAt: null } })).toBe(
          related,
        );
      }
    },
  );
});
