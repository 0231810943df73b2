import type { SimulationLinkDatum, SimulationNodeDatum } from 'd3-force';
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

export interface Placed {
  readonly x: number;
  readonly y: number;
}

interface Body extends SimulationNodeDatum {
  readonly id: string;
}

interface Wanted {
  readonly ids: readonly string[];
  readonly lines: readonly { readonly fromId: string; readonly toId: string }[];
  /** Where things stand already: they stay there, and what is new finds its place around them. */
  readonly standing: ReadonlyMap<string, Placed>;
}

/** Ticks until the forces have cooled down; large networks are cut short: nobody waits for the last pixel. */
const ticksFor = (bodies: number): number => (bodies > 1000 ? 120 : bodies > 300 ? 200 : 300);

/**
 * Finds a place for each, a step at a time, so that a page stays awake between the steps. No chance in it: the same
 * network gives the same drawing.
 */
export function* settle({ ids, lines, standing }: Wanted): Generator<number, ReadonlyMap<string, Placed>> {
  const known = new Set(ids);
  const links: SimulationLinkDatum<Body>[] = lines
    .filter(({ fromId, toId }) => known.has(fromId) && known.has(toId))
    .map(({ fromId, toId }) => ({ source: fromId, target: toId }));
  const bodies = [...known].sort().map((id): Body => {
    const place = standing.get(id);
    return place ? { id, ...place, fx: place.x, fy: place.y } : { id };
  });
  beginBesideNeighbours(bodies, lines, standing);
  const simulation = forceSimulation(bodies)
    .stop()
    .force(
      'link',
      forceLink<Body, SimulationLinkDatum<Body>>(links)
        .id(({ id }) => id)
        .distance(110),
    )
    .force('apart', forceManyBody<Body>().strength(-420).distanceMax(1200).theta(1))
    .force('room', forceCollide<Body>(38))
    .force('x', forceX<Body>(0).strength(0.05))
    .force('y', forceY<Body>(0).strength(0.07));
  const ticks = ticksFor(bodies.length);
  simulation.alphaDecay(1 - 0.001 ** (1 / ticks));
  for (let tick = 0; tick < ticks; tick += 1) {
    simulation.tick();
    yield tick / ticks;
  }
  return new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

/** What is new starts beside whom it is linked to, each on another side of them. */
function beginBesideNeighbours(bodies: readonly Body[], lines: Wanted['lines'], standing: Wanted['standing']): void {
  if (standing.size === 0) return;
  const beside = new Map<string, Placed>();
  for (const { fromId, toId } of lines) {
    const [from, to] = [standing.get(fromId), standing.get(toId)];
    if (from && !to) beside.set(toId, from);
    if (to && !from) beside.set(fromId, to);
  }
  for (const [at, body] of bodies.entries()) {
    if (body.fx !== undefined) continue;
    const { x, y } = beside.get(body.id) ?? { x: 0, y: 0 };
    // The golden angle: no two in the same direction.
    const angle = at * 2.399963;
    body.x = x + 60 * Math.cos(angle);
    body.y = y + 60 * Math.sin(angle);
  }
}
