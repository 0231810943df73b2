import type { FtmObject } from '../../entities/model/ftm.rules.ts';
import { encodeLink } from '../../entities/model/ftm.rules.ts';
import { csvLine } from '../csv/csv.rules.ts';
import type { Picture } from './picture.rules.ts';

const columns = ['from', 'relationship', 'to', 'role', 'start', 'end', 'support', 'schema', 'fromId', 'toId', 'id'];

/** One line a relationship, its ends by name. */
export function encodeEdgeTable({ nodes, edges }: Picture): string {
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  const rows = edges.map((edge) => [
    nameOf.get(edge.fromId) ?? '',
    edge.words,
    nameOf.get(edge.toId) ?? '',
    edge.role,
    edge.startDate ?? '',
    edge.endDate ?? '',
    edge.support,
    edge.schema,
    edge.fromId,
    edge.toId,
    edge.id,
  ]);
  return `${[columns, ...rows].map(csvLine).join('\r\n')}\r\n`;
}

/**
 * What is drawn as FollowTheMoney lines, things before what links them (ENT-8). `known`: of the nodes and edges what their
 * reader may see, with all that they may see of each; a line whose end is not among them is left out with it.
 */
export function encodeFtmLines({ nodes, edges }: Picture, known: readonly FtmObject[]): string {
  const byId = new Map(known.map((one) => [one.id, one]));
  const drawn = nodes.flatMap(({ id }) => byId.get(id) ?? []);
  const links = edges.flatMap(
    (edge) => (byId.has(edge.fromId) && byId.has(edge.toId) && (byId.get(edge.id) ?? encodeLink(edge))) || [],
  );
  return [...drawn, ...links].map((one) => `${JSON.stringify(one)}\n`).join('');
}
