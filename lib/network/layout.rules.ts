import type { SimulationLinkDatum, SimulationNodeDatum } from 'd3-force';
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

export interface Placed {
  readonly x: number;
  readonly y: number;
}

interface Body extends SimulationNodeDatum {
  readonly id: string;
}

export interface Wanted {
  readonly ids: readonly string[];
  readonly lines: readonly { readonly fromId: string; readonly toId: string }[];
  /** Where things stand already: they stay there, and what is new finds its place around them. */
  readonly standing: ReadonlyMap<string, Placed>;
}

/** How far it is, and where everything would stand now. */
export interface Step {
  readonly part: number;
  readonly places: () => ReadonlyMap<string, Placed>;
}

/**
 * Ticks until the forces have cooled down. Of a large network only the rough shape is worth waiting for: that everybody has
 * room is seen to at the end, when it costs a quarter of what it costs all along.
 */
const effort = (bodies: number) =>
  bodies > 1000 ? { forces: 60, room: 40, theta: 1.4 } : { forces: bodies > 300 ? 200 : 300, room: 0, theta: 1 };

/**
 * Finds a place for each, a step at a time, so that a page stays awake between the steps. No chance in it: the same
 * network gives the same drawing.
 */
export function* settle({ ids, lines, standing }: Wanted): Generator<Step, ReadonlyMap<string, Placed>> {
  const known = new Set(ids);
  const links: SimulationLinkDatum<Body>[] = lines
    .filter(({ fromId, toId }) => known.has(fromId) && known.has(toId))
    .map(({ fromId, toId }) => ({ source: fromId, target: toId }));
  const bodies = [...known].sort().map((id): Body => {
    const place = standing.get(id);
    return place ? { id, ...place, fx: place.x, fy: place.y } : { id };
  });
  beginBesideNeighbours(bodies, lines, standing);
  const { forces, room, theta } = effort(bodies.length);
  const simulation = forceSimulation(bodies)
    .stop()
    .force(
      'link',
      forceLink<Body, SimulationLinkDatum<Body>>(links)
        .id(({ id }) => id)
        .distance(110),
    )
    .force('apart', forceManyBody<Body>().strength(-420).distanceMax(1200).theta(theta))
    .force('x', forceX<Body>(0).strength(0.05))
    .force('y', forceY<Body>(0).strength(0.07));
  if (room === 0) simulation.force('room', forceCollide<Body>(38));
  const places = () => new Map(bodies.map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]));
  simulation.alphaDecay(1 - 0.001 ** (1 / forces));
  for (let tick = 0; tick < forces + room; tick += 1) {
    if (tick === forces) {
      for (const name of ['link', 'apart', 'x', 'y']) simulation.force(name, null);
      simulation.force('room', forceCollide<Body>(38));
    }
    simulation.tick();
    yield { part: tick / (forces + room), places };
  }
  return places();
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
