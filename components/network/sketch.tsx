import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';
import { bounds } from './bounds.rules.ts';
import styles from './network.module.css';
import type { Places } from './use-layout.ts';

interface Props {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  readonly places: Places;
}

/**
 * A large network at once, as two shapes that a browser draws in one go, where the drawing itself will stand: it is part of
 * the page as it arrives, and makes room when there is something to touch.
 */
export function Sketch({ nodes, edges, places }: Props) {
  const drawn = nodes.flatMap(({ id }) => places.get(id) ?? []);
  const box = bounds(drawn);
  if (!box) return null;
  const lines = edges.flatMap(({ fromId, toId }) => {
    const [from, to] = [places.get(fromId), places.get(toId)];
    return from && to ? [`M${from.x} ${from.y}L${to.x} ${to.y}`] : [];
  });
  return (
    <svg
      className={styles.sketch}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      aria-hidden="true"
      data-sketch={drawn.length}
    >
      <path className={styles.sketchLines} d={lines.join('')} />
      <path className={styles.sketchNodes} d={drawn.map(({ x, y }) => `M${x} ${y}h0`).join('')} />
    </svg>
  );
}
