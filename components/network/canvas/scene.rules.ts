import type { Support } from '@/lib/entities/rules.ts';
import type { Shape } from '@/lib/network/shape.rules.ts';
import { bendsOf, shapeOf } from '@/lib/network/shape.rules.ts';

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

/** What a drawing has to know of names and lines. */
interface Network {
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly schema: string;
    readonly relationships: number;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly fromId: string;
    readonly toId: string;
    readonly support: Support;
    readonly directed: boolean;
  }[];
}
type Places = ReadonlyMap<string, { readonly x: number; readonly y: number; readonly pinned: boolean }>;

/**
 * What is to be drawn of `shown`, as far as it has a place. How large a name is depends on all its lines: a filter does
 * not change it.
 */
export function sceneOf(all: Network, shown: Network, places: Places): Scene {
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
