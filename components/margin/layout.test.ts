import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sized } from './layout.rules.ts';
import { crowded, gathered, layOut } from './layout.rules.ts';

const GAP = 8;
const cards = fc
  .array(fc.record({ y: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 20, max: 400 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((list) => list.map((card, n): Sized => ({ ...card, id: `card-${String(n).padStart(2, '0')}` })));
const withActive = cards.chain((list) => fc.tuple(fc.constant(list), fc.nat(list.length - 1)));

const ordered = (list: readonly Sized[]) => [...list].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));

describe('margin cards', () => {
  it('ANN-4: never overlap, keep the order of their words and stay below the top, whichever is active', () => {
    fc.assert(
      fc.property(withActive, fc.boolean(), ([list, n], any) => {
        const tops = layOut(list, any ? (list[n]?.id ?? null) : null, GAP);
        let free = 0;
        for (const card of ordered(list)) {
          const top = tops.get(card.id) ?? -1;
          expect(top).toBeGreaterThanOrEqual(free);
          free = top + card.height + GAP;
        }
      }),
    );
  });

  it('ANN-4: the active card stands at its words unless those before it do not fit above', () => {
    fc.assert(
      fc.property(withActive, ([list, n]) => {
        const active = list[n]!;
        const before = ordered(list)
          .slice(0, ordered(list).indexOf(active))
          .reduce((sum, card) => sum + card.height + GAP, 0);
        expect(layOut(list, active.id, GAP).get(active.id)).toBe(Math.max(active.y, before));
      }),
    );
  });

  it('ANN-4: cards with room stand exactly at their words', () => {
    const list = [0, 500, 1000].map((y, n) => ({ id: `c${n}`, y, height: 100 }));
    expect([...layOut(list, 'c1', GAP).values()]).toEqual([0, 500, 1000]);
  });

  it('ANN-4: collapse where many stand together, and only there', () => {
    const near = Array.from({ length: 6 }, (_, n) => ({ id: `near${n}`, y: 100 + n * 10 }));
    const far = [
      { id: 'far0', y: 3000 },
      { id: 'far1', y: 3060 },
    ];
    expect(crowded([...far, ...near], 120, 180)).toEqual(new Set(near.map((card) => card.id)));
    expect(crowded(far, 120, 180).size).toBe(0);
    expect(crowded([], 120, 180).size).toBe(0);
  });
});

it('ANN-4: a crowded stretch is a few counts at its words, and the same ones wherever the window is', () => {
  const cards = Array.from({ length: 300 }, (_, n) => ({ id: `m${n}`, y: n * 10 }));
  const groups = gathered(cards, 52, 120, 160);
  expect(groups).toHaveLength(25);
  expect(groups.flatMap(({ ids }) => ids)).toHaveLength(300);
  const standing = layOut(
    groups.map(({ id, y }) => ({ id, y, height: 44 })),
    null,
    8,
  );
  for (const { id, y } of groups) expect(Math.abs((standing.get(id) ?? 0) - y)).toBeLessThan(8);
  const later = gathered(cards.slice(120), 52, 120, 160);
  expect(later.every(({ id, ids }) => groups.some((one) => one.id === id && one.ids.join() === ids.join()))).toBe(true);
  expect(gathered(cards.slice(0, 3), 52, 120, 160)).toEqual([]);
});
