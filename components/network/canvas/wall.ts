import { bounds, fitted } from '../bounds.rules.ts';
import type { Chosen } from '../use-network.ts';
import { listenTo } from './gestures.ts';
import { spotAt, strokeAt } from './hit.rules.ts';
import { inkOf } from './ink.ts';
import { forgetWidths } from './labels.ts';
import type { Picture } from './paint.ts';
import { paint } from './paint.ts';
import type { Scene } from './scene.rules.ts';
import { nothing } from './scene.rules.ts';
import type { Point, View } from './view.rules.ts';
import { panned, placeAt, zoomed } from './view.rules.ts';

interface Told {
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onMoved: (id: string, place: Point) => void;
  /** After the first time that something was drawn. */
  readonly onDrawn: () => void;
}

/** How near a pointer has to come, in pixels of the screen: a finger is wider than an arrow. */
const NEAR = { fine: { spot: 4, stroke: 6 }, coarse: { spot: 10, stroke: 14 } };
/** A pair of names need not fill the wall; and on a phone a few names should still be read. */
const CLOSEST = 1.25;
const FEW = { names: 60, zoom: 0.4 };
/** In pixels a side: beyond it browsers give no picture. */
const LARGEST_PICTURE = 8000;

export type Wall = ReturnType<typeof makeWall>;

/**
 * The network on a canvas: what is seen, from where, and what is done to it. Seven thousand names and lines are one
 * drawing of a few milliseconds (adr/0015), so it is drawn anew whenever anything changes, once a frame.
 */
export function makeWall(canvas: HTMLCanvasElement, told: Told) {
  const context = canvas.getContext('2d');
  let scene: Scene = nothing;
  let extent: readonly Point[] = [];
  let view: View = { zoom: 1, pan: { x: 0, y: 0 } };
  let marked: Pick<Picture, 'chosen' | 'way'> = { chosen: null, way: new Set() };
  let hovered: string | null = null;
  let ink = inkOf(document.documentElement);
  let size = { width: canvas.clientWidth, height: canvas.clientHeight };
  /** Whoever has moved the wall wants it where it is; till then all of it is seen, also when more comes. */
  let isMoved = false;
  let frame = 0;
  let wasDrawn = false;

  const ratio = () => Math.min(2, devicePixelRatio || 1);
  const draw = () => {
    frame = 0;
    if (!context) return;
    const [wide, high] = [Math.round(size.width * ratio()), Math.round(size.height * ratio())];
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
    paint(context, { scene, view, ink, ...size, ratio: ratio(), ...marked, hovered });
    if (!wasDrawn && scene.spots.length > 0) {
      wasDrawn = true;
      told.onDrawn();
    }
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const look = (next: View) => {
    view = next;
    isMoved = true;
    soon();
  };
  const fit = () => {
    const box = bounds(extent);
    if (!box || size.width === 0) return;
    const whole = fitted(box, size);
    const zoom = Math.min(CLOSEST, extent.length < FEW.names ? Math.max(FEW.zoom, whole.zoom) : whole.zoom);
    view = centred({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, Math.max(0.01, zoom));
    isMoved = false;
    soon();
  };
  const centred = ({ x, y }: Point, zoom: number): View => ({
    zoom,
    pan: { x: size.width / 2 - x * zoom, y: size.height / 2 - y * zoom },
  });
  const found = (seen: Point, coarse: boolean): Chosen | null => {
    const near = coarse ? NEAR.coarse : NEAR.fine;
    const place = placeAt(view, seen);
    const spot = spotAt(scene, place, near.spot / view.zoom);
    if (spot) return { what: 'node', id: spot.id };
    const stroke = strokeAt(scene, place, near.stroke / view.zoom);
    return stroke ? { what: 'edge', id: stroke.id } : null;
  };
  const hover = (seen: Point | null) => {
    const over = seen ? found(seen, false) : null;
    if ((over?.id ?? null) === hovered) return;
    hovered = over?.id ?? null;
    canvas.dataset['over'] = over?.what ?? '';
    soon();
  };

  const stopListening = listenTo(canvas, {
    spotAt: (seen, coarse) => spotAt(scene, placeAt(view, seen), (coarse ? NEAR.coarse : NEAR.fine).spot / view.zoom),
    onHover: hover,
    onTap: (seen, coarse) => told.onChoose(found(seen, coarse)),
    onPan: (x, y) => look(panned(view, x, y)),
    onZoom: (by, fixed) => look(zoomed(view, by, fixed)),
    onDrag: (spot, seen) => {
      Object.assign(spot, placeAt(view, seen));
      isMoved = true;
      soon();
    },
    onDropped: ({ id, x, y }) => told.onMoved(id, { x, y }),
  });
  const sized = new ResizeObserver(() => {
    size = { width: canvas.clientWidth, height: canvas.clientHeight };
    if (isMoved) soon();
    else fit();
  });
  sized.observe(canvas);
  // The theme may change under the drawing, and letters may come after it.
  const inked = () => {
    ink = inkOf(document.documentElement);
    soon();
  };
  const themed = new MutationObserver(inked);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', inked);
  void document.fonts.ready.then(() => {
    forgetWidths();
    soon();
  });

  return {
    /** `places`: where everything stands, also what is filtered out; by them the view is fitted. */
    show: (next: Scene, places: readonly Point[]) => {
      scene = next;
      const isNew = places !== extent;
      extent = places;
      if (isNew && !isMoved) fit();
      else soon();
    },
    mark: (next: Pick<Picture, 'chosen' | 'way'>) => {
      marked = next;
      soon();
    },
    fit,
    zoom: (by: number) => look(zoomed(view, by, { x: size.width / 2, y: size.height / 2 })),
    centre: (id: string) => {
      const spot = scene.spots.find((one) => one.id === id);
      if (spot) look(centred(spot, Math.max(view.zoom, 0.8)));
    },
    /** All of it as a picture, at twice the size. */
    png: (): Promise<Blob | null> => {
      const box = bounds(scene.spots);
      const sheet = document.createElement('canvas');
      const page = sheet.getContext('2d');
      if (!box || !page) return Promise.resolve(null);
      const around = 90;
      const [width, height] = [box.width + 2 * around, box.height + 2 * around];
      const scale = Math.min(2, LARGEST_PICTURE / width, LARGEST_PICTURE / height);
      [sheet.width, sheet.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
      paint(page, {
        scene,
        view: { zoom: scale / 2, pan: { x: (around - box.x) * (scale / 2), y: (around - box.y) * (scale / 2) } },
        ink,
        width: sheet.width / 2,
        height: sheet.height / 2,
        ratio: 2,
        chosen: null,
        way: new Set(),
        hovered: null,
      });
      page.globalCompositeOperation = 'destination-over';
      page.fillStyle = ink.paper;
      page.fillRect(0, 0, sheet.width, sheet.height);
      return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'));
    },
    destroy: () => {
      cancelAnimationFrame(frame);
      stopListening();
      sized.disconnect();
      themed.disconnect();
      scheme.removeEventListener('change', inked);
    },
  };
}
