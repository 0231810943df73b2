import { lean } from '@/lib/network/shape.rules.ts';
import type { Scene, Spot, Stroke } from './scene.rules.ts';
import type { Point } from './view.rules.ts';

/** The name under a point, or so near that it is meant; of several the nearest. `reach` is in the units of places. */
export function spotAt({ spots }: Scene, { x, y }: Point, reach: number): Spot | null {
  let found: Spot | null = null;
  let nearest = Infinity;
  for (const spot of spots) {
    const away = Math.hypot(spot.x - x, spot.y - y) - spot.radius;
    if (away <= reach && away < nearest) [found, nearest] = [spot, away];
  }
  return found;
}

const PARTS = 10;

/** The line under a point, or so near that it is meant. */
export function strokeAt({ strokes }: Scene, point: Point, reach: number): Stroke | null {
  let found: Stroke | null = null;
  let nearest = reach;
  for (const stroke of strokes) {
    const room = reach + 2 * Math.abs(stroke.bend);
    const { from, to } = stroke;
    if (
      point.x < Math.min(from.x, to.x) - room ||
      point.x > Math.max(from.x, to.x) + room ||
      point.y < Math.min(from.y, to.y) - room ||
      point.y > Math.max(from.y, to.y) + room
    )
      continue;
    const away = awayFrom(stroke, point);
    if (away <= nearest) [found, nearest] = [stroke, away];
  }
  return found;
}

function awayFrom(stroke: Stroke, point: Point): number {
  const { from, to } = stroke;
  if (stroke.bend === 0) return fromSegment(from, to, point);
  const side = lean(stroke);
  let last: Point = from;
  let nearest = Infinity;
  for (let at = 1; at <= PARTS; at += 1) {
    const t = at / PARTS;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    const next = { x: a * from.x + b * side.x + c * to.x, y: a * from.y + b * side.y + c * to.y };
    nearest = Math.min(nearest, fromSegment(last, next, point));
    last = next;
  }
  return nearest;
}

function fromSegment(from: Point, to: Point, { x, y }: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(from.x + t * dx - x, from.y + t * dy - y);
}
