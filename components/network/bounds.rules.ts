/** Pixels around everything, inside which nothing stands. */
export const MARGIN = 46;

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The box around these places; never without an extent, so that it can be fitted into another. Null: there are none. */
export function bounds(places: readonly Point[]): Box | null {
  if (places.length === 0) return null;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** How a box lies in the middle of a wall, as large as it can be: what a picture does that must be seen whole. */
export function fitted(box: Box, wall: { readonly width: number; readonly height: number }) {
  const zoom = Math.min((wall.width - 2 * MARGIN) / box.width, (wall.height - 2 * MARGIN) / box.height);
  return {
    zoom,
    pan: {
      x: wall.width / 2 - zoom * (box.x + box.width / 2),
      y: wall.height / 2 - zoom * (box.y + box.height / 2),
    },
  };
}
