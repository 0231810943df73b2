'use client';

import type { RefObject } from 'react';
import { useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Drawn } from '@/lib/network/schema.ts';
import { sceneOf } from './canvas/scene.rules.ts';
import type { Wall } from './canvas/wall.ts';
import { makeWall } from './canvas/wall.ts';
import styles from './network.module.css';
import { Sketch } from './sketch.tsx';
import type { Chosen } from './use-network.ts';
import type { Place, Places } from './use-layout.ts';

export type DrawingHandle = Pick<Wall, 'fit' | 'zoom' | 'centre' | 'png'>;

interface DrawingProps {
  readonly all: Drawn;
  /** What the filters leave of it; the rest keeps its place and is not drawn. */
  readonly shown: Drawn;
  /** Where things stand; while forces settle, where they will about be. */
  readonly places: Places;
  readonly chosen: Chosen | null;
  /** The ids of what lies on the way that was looked for. */
  readonly way: ReadonlySet<string>;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onMoved: (id: string, place: Place) => void;
  readonly handle: RefObject<DrawingHandle | null>;
}

/** Beyond it the page comes with a sketch of what the canvas will show: it is a while until the page has woken up. */
const MANY = 300;

/**
 * The network on a canvas. It is for the eye and the pointer alone: the table beside it says the same in words, so it is
 * hidden from screen readers.
 */
export function Drawing({ all, shown, places, chosen, way, onChoose, onMoved, handle }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [wall, setWall] = useState<Wall | null>(null);
  const [ready, setReady] = useState(false);
  const choose = useEffectEvent(onChoose);
  const moved = useEffectEvent(onMoved);

  useEffect(() => {
    if (!canvas.current) return;
    const made = makeWall(canvas.current, {
      onChoose: (next) => choose(next),
      onMoved: (id, place) => moved(id, { ...place, pinned: true }),
      onDrawn: () => setReady(true),
    });
    setWall(made);
    return () => {
      made.destroy();
      setWall(null);
    };
  }, []);

  const standing = useMemo(() => [...places.values()], [places]);
  useEffect(() => wall?.show(sceneOf(all, shown, places), standing), [wall, all, shown, places, standing]);
  // The set of a way is made anew with every drawing of the page; what is in it says whether it is another one.
  const onWay = [...way].join(' ');
  useEffect(
    () => wall?.mark({ chosen: chosen?.id ?? null, way: new Set(onWay ? onWay.split(' ') : []) }),
    [wall, chosen, onWay],
  );
  useImperativeHandle(
    handle,
    () => ({
      fit: () => wall?.fit(),
      zoom: (by) => wall?.zoom(by),
      centre: (id) => wall?.centre(id),
      png: () => wall?.png() ?? Promise.resolve(null),
    }),
    [wall],
  );

  return (
    <div className={styles.wall}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        aria-hidden="true"
        data-drawn={ready ? shown.nodes.length : undefined}
      />
      {all.nodes.length + all.edges.length > MANY && !ready ? (
        <Sketch nodes={all.nodes} edges={all.edges} places={places} />
      ) : null}
    </div>
  );
}
