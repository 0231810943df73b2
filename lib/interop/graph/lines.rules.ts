import { encodeLink, encodeThing } from '../../entities/model/ftm.rules.ts';
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

/** What is drawn as FollowTheMoney lines: things before what links them. */
export function encodeFtmLines({ nodes, edges }: Picture): string {
  const things = nodes.map((node) => encodeThing({ ...node, names: [], values: [] }));
  const links = edges.flatMap((edge) => encodeLink(edge) ?? []);
  return [...things, ...links].map((one) => `${JSON.stringify(one)}\n`).join('');
}
