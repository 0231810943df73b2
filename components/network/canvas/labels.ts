import type { Picture } from './paint.ts';
import type { Spot } from './scene.rules.ts';

/** Up to so many names are all written, even where they touch; of more, those with most lines, each where there is room. */
const ALL = 60;
const MOST = 300;
/** In letters about as wide as they are high. */
const WIDEST = { few: 20, many: 12.5 };
/** The room that a name takes is counted in cells of this size, in pixels. */
const CELL = { width: 16, height: 8 };

/** Names cut to what fits, and how wide they are, for a font. Measuring letters is slow. */
const measured = new Map<string, { readonly text: string; readonly width: number }>();

/** Letters have come that were not there when names were measured. */
export const forgetWidths = (): void => measured.clear();

function fitting(context: CanvasRenderingContext2D, name: string, widest: number) {
  const key = `${context.font} ${widest} ${name}`;
  const known = measured.get(key);
  if (known) return known;
  if (measured.size > 20_000) measured.clear();
  let text = name;
  let width = context.measureText(text).width;
  while (width > widest && text.length > 2) {
    text = `${text.replace(/…$/u, '').slice(0, -2).trimEnd()}…`;
    width = context.measureText(text).width;
  }
  const found = { text, width };
  measured.set(key, found);
  return found;
}

/** Names below their places: first what is chosen or pointed at, then those with most lines. */
export function paintLabels(context: CanvasRenderingContext2D, spots: readonly Spot[], picture: Picture): void {
  const { view, ink, chosen, hovered, way, width, height } = picture;
  const now = (spot: Spot): number =>
    spot.id === chosen || spot.id === hovered ? 2 : way.has(spot.id) || spot.pinned ? 1 : 0;
  const order = [...spots].sort((a, b) => now(b) - now(a) || b.lines - a.lines || (a.id < b.id ? -1 : 1));
  const size = Math.round(12 * Math.min(1.4, Math.max(0.95, view.zoom)));
  context.font = `500 ${size}px ${ink.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = ink.paper;
  context.fillStyle = ink.text;
  const taken = new Set<number>();
  const columns = Math.ceil(width / CELL.width) + 40;
  const isFree = (cells: readonly number[]): boolean => !cells.some((cell) => taken.has(cell));
  const few = order.length <= ALL;
  // From afar names are signposts: each keeps its distance from the next, and the drawing is seen between them.
  const room = few ? 0 : view.zoom < 0.3 ? 14 : 3;
  let written = 0;
  for (const spot of order) {
    if (written >= MOST) return;
    const x = spot.x * view.zoom + view.pan.x;
    const middle = spot.y * view.zoom + view.pan.y;
    const away = Math.max(2, spot.radius * view.zoom) + 4;
    if (middle + away < -size || middle - away > height + size) continue;
    const { text, width: wide } = fitting(context, spot.name, size * (few ? WIDEST.few : WIDEST.many));
    const below = { y: middle + away, cells: cellsOf(x - wide / 2, middle + away, wide, size, columns) };
    const above = { y: middle - away - size, cells: cellsOf(x - wide / 2, middle - away - size, wide, size, columns) };
    const place = isFree(below.cells) ? below : isFree(above.cells) ? above : null;
    if (!place && !few && now(spot) < 2) continue;
    const { y, cells } = place ?? below;
    for (const cell of room ? cellsOf(x - wide / 2 - room, y - room, wide + 2 * room, size + 2 * room, columns) : cells)
      taken.add(cell);
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
    written += 1;
  }
}

function cellsOf(left: number, top: number, width: number, height: number, columns: number): number[] {
  const cells: number[] = [];
  for (let row = Math.floor(top / CELL.height); row <= (top + height) / CELL.height; row += 1)
    for (let column = Math.floor(left / CELL.width); column <= (left + width) / CELL.width; column += 1)
      cells.push(row * columns * 2 + column);
  return cells;
}
