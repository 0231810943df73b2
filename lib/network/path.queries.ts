import type { Viewer } from '../entities/visibility.ts';
import { requireVisibleEntity } from '../entities/visibility.ts';
import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import { edgesOf, readableLinks } from './edges.ts';
import { nodesOf } from './nodes.ts';
import { MOST_STEPS } from './rules.ts';
import { pathInput, pathView } from './schema.ts';

/** A search from both ends stops here: a way through so many is no finding. */
const MOST_LOOKED_AT = 50_000;

interface Step {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
}
/** How each entity was reached: over which line, from whom; null for the end itself. */
type Reached = Map<string, { readonly edge: string; readonly before: string } | null>;

/** One of the shortest ways between two, over lines of cases that the viewer may read (ENT-7). */
export const getPath = query({
  name: 'network.path',
  input: pathInput,
  output: pathView,
  allow: () => on.workspace('entity.read'),
  run: async ({ db, viewer }, input) => {
    const from = await requireVisibleEntity(db, viewer, input.from);
    const to = await requireVisibleEntity(db, viewer, input.to);
    const way = from.id === to.id ? null : await wayBetween(db, viewer, from.id, to.id);
    if (!way) return { nodes: [], edges: [] };
    const nodes = await nodesOf(db, viewer, way.nodes, {});
    const edges = await edgesOf(db, way.edges);
    return {
      nodes: way.nodes.flatMap((id) => nodes.find((node) => node.id === id) ?? []),
      edges: way.edges.flatMap((id) => edges.find((edge) => edge.id === id) ?? []),
    };
  },
});

async function wayBetween(db: Reader, viewer: Viewer, from: string, to: string) {
  const [ahead, behind]: [Reached, Reached] = [new Map([[from, null]]), new Map([[to, null]])];
  let [here, there] = [[from], [to]];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    // The smaller side takes the step.
    const forward = here.length <= there.length;
    const [mine, others] = forward ? [ahead, behind] : [behind, ahead];
    const next = await step(db, viewer, forward ? here : there, mine);
    const met = next.filter((id) => others.has(id)).sort()[0];
    if (met) return joined(met, ahead, behind);
    if (next.length === 0 || ahead.size + behind.size > MOST_LOOKED_AT) return null;
    if (forward) here = next;
    else there = next;
  }
  return null;
}

async function step(db: Reader, viewer: Viewer, at: readonly string[], reached: Reached): Promise<string[]> {
  const lines = await db.$queryRaw<Step[]>`
    SELECT r.id, r."fromId", r."toId" FROM ${readableLinks(viewer)} WHERE r."fromId" = ANY (${[...at]}::uuid[])
    UNION ALL
    SELECT r.id, r."toId", r."fromId" FROM ${readableLinks(viewer)} WHERE r."toId" = ANY (${[...at]}::uuid[])
    ORDER BY 1`;
  const next: string[] = [];
  for (const { id, fromId, toId } of lines) {
    if (reached.has(toId)) continue;
    reached.set(toId, { edge: id, before: fromId });
    next.push(toId);
  }
  return next;
}

function joined(met: string, ahead: Reached, behind: Reached) {
  const walk = (reached: Reached) => {
    const [nodes, edges]: [string[], string[]] = [[], []];
    for (let at = reached.get(met); at; at = reached.get(at.before)) {
      nodes.push(at.before);
      edges.push(at.edge);
    }
    return { nodes, edges };
  };
  const [before, after] = [walk(ahead), walk(behind)];
  return {
    nodes: [...before.nodes.reverse(), met, ...after.nodes],
    edges: [...before.edges.reverse(), ...after.edges],
  };
}
