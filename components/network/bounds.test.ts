import { describe, expect, it } from 'vitest';
import { bounds, fitted, MARGIN } from './bounds.rules.ts';

describe('where a drawing lies on its wall', () => {
  it('ENT-6: all of it is seen, in the middle, as large as it can be', () => {
    const box = bounds([
      { x: -100, y: 20 },
      { x: 300, y: 120 },
    ]);
    if (!box) throw new Error('There is something to see.');
    expect(box).toEqual({ x: -100, y: 20, width: 400, height: 100 });
    const wall = { width: 800 + 2 * MARGIN, height: 600 };
    const { zoom, pan } = fitted(box, wall);
    expect(zoom).toBe(2);
    expect(-100 * zoom + pan.x).toBe(MARGIN);
    expect(300 * zoom + pan.x).toBe(wall.width - MARGIN);
    expect(70 * zoom + pan.y).toBe(wall.height / 2);
  });

  it('ENT-6: one place alone has an extent, none has no box', () => {
    expect(bounds([])).toBeNull();
    expect(bounds([{ x: 5, y: 5 }])).toMatchObject({ width: 1, height: 1 });
  });
});
