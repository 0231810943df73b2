import type { Ink } from './ink.ts';
import type { Shape } from '@/lib/network/shape.rules.ts';
import { cornersOf } from '@/lib/network/shape.rules.ts';
import type { Spot } from './scene.rules.ts';
import type { View } from './view.rules.ts';

function outline(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number, radius: number): void {
  context.beginPath();
  const corners = cornersOf(shape, { x, y }, radius);
  if (corners.length > 0) {
    for (const corner of corners) context.lineTo(corner.x, corner.y);
    context.closePath();
  } else if (shape === 'square')
    context.roundRect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, radius * 0.3);
  else context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** A name; a second ring says that it is pinned, a darker ground that there is more of it. */
export function paintSpot(
  context: CanvasRenderingContext2D,
  { shape, x, y, radius, pinned, more }: Spot,
  { zoom, pan }: View,
  ink: Ink,
): void {
  const size = Math.max(1.8, radius * zoom);
  const [left, top] = [x * zoom + pan.x, y * zoom + pan.y];
  outline(context, shape, left, top, size);
  context.fillStyle = more ? ink.desk : ink.card;
  context.fill();
  context.strokeStyle = ink.entity;
  context.lineWidth = Math.min(2, Math.max(0.8, 2 * zoom));
  context.stroke();
  if (!pinned || size < 5) return;
  outline(context, shape, left, top, size - 3.5);
  context.lineWidth = 1.2;
  context.stroke();
}
