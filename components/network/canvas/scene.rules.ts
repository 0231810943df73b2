import type { Support } from '@/lib/entities/rules.ts';
import { isA } from '@/lib/entities/rules.ts';
import type { Drawn, NetworkEdge } from '@/lib/network/schema.ts';
import type { Places } from '../use-layout.ts';

export type Shape = 'round' | 'square' | 'diamond' | 'hexagon' | 'triangle';

/** A name where it stands. While it is dragged it moves, and its lines with it. */
export interface Spot {
  readonly id: string;
  readonly name: string;
  readonly shape: Shape;
  readonly radius: number;
  readonly pinned: boolean;
  /** There is more of it than is drawn. */
  readonly more: boolean;
  readonly lines: number;
  x: number;
  y: number;
}
export interface Stroke {
  readonly id: string;
  readonly from: Spot;
  readonly to: Spot;
  readonly support: Support;
  readonly directed: boolean;
  /** How far its middle lies beside the straight way: several lines between the same two do not cover each other. */
  readonly bend: number;
}
export interface Scene {
  readonly spots: readonly Spot[];
  readonly strokes: readonly Stroke[];
}

export const nothing: Scene = { spots: [], strokes: [] };

/** The shape says what an entity is: people are round, bodies are square, places are diamonds. */
export function shapeOf(schema: string): Shape {
  if (isA(schema, 'Organization')) return 'square';
  if (isA(schema, 'Person') || isA(schema, 'LegalEntity')) return 'round';
  if (isA(schema, 'Address') || isA(schema, 'RealEstate')) return 'diamond';
  return isA(schema, 'Event') ? 'hexagon' : 'triangle';
}

/** Between neighbouring lines of the same two. */
const APART = 26;

/**
 * What is to be drawn of `shown`, as far as it has a place. How large a name is depends on all its lines: a filter does
 * not change it.
 */
export function sceneOf(all: Drawn, shown: Drawn, places: Places): Scene {
  const lines = new Map<string, number>();
  for (const { fromId, toId } of all.edges) for (const id of [fromId, toId]) lines.set(id, (lines.get(id) ?? 0) + 1);
  const spots = shown.nodes.flatMap((node): Spot[] => {
    const place = places.get(node.id);
    if (!place) return [];
    const many = lines.get(node.id) ?? 0;
    return [
      {
        id: node.id,
        name: node.name,
        shape: shapeOf(node.schema),
        radius: Math.min(28, 11 + 2.5 * Math.sqrt(many)),
        pinned: place.pinned,
        more: node.relationships > many,
        lines: many,
        x: place.x,
        y: place.y,
      },
    ];
  });
  const spotOf = new Map(spots.map((spot) => [spot.id, spot]));
  const bends = bendsOf(shown.edges);
  return {
    spots,
    strokes: shown.edges.flatMap((edge): Stroke[] => {
      const [from, to] = [spotOf.get(edge.fromId), spotOf.get(edge.toId)];
      if (!from || !to) return [];
      const { id, support, directed } = edge;
      return [{ id, from, to, support, directed, bend: bends.get(id) ?? 0 }];
    }),
  };
}

function bendsOf(edges: readonly NetworkEdge[]): ReadonlyMap<string, number> {
  const pairs = new Map<string, NetworkEdge[]>();
  for (const edge of edges) {
    const pair = edge.fromId < edge.toId ? `${edge.fromId} ${edge.toId}` : `${edge.toId} ${edge.fromId}`;
    const known = pairs.get(pair);
    if (known) known.push(edge);
    else pairs.set(pair, [edge]);
  }
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
