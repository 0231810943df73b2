import type { Support } from '../../entities/rules.ts';
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
const between = (support: Support, ends: string): string =>
  support === 'disputed' ? `<line ${ends} stroke="#fff" stroke-width="1.8"/>` : '';
const marks: Partial<Record<Support, string>> = { refuted: '✗', disputed: '!' };
const FONT = 'font-family="Instrument Sans, Helvetica, Arial, sans-serif"';
const RADIUS = 14;
const AROUND = 90;

export interface Legend {
  readonly support: Support;
  readonly label: string;
}

/** A picture for print: everything that is drawn, the title and what the lines mean. */
export function encodeSvg({ title, nodes, edges }: Picture, legend: readonly Legend[]): string {
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
      return from && to ? [line(edge, from, to)] : [];
    }),
    ...nodes.map(circle),
    ...legend.map(({ support, label }, at) => {
      const [x, y] = [box.x + 16 + at * 150, box.bottom + 4];
      const ends = `x1="${x}" y1="${y}" x2="${x + 34}" y2="${y}"`;
      return `<line ${ends} ${strokes[support]}/>${between(support, ends)}<text x="${x + 42}" y="${y + 4}" ${FONT} font-size="11" fill="#5f5a53">${marks[support] ? `${marks[support]} ` : ''}${escapeXml(label)}</text>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

function line({ support, directed, words, role }: PictureEdge, from: PictureNode, to: PictureNode): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const cut = (end: PictureNode, by: number) => ({ x: end.x + (dx / length) * by, y: end.y + (dy / length) * by });
  const [start, stop] = [cut(from, RADIUS), cut(to, -RADIUS)];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const mark = marks[support];
  const ends = `x1="${start.x.toFixed(1)}" y1="${start.y.toFixed(1)}" x2="${stop.x.toFixed(1)}" y2="${stop.y.toFixed(1)}"`;
  return [
    `<line ${ends} ${strokes[support]}${directed ? ' marker-end="url(#arrow)"' : ''}><title>${escapeXml([words, role].filter(Boolean).join(', '))}</title></line>`,
    between(support, ends),
    mark
      ? `<text x="${middle.x.toFixed(1)}" y="${(middle.y + 5).toFixed(1)}" text-anchor="middle" ${FONT} font-size="15" font-weight="700" fill="${support === 'refuted' ? '#a50f28' : '#855400'}" stroke="#fff" stroke-width="3" paint-order="stroke">${mark}</text>`
      : '',
  ].join('');
}

const circle = ({ name, x, y }: PictureNode): string =>
  `<circle cx="${x}" cy="${y}" r="${RADIUS}" fill="#fff" stroke="#0b6463" stroke-width="2"/><text x="${x}" y="${y + RADIUS + 15}" text-anchor="middle" ${FONT} font-size="12" fill="#1d1b19" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeXml(name)}</text>`;
