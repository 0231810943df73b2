import { supports } from '@/lib/entities/rules.ts';
import { paintLabels } from './labels.ts';
import { paintSpot } from './spots.ts';
import { paintSigns, paintStrokes, pathOf } from './strokes.ts';
import type { Ink } from './ink.ts';
import type { Scene, Spot, Stroke } from './scene.rules.ts';
import type { View } from './view.rules.ts';

export interface Picture {
  readonly scene: Scene;
  readonly view: View;
  readonly ink: Ink;
  /** In pixels of the page; how many of the device make one. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** The id of the name or line that is chosen; what lies on the way that was looked for; what the pointer is on. */
  readonly chosen: string | null;
  readonly way: ReadonlySet<string>;
  readonly hovered: string | null;
}

/** More lines than this are drawn fainter: else they make one blot. Those of what one looks at are not. */
const DENSE = 800;

/** Draws all of it. Lines keep their style at every distance: it says how far they are proved (ENT-6, ENT-10). */
export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { scene, view, ink, width, height, ratio } = picture;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const strokes = scene.strokes.filter((stroke) => isStrokeSeen(stroke, picture));
  const spots = scene.spots.filter((spot) => isSpotSeen(spot, picture));
  underlay(context, picture, strokes, spots);
  const dense = strokes.length > DENSE;
  const isLookedAt = ({ id, from, to }: Stroke): boolean =>
    [id, from.id, to.id].some((one) => one === picture.chosen || one === picture.hovered) || picture.way.has(id);
  const layer = (some: readonly Stroke[]) => {
    // What nothing carries lies lowest.
    for (const support of [...supports].reverse())
      paintStrokes(
        context,
        support,
        some.filter((stroke) => stroke.support === support),
        picture,
      );
  };
  context.globalAlpha = dense ? 0.42 : 1;
  layer(strokes);
  context.globalAlpha = 1;
  if (dense) layer(strokes.filter(isLookedAt));
  context.setLineDash([]);
  paintSigns(context, strokes, picture);
  for (const spot of spots) paintSpot(context, spot, view, ink);
  // What one looks at lies on top, in the colour of the focus.
  for (const spot of spots)
    if (spot.id === picture.chosen || spot.id === picture.hovered)
      paintSpot(context, spot, view, { ...ink, entity: ink.focus });
  paintLabels(context, spots, picture);
}

/** What was chosen, and the way between two, shine through from below. */
function underlay(
  context: CanvasRenderingContext2D,
  { view, ink, chosen, way, hovered }: Picture,
  strokes: readonly Stroke[],
  spots: readonly Spot[],
): void {
  const width = Math.max(8, 14 * view.zoom);
  const shine = (color: string, alpha: number, lines: readonly Stroke[], names: readonly Spot[]) => {
    context.globalAlpha = alpha;
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = width;
    context.beginPath();
    for (const stroke of lines) pathOf(context, stroke, view);
    context.stroke();
    for (const { x, y, radius } of names) {
      context.beginPath();
      context.arc(x * view.zoom + view.pan.x, y * view.zoom + view.pan.y, radius * view.zoom + width / 2, 0, 7);
      context.fill();
    }
  };
  context.setLineDash([]);
  if (way.size > 0)
    shine(
      ink.thread,
      0.3,
      strokes.filter(({ id }) => way.has(id)),
      spots.filter(({ id }) => way.has(id)),
    );
  // Of a name also its lines, fainter: whom it reaches.
  for (const id of new Set([hovered, chosen])) {
    if (id === null) continue;
    const strength = id === chosen ? 1 : 0.6;
    shine(
      ink.focus,
      0.16 * strength,
      strokes.filter(({ from, to }) => from.id === id || to.id === id),
      [],
    );
    shine(
      ink.focus,
      0.32 * strength,
      strokes.filter((stroke) => stroke.id === id),
      spots.filter((spot) => spot.id === id),
    );
  }
  context.globalAlpha = 1;
}

/** Room around the wall for what stands out: a name's letters, a line's bend. */
const AROUND = 40;

const isSpotSeen = ({ x, y, radius }: Spot, { view: { zoom, pan }, width, height }: Picture): boolean => {
  const [left, top, room] = [x * zoom + pan.x, y * zoom + pan.y, radius * zoom + AROUND];
  return left > -room - 120 && left < width + room + 120 && top > -room && top < height + room;
};

const isStrokeSeen = ({ from, to, bend }: Stroke, { view: { zoom, pan }, width, height }: Picture): boolean => {
  const room = AROUND + Math.abs(bend) * zoom;
  const [x1, x2] = [from.x * zoom + pan.x, to.x * zoom + pan.x];
  const [y1, y2] = [from.y * zoom + pan.y, to.y * zoom + pan.y];
  return (
    Math.max(x1, x2) > -room &&
    Math.min(x1, x2) < width + room &&
    Math.max(y1, y2) > -room &&
    Math.min(y1, y2) < height + room
  );
};
