'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import type { Placed, Wanted } from '@/lib/network/layout.rules.ts';
import { settle } from '@/lib/network/layout.rules.ts';
import type { NetworkScope } from '@/lib/network/rules.ts';
import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';
import type { ToPlace } from './layout-messages.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly pinned: boolean;
}
export type Places = ReadonlyMap<string, Place>;

/** Somebody who drags five names sends one layout. */
const KEEP_AFTER_MS = 1200;

const kept = (nodes: readonly NetworkNode[]): Map<string, Place> =>
  new Map(nodes.flatMap(({ id, place }) => (place ? [[id, place] as const] : [])));

/** Asks the thread beside the page; where a browser gives none, the page does it itself. Answers how to call it off. */
function findPlaces(wanted: Wanted, tell: (message: ToPlace) => void): () => void {
  const here = () => {
    const steps = settle(wanted);
    let step = steps.next();
    while (!step.done) step = steps.next();
    tell({ what: 'settled', places: step.value });
  };
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<ToPlace>) => {
    if (data.what === 'settled') worker.terminate();
    tell(data);
  };
  worker.onerror = () => {
    worker.terminate();
    here();
  };
  worker.postMessage(wanted);
  return () => worker.terminate();
}

/**
 * Where everything stands: where this person has put it, else where the forces leave it. What has found its place stays
 * there, and is kept for the next time.
 */
export function useLayout(scope: NetworkScope, nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]) {
  const [places, setPlaces] = useState<Places>(() => kept(nodes));
  const [sketch, setSketch] = useState<Places | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  /** The same as the state, for what happens later than the last drawing of the page. */
  const newest = useRef(places);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { investigationId, entityId } = scope;

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void sendCommand('network.arrange', {
        ...(investigationId ? { investigationId } : {}),
        ...(entityId ? { entityId } : {}),
        places: [...newest.current].map(([id, place]) => ({ id, ...place })),
      });
    }, KEEP_AFTER_MS);
  }, [investigationId, entityId]);

  const show = useCallback((next: Places) => {
    newest.current = next;
    setPlaces(next);
  }, []);

  const missing = nodes.some(({ id }) => !places.has(id));
  useEffect(() => {
    if (!missing) return;
    const standing = newest.current;
    const pinned = (found: ReadonlyMap<string, Placed>): Map<string, Place> =>
      new Map([...found].map(([id, place]) => [id, { ...place, pinned: standing.get(id)?.pinned ?? false }] as const));
    const settled = (found: ReadonlyMap<string, Placed>) => {
      setProgress(null);
      setSketch(null);
      // What was moved by hand meanwhile stays where it was put.
      show(new Map([...pinned(found), ...newest.current]));
      keep();
    };
    return findPlaces(
      {
        ids: nodes.map(({ id }) => id),
        lines: edges.map(({ fromId, toId }) => ({ fromId, toId })),
        standing: new Map([...standing].map(([id, { x, y }]) => [id, { x, y }])),
      },
      (message) => {
        if (message.what === 'part') setProgress(message.part);
        else if (message.what === 'settled') settled(message.places);
        else setSketch(new Map([...pinned(message.places), ...newest.current]));
      },
    );
  }, [missing, nodes, edges, show, keep]);

  return {
    places,
    /** While forces settle: the first picture of where they will leave things. */
    sketch,
    /** How far the search for places is; null while there is none. */
    progress,
    put: (id: string, place: Place) => {
      show(new Map(newest.current).set(id, place));
      setSketch((now) => now && new Map(now).set(id, place));
      keep();
    },
    /** All but what is pinned looks for a new place. */
    arrange: () => show(new Map([...newest.current].filter(([, { pinned }]) => pinned))),
  };
}
