import { escapeXml } from './xml.rules.ts';
import type { Picture } from './picture.rules.ts';

const attributes = (of: string, names: readonly string[]): string =>
  `<attributes class="${of}">${names.map((name) => `<attribute id="${name}" title="${name}" type="string"/>`).join('')}</attributes>`;
const values = (given: Readonly<Record<string, string>>): string =>
  `<attvalues>${Object.entries(given)
    .filter(([, value]) => value)
    .map(([name, value]) => `<attvalue for="${name}" value="${escapeXml(value)}"/>`)
    .join('')}</attvalues>`;

/** An xsd:date has all its parts, and knows no circa: the first day that is meant, or the last. */
const wholeDate = (date: string, end: boolean): string => {
  const [year = '0000', month, day] = date.replace('~', '').split('-');
  if (month && day) return `${year}-${month}-${day}`;
  const last = month ?? (end ? '12' : '01');
  const days = new Date(Date.UTC(Number(year), Number(last), 0)).getUTCDate();
  return `${year}-${last}-${end ? String(days) : '01'}`;
};

/** GEXF 1.3 (gexf.net), with times and places, as Gephi reads it. */
export function encodeGexf({ title, nodes, edges }: Picture): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<meta><creator>Redthread</creator><description>${escapeXml(title)}</description></meta>`,
    '<graph mode="dynamic" timeformat="date" defaultedgetype="directed">',
    attributes('node', ['schema']),
    attributes('edge', ['schema', 'role', 'support']),
    '<nodes>',
    ...nodes.map(
      ({ id, name, schema, x, y }) =>
        `<node id="${id}" label="${escapeXml(name)}">${values({ schema })}<viz:position x="${x}" y="${-y}"/></node>`,
    ),
    '</nodes>',
    '<edges>',
    ...edges.map(({ id, fromId, toId, words, schema, role, support, directed, startDate, endDate }) => {
      const times = `${startDate ? ` start="${wholeDate(startDate, false)}"` : ''}${endDate ? ` end="${wholeDate(endDate, true)}"` : ''}`;
      return `<edge id="${id}" source="${fromId}" target="${toId}" type="${directed ? 'directed' : 'undirected'}" label="${escapeXml(words)}"${times}>${values({ schema, role, support })}</edge>`;
    }),
    '</edges>',
    '</graph>',
    '</gexf>',
    '',
  ].join('\n');
}
