import type { Spot } from './scene.rules.ts';
import type { Point } from './view.rules.ts';

export interface Touched {
  readonly spotAt: (seen: Point, coarse: boolean) => Spot | null;
  readonly onHover: (seen: Point | null) => void;
  readonly onTap: (seen: Point, coarse: boolean) => void;
  readonly onPan: (x: number, y: number) => void;
  readonly onZoom: (by: number, fixed: Point) => void;
  readonly onDrag: (spot: Spot, seen: Point) => void;
  readonly onDropped: (spot: Spot) => void;
}

/** A hand is never quite still. In pixels. */
const STILL = { fine: 4, coarse: 9 };
/** What a turn of the wheel means where it is counted in pixels, lines or pages; pinching on a pad comes as a wheel too. */
const WHEEL = [0.002, 0.05, 1] as const;

/**
 * What fingers, pens and mice do on the wall: one drags a name or moves the wall, two zoom, a short touch chooses.
 * Answers how to stop listening.
 */
export function listenTo(wall: HTMLElement, touched: Touched): () => void {
  const down = new Map<number, Point>();
  let began: Point | null = null;
  let grabbed: Spot | null = null;
  let act: 'none' | 'drag' | 'pan' | 'pinch' = 'none';
  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const box = wall.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };
  const isCoarse = (event: PointerEvent): boolean => event.pointerType === 'touch';

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    wall.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    if (down.size > 1) {
      if (act === 'drag' && grabbed) touched.onDropped(grabbed);
      [act, grabbed] = ['pinch', null];
      return;
    }
    began = at(event);
    grabbed = touched.spotAt(began, isCoarse(event));
    act = 'none';
  };
  const onMove = (event: PointerEvent) => {
    const now = at(event);
    const before = down.get(event.pointerId);
    if (!before || !began) {
      if (!isCoarse(event)) touched.onHover(now);
      return;
    }
    const others = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    down.set(event.pointerId, now);
    const [other] = others;
    if (act === 'pinch') {
      if (!other) return;
      const centre = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      touched.onPan((now.x - before.x) / 2, (now.y - before.y) / 2);
      const spread = Math.hypot(before.x - other.x, before.y - other.y);
      if (spread > 0) touched.onZoom(Math.hypot(now.x - other.x, now.y - other.y) / spread, centre);
      return;
    }
    if (act === 'none') {
      const still = isCoarse(event) ? STILL.coarse : STILL.fine;
      if (Math.hypot(now.x - began.x, now.y - began.y) < still) return;
      act = grabbed ? 'drag' : 'pan';
    }
    if (act === 'drag' && grabbed) touched.onDrag(grabbed, now);
    else touched.onPan(now.x - before.x, now.y - before.y);
  };
  const onUp = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    if (down.size > 0) return;
    if (act === 'drag' && grabbed) touched.onDropped(grabbed);
    if (act === 'none' && event.type === 'pointerup') touched.onTap(at(event), isCoarse(event));
    [act, grabbed, began] = ['none', null, null];
  };
  const onLeave = () => touched.onHover(null);
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = WHEEL[event.deltaMode] ?? WHEEL[0];
    touched.onZoom(2 ** (-event.deltaY * unit * (event.ctrlKey ? 5 : 1)), at(event));
  };
  wall.addEventListener('pointerdown', onDown);
  wall.addEventListener('pointermove', onMove);
  wall.addEventListener('pointerup', onUp);
  wall.addEventListener('pointercancel', onUp);
  wall.addEventListener('pointerleave', onLeave);
  wall.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    wall.removeEventListener('pointerdown', onDown);
    wall.removeEventListener('pointermove', onMove);
    wall.removeEventListener('pointerup', onUp);
    wall.removeEventListener('pointercancel', onUp);
    wall.removeEventListener('pointerleave', onLeave);
    wall.removeEventListener('wheel', onWheel);
  };
}
