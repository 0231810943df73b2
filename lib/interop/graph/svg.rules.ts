import type { Support } from '../../entities/rules.ts';
import { bendsOf, cornersOf, lean, lineSigns, middle, shapeOf } from '../../network/shape.rules.ts';
import { escapeXml } from './xml.rules.ts';
import type { Picture, PictureEdge, PictureNode } from './picture.rules.ts';

/** Printed on white, whatever the screen's theme, in the colours of the light one (app/tokens.css, --line-…). The line style alone says it; the colour says it again. */
const strokes: Readonly<Record<Support, string>> = {
  verified: 'stroke="#bf1230" stroke-width="2.5"',
  checking: 'stroke="#bf1230" stroke-width="2" stroke-dasharray="7 5"',
  disputed: 'stroke="#855400" stroke-width="4.5"',
  refuted: 'stroke="#6f6a62" stroke-width="2"',
  none: 'stroke="#6f6a62" stroke-width="2" stroke-dasharray="1 5" stroke-linecap="round"',
};
/** A disputed line is two: the white one between them. */
const between = (support: Support, what: 'line' | 'path', ends: string): string =>
  support === 'disputed' ? `<${what} ${ends} stroke="#fff" stroke-width="1.8"/>` : '';
const FONT = 'font-family="Instrument Sans, Helvetica, Arial, sans-serif"';
const RADIUS = 14;
const AROUND = 90;

export interface Legend {
  readonly support: Support;
  readonly label: string;
}

/** A picture for print: everything that is drawn, the title and what the lines mean. */
export function encodeSvg({ title, nodes, edges }: Picture, legend: readonly Legend[]): string {
  const bends = bendsOf(edges);
  const place = new Map(nodes.map((node) => [node.id, node]));
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const low = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Infinity);
  const high = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  const box = nodes.length
    ? { x: low(xs) - AROUND, y: low(ys) - AROUND, right: high(xs) + AROUND, bottom: high(ys) + AROUND }
    : { x: 0, y: 0, right: 400, bottom: 200 };
  const [width, height] = [Math.max(400, box.right - box.x), box.bottom - box.y + 60];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x} ${box.y - 40} ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker></defs>',
    `<rect x="${box.x}" y="${box.y - 40}" width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${box.x + 16}" y="${box.y - 14}" ${FONT} font-size="17" font-weight="600" fill="#1d1b19">${escapeXml(title)}</text>`,
    ...edges.flatMap((edge) => {
      const [from, to] = [place.get(edge.fromId), place.get(edge.toId)];
      return from && to ? [line(edge, from, to, bends.get(edge.id) ?? 0)] : [];
    }),
    ...nodes.map(name),
    ...legend.map(({ support, label }, at) => {
      const [x, y] = [box.x + 16 + at * 150, box.bottom + 4];
      const ends = `x1="${x}" y1="${y}" x2="${x + 34}" y2="${y}"`;
      return `<line ${ends} ${strokes[support]}/>${between(support, 'line', ends)}<text x="${x + 42}" y="${y + 4}" ${FONT} font-size="11" fill="#5f5a53">${lineSigns[support] ? `${lineSigns[support]} ` : ''}${escapeXml(label)}</text>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

function line(
  { support, directed, words, role }: PictureEdge,
  from: PictureNode,
  to: PictureNode,
  bend: number,
): string {
  // Straight, the way to the other end goes through the middle; bent, it begins towards where it leans.
  const side = lean({ from, to, bend });
  const towards = (end: PictureNode) => {
    const [dx, dy] = [side.x - end.x, side.y - end.y];
    const length = Math.hypot(dx, dy) || 1;
    return `${(end.x + (dx / length) * RADIUS).toFixed(1)} ${(end.y + (dy / length) * RADIUS).toFixed(1)}`;
  };
  const at = middle({ from, to, bend });
  const mark = lineSigns[support];
  const ends = `fill="none" d="M${towards(from)}Q${side.x.toFixed(1)} ${side.y.toFixed(1)} ${towards(to)}"`;
  return [
    `<path ${ends} ${strokes[support]}${directed ? ' marker-end="url(#arrow)"' : ''}><title>${escapeXml([words, role].filter(Boolean).join(', '))}</title></path>`,
    between(support, 'path', ends),
    mark
      ? `<text x="${at.x.toFixed(1)}" y="${(at.y + 5).toFixed(1)}" text-anchor="middle" ${FONT} font-size="15" font-weight="700" fill="${support === 'refuted' ? '#a50f28' : '#855400'}" stroke="#fff" stroke-width="3" paint-order="stroke">${mark}</text>`
      : '',
  ].join('');
}

function outline(node: PictureNode): string {
  const { x, y } = node;
  const shape = shapeOf(node.schema);
  const corners = cornersOf(shape, node, RADIUS);
  if (corners.length > 0)
    return `<polygon points="${corners.map((one) => `${one.x.toFixed(1)},${one.y.toFixed(1)}`).join(' ')}"`;
  const half = RADIUS * 0.9;
  return shape === 'square'
    ? `<rect x="${(x - half).toFixed(1)}" y="${(y - half).toFixed(1)}" width="${2 * half}" height="${2 * half}" rx="4"`
    : `<circle cx="${x}" cy="${y}" r="${RADIUS}"`;
}

const name = (node: PictureNode): string =>
  `${outline(node)} fill="#fff" stroke="#0b6463" stroke-width="2"/><text x="${node.x}" y="${node.y + RADIUS + 15}" text-anchor="middle" ${FONT} font-size="12" fill="#1d1b19" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeXml(node.name)}</text>`;
