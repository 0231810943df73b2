import type { Css, StylesheetJson } from 'cytoscape';
import type { Support } from '@/lib/entities/rules.ts';
import { isA } from '@/lib/entities/rules.ts';

/** The shape says what an entity is: people are round, bodies are square, places are diamonds. */
export function shapeOf(schema: string): Css.NodeShape {
  if (isA(schema, 'Organization')) return 'round-rectangle';
  if (isA(schema, 'Person') || isA(schema, 'LegalEntity')) return 'ellipse';
  if (isA(schema, 'Address') || isA(schema, 'RealEstate')) return 'diamond';
  return isA(schema, 'Event') ? 'round-hexagon' : 'round-triangle';
}

const shapes: readonly Css.NodeShape[] = ['round-rectangle', 'ellipse', 'diamond', 'round-hexagon', 'round-triangle'];

/** Line style first, colour second (ENT-6). */
const lines: Readonly<Record<Support, { color: string; style: object }>> = {
  verified: { color: '--ink', style: { 'line-style': 'solid', width: 2.5 } },
  checking: { color: '--note', style: { 'line-style': 'dashed', 'line-dash-pattern': [9, 6] } },
  disputed: { color: '--warn', style: { 'line-style': 'dashed', 'line-dash-pattern': [14, 4, 3, 4], label: '!' } },
  // Struck: a bar across the line, and the sign of the verdict.
  refuted: { color: '--bad', style: { 'line-style': 'solid', label: '✗', 'mid-target-arrow-shape': 'tee' } },
  none: { color: '--ink-3', style: { 'line-style': 'dotted' } },
};

/** The drawing in the colours of the page's theme; of many, without what costs time and shows nothing at that size. */
export function stylesheet(root: Element, many: boolean): StylesheetJson {
  const theme = getComputedStyle(root);
  const color = (name: string): string => theme.getPropertyValue(name).trim();
  const font = color('--font-ui') || 'sans-serif';
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        'background-color': color('--card'),
        'border-width': 2,
        'border-color': color('--entity'),
        label: 'data(name)',
        color: color('--ink'),
        'font-family': font,
        'font-size': 12,
        'min-zoomed-font-size': 7,
        'text-valign': 'bottom',
        'text-margin-y': 5,
        'text-wrap': 'ellipsis',
        'text-max-width': '150px',
        'text-outline-color': color('--paper'),
        'text-outline-width': many ? 0 : 2.5,
      },
    },
    ...shapes.map((shape) => ({ selector: `node[shape = "${shape}"]`, style: { shape } })),
    { selector: 'node[?pinned]', style: { 'border-style': 'double', 'border-width': 5 } },
    { selector: 'node[?more]', style: { 'background-color': color('--desk') } },
    {
      selector: 'edge',
      style: {
        width: 2,
        'curve-style': many ? 'straight' : 'bezier',
        'control-point-step-size': 44,
        'target-arrow-shape': 'none',
        'arrow-scale': 0.9,
        'font-family': font,
        'font-size': 15,
        'font-weight': 'bold',
        'min-zoomed-font-size': 8,
        'text-background-color': color('--paper'),
        'text-background-opacity': 1,
        'text-background-padding': '2px',
      },
    },
    ...Object.entries(lines).map(([support, line]) => ({
      selector: `edge[support = "${support}"]`,
      style: {
        ...line.style,
        'line-color': color(line.color),
        'target-arrow-color': color(line.color),
        'mid-target-arrow-color': color(line.color),
        color: color(line.color),
      },
    })),
    { selector: 'edge[?directed]', style: { 'target-arrow-shape': 'triangle' } },
    { selector: '.away', style: { display: 'none' } },
    {
      selector: '.chosen',
      style: { 'underlay-color': color('--focus'), 'underlay-opacity': 0.32, 'underlay-padding': 7 },
    },
    {
      selector: '.way',
      style: { 'underlay-color': color('--thread'), 'underlay-opacity': 0.3, 'underlay-padding': 6 },
    },
  ];
}
