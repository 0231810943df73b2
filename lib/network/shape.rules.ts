import type { Support } from '../entities/rules.ts';
import { isA } from '../entities/rules.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Line {
  readonly from: Point;
  readonly to: Point;
  /** How far its middle lies beside the straight way. */
  readonly bend: number;
}

export type Shape = 'round' | 'square' | 'diamond' | 'hexagon' | 'triangle';

/** The shape says what an entity is: people are round, bodies are square, places are diamonds. */
export function shapeOf(schema: string): Shape {
  if (isA(schema, 'Organization')) return 'square';
  if (isA(schema, 'Person') || isA(schema, 'LegalEntity')) return 'round';
  if (isA(schema, 'Address') || isA(schema, 'RealEstate')) return 'diamond';
  return isA(schema, 'Event') ? 'hexagon' : 'triangle';
}

/** What stands on a line beside its style, so that neither colour nor dashes alone say it. */
export const lineSigns: Partial<Record<Support, string>> = { refuted: '✗', disputed: '!' };

/** Corners on the circle around a shape, and the turn of the first; none: it is the circle, or a square with soft corners. */
const turned: Readonly<Partial<Record<Shape, readonly [number, number]>>> = {
  diamond: [4, -Math.PI / 2],
  hexagon: [6, 0],
  triangle: [3, -Math.PI / 2],
};

/** The corners of a shape around a place; none where it has no sharp ones. */
export function cornersOf(shape: Shape, { x, y }: Point, radius: number): readonly Point[] {
  const [count, turn] = turned[shape] ?? [0, 0];
  return Array.from({ length: count }, (_, at) => {
    const angle = turn + (at * 2 * Math.PI) / count;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });
}

/** Between neighbouring lines of the same two. */
const APART = 26;

interface Between {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
}

/** How far each line bends, by its id; what links its two alone does not and is not in it. */
export function bendsOf(edges: readonly Between[]): ReadonlyMap<string, number> {
  const pairs = Map.groupBy(edges, ({ fromId, toId }) => (fromId < toId ? `${fromId} ${toId}` : `${toId} ${fromId}`));
  return new Map(
    [...pairs.values()]
      .filter((between) => between.length > 1)
      .flatMap((between) =>
        between.map(({ id, fromId, toId }, at) => {
          const side = (at - (between.length - 1) / 2) * APART;
          // Seen from its beginning: those of the other direction bend to their other side, which is the same.
          return [id, fromId < toId ? side : -side] as const;
        }),
      ),
  );
}

/** The point that a bent line leans towards; half as far from the straight way as this is where its middle lies. */
export function lean({ from, to, bend }: Line): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  return {
    x: (from.x + to.x) / 2 - (dy / length) * bend * 2,
    y: (from.y + to.y) / 2 + (dx / length) * bend * 2,
  };
}

/** Where the middle of the line lies. */
export function middle(stroke: Line): Point {
  const { from, to } = stroke;
  const point = lean(stroke);
  return { x: (from.x + 2 * point.x + to.x) / 4, y: (from.y + 2 * point.y + to.y) / 4 };
}
