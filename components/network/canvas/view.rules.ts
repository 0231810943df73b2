export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Which part of the network lies on the wall: a place times the zoom, plus the pan, is where it is seen. */
export interface View {
  readonly zoom: number;
  readonly pan: Point;
}

const SMALLEST = 0.03;
const LARGEST = 3;

export const seenAt = ({ zoom, pan }: View, { x, y }: Point): Point => ({ x: x * zoom + pan.x, y: y * zoom + pan.y });
export const placeAt = ({ zoom, pan }: View, { x, y }: Point): Point => ({
  x: (x - pan.x) / zoom,
  y: (y - pan.y) / zoom,
});

/** Closer or farther, while what lies under `fixed` stays under it. */
export function zoomed(view: View, by: number, fixed: Point): View {
  const zoom = Math.min(LARGEST, Math.max(SMALLEST, view.zoom * by));
  const place = placeAt(view, fixed);
  return { zoom, pan: { x: fixed.x - place.x * zoom, y: fixed.y - place.y * zoom } };
}

export const panned = (view: View, x: number, y: number): View => ({
  ...view,
  pan: { x: view.pan.x + x, y: view.pan.y + y },
});
