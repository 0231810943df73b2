import { escapeXml } from './xml.rules.ts';
import type { Picture } from './picture.rules.ts';

const data = (key: string, value: string | null): string =>
  value ? `<data key="${key}">${escapeXml(value)}</data>` : '';

const nodeKeys = ['name', 'schema', 'x', 'y'];
const edgeKeys = ['schema', 'label', 'role', 'start', 'end', 'support'];

/** GraphML (graphml.graphdrawing.org), as Gephi, yEd and NetworkX read it. */
export function encodeGraphml({ nodes, edges }: Picture): string {
  const keyOf = (of: 'node' | 'edge', name: string) => `${of}-${name}`;
  const keys = [
    ...nodeKeys.map((name) => ['node', name, name === 'x' || name === 'y' ? 'double' : 'string'] as const),
    ...edgeKeys.map((name) => ['edge', name, 'string'] as const),
  ].map(([of, name, type]) => `<key id="${keyOf(of, name)}" for="${of}" attr.name="${name}" attr.type="${type}"/>`);
  const drawnNodes = nodes.map(
    ({ id, name, schema, x, y }) =>
      `<node id="${id}">${data('node-name', name)}${data('node-schema', schema)}${data('node-x', String(x))}${data('node-y', String(y))}</node>`,
  );
  const drawnEdges = edges.map(
    (edge) =>
      `<edge id="${edge.id}" source="${edge.fromId}" target="${edge.toId}" directed="${edge.directed}">${[
        data('edge-schema', edge.schema),
        data('edge-label', edge.words),
        data('edge-role', edge.role),
        data('edge-start', edge.startDate),
        data('edge-end', edge.endDate),
        data('edge-support', edge.support),
      ].join('')}</edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph edgedefault="directed">',
    ...drawnNodes,
    ...drawnEdges,
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}
