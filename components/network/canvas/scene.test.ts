import { describe, expect, it } from 'vitest';
import { middle, shapeOf } from '@/lib/network/shape.rules.ts';
import { edge, node } from '@/tests/support/network.ts';
import { spotAt, strokeAt } from './hit.rules.ts';
import { sceneOf } from './scene.rules.ts';
import { panned, placeAt, seenAt, zoomed } from './view.rules.ts';

const places = new Map([
  ['a', { x: 0, y: 0, pinned: false }],
  ['b', { x: 400, y: 0, pinned: true }],
  ['c', { x: 0, y: 300, pinned: false }],
]);
const all = {
  nodes: [node('a', { relationships: 5 }), node('b'), node('c', { schema: 'Company' }), node('nowhere')],
  edges: [
    edge('a', 'b', { id: 'first' }),
    edge('b', 'a', { id: 'back' }),
    edge('a', 'c', { id: 'down' }),
    edge('a', 'nowhere', { id: 'lost' }),
  ],
};

describe('the wall of a network', () => {
  const scene = sceneOf(all, all, places);

  it('ENT-6: shows what has a place, as large as it has lines, whatever is filtered', () => {
    expect(scene.spots.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(scene.strokes.map(({ id }) => id)).toEqual(['first', 'back', 'down']);
    const [a, b] = scene.spots;
    expect(a?.radius).toBeGreaterThan(b?.radius ?? 0);
    expect([a?.more, b?.more, b?.pinned]).toEqual([true, false, true]);
    const less = sceneOf(all, { nodes: all.nodes.slice(0, 1), edges: [] }, places);
    expect(less.spots).toEqual([a]);
    expect([shapeOf('Person'), shapeOf('Company'), shapeOf('Address'), shapeOf('Event'), shapeOf('Vehicle')]).toEqual([
      'round',
      'square',
      'diamond',
      'hexagon',
      'triangle',
    ]);
  });

  it('ENT-6: a touch finds the nearest name, else the nearest line, also of two between the same names', () => {
    expect(spotAt(scene, { x: 12, y: 3 }, 4)?.id).toBe('a');
    expect(spotAt(scene, { x: 100, y: 0 }, 4)).toBeNull();
    const [first, back] = scene.strokes;
    if (!first || !back) throw new Error('There are two lines between a and b.');
    expect(Math.abs(middle(first).y - middle(back).y)).toBeGreaterThan(20);
    expect(strokeAt(scene, middle(first), 5)?.id).toBe('first');
    expect(strokeAt(scene, middle(back), 5)?.id).toBe('back');
    expect(strokeAt(scene, { x: 3, y: 150 }, 5)?.id).toBe('down');
    expect(strokeAt(scene, { x: 60, y: 150 }, 5)).toBeNull();
  });

  it('ENT-6: what is under the pointer stays there when one zooms, and within what a person can use', () => {
    const view = { zoom: 0.5, pan: { x: 30, y: -20 } };
    const under = { x: 200, y: 120 };
    const closer = zoomed(view, 3, under);
    expect(closer.zoom).toBe(1.5);
    expect(placeAt(closer, under)).toEqual(placeAt(view, under));
    expect(zoomed(view, 1000, under).zoom).toBe(3);
    expect(seenAt(panned(view, 10, 5), { x: 100, y: 100 })).toEqual({ x: 90, y: 35 });
  });
});
