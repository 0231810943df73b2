import type { Support } from '@/lib/entities/rules.ts';
import { lean, lineSigns, middle } from '@/lib/network/shape.rules.ts';
import type { Picture } from './paint.ts';
import type { Stroke } from './scene.rules.ts';
import { seenAt } from './view.rules.ts';
import type { Point, View } from './view.rules.ts';

/** In pixels of the screen, whatever the zoom. */
const dashes: Readonly<Record<Support, readonly number[]>> = {
  verified: [],
  checking: [7, 5],
  disputed: [],
  refuted: [],
  none: [1.5, 4],
};

/** Smaller than this a name has no room for an arrow beside it, and a line none for a sign. */
const ARROW_FROM = 4.5;
const SIGN_FROM = 0.5;

const widthAt = (zoom: number): number => Math.min(2.6, Math.max(0.8, 2 * zoom));

export function pathOf(context: CanvasRenderingContext2D, stroke: Stroke, view: View): void {
  const [from, to] = [seenAt(view, stroke.from), seenAt(view, stroke.to)];
  context.moveTo(from.x, from.y);
  if (stroke.bend === 0) {
    context.lineTo(to.x, to.y);
    return;
  }
  const side = seenAt(view, lean(stroke));
  context.quadraticCurveTo(side.x, side.y, to.x, to.y);
}

/** All lines of one kind in one go: thousands of strokes cost a browser far more than one long path. */
export function paintStrokes(
  context: CanvasRenderingContext2D,
  support: Support,
  strokes: readonly Stroke[],
  { view, ink }: Picture,
): void {
  if (strokes.length === 0) return;
  const width = widthAt(view.zoom) * (support === 'verified' ? 1.3 : 1);
  context.beginPath();
  for (const stroke of strokes) pathOf(context, stroke, view);
  context.setLineDash([...dashes[support]]);
  context.strokeStyle = context.fillStyle = ink.lines[support];
  context.lineWidth = support === 'disputed' ? Math.max(2.6, width * 2.2) : width;
  context.stroke();
  if (support === 'disputed') {
    // Two lines: what was said against what.
    context.strokeStyle = ink.paper;
    context.lineWidth = context.lineWidth * 0.4;
    context.stroke();
  }
  context.setLineDash([]);
  for (const stroke of strokes) if (stroke.directed) arrow(context, stroke, view);
}

/** At the edge of the name it points to. */
function arrow(context: CanvasRenderingContext2D, stroke: Stroke, view: View): void {
  const radius = stroke.to.radius * view.zoom;
  if (radius < ARROW_FROM) return;
  const to = seenAt(view, stroke.to);
  const behind: Point = seenAt(view, stroke.bend === 0 ? stroke.from : lean(stroke));
  const angle = Math.atan2(to.y - behind.y, to.x - behind.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [length, half] = [Math.min(12, 4 + radius * 0.5), Math.min(5, 2 + radius * 0.2)];
  const tip = { x: to.x - cos * (radius + 1), y: to.y - sin * (radius + 1) };
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - cos * length - sin * half, tip.y - sin * length + cos * half);
  context.lineTo(tip.x - cos * length + sin * half, tip.y - sin * length - cos * half);
  context.closePath();
  context.fill();
}

/** A refuted line is struck at every distance; close by, its sign and that of a disputed one say it too. */
export function paintSigns(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  { view, ink }: Picture,
): void {
  context.font = `700 ${Math.min(17, Math.max(11, 14 * view.zoom))}px ${ink.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const stroke of strokes) {
    const sign = lineSigns[stroke.support];
    if (sign === undefined) continue;
    const at = seenAt(view, middle(stroke));
    const color = stroke.support === 'refuted' ? ink.bad : ink.lines[stroke.support];
    if (view.zoom >= SIGN_FROM) {
      context.lineWidth = 5;
      context.strokeStyle = ink.paper;
      context.strokeText(sign, at.x, at.y);
      context.fillStyle = color;
      context.fillText(sign, at.x, at.y);
    } else if (stroke.support === 'refuted') {
      const angle = Math.atan2(stroke.to.y - stroke.from.y, stroke.to.x - stroke.from.x);
      const [x, y] = [Math.sin(angle) * 4, -Math.cos(angle) * 4];
      context.lineWidth = 1.5;
      context.strokeStyle = color;
      context.beginPath();
      context.moveTo(at.x - x, at.y - y);
      context.lineTo(at.x + x, at.y + y);
      context.stroke();
    }
  }
}
