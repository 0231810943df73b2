'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { settle } from '@/lib/network/layout.rules.ts';
import type { NetworkScope } from '@/lib/network/rules.ts';
import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly pinned: boolean;
}
export type Places = ReadonlyMap<string, Place>;

/** So long the page may not react while places are looked for. */
const SLICE_MS = 24;
/** Somebody who drags five names sends one layout. */
const KEEP_AFTER_MS = 1200;

const kept = (nodes: readonly NetworkNode[]): Map<string, Place> =>
  new Map(nodes.flatMap(({ id, place }) => (place ? [[id, place] as const] : [])));

/**
 * Where everything stands: where this person has put it, else where the forces leave it. What has found its place stays
 * there, and is kept for the next time.
 */
export function useLayout(scope: NetworkScope, nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]) {
  const [places, setPlaces] = useState<Places>(() => kept(nodes));
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
    const steps = settle({ ids: nodes.map(({ id }) => id), lines: edges, standing });
    let frame = 0;
    const slice = () => {
      const until = performance.now() + SLICE_MS;
      for (;;) {
        const step = steps.next();
        if (step.done) {
          setProgress(null);
          show(
            new Map([
              ...standing,
              ...[...step.value].map(
                ([id, place]) => [id, { ...place, pinned: standing.get(id)?.pinned ?? false }] as const,
              ),
            ]),
          );
          keep();
          return;
        }
        if (performance.now() > until) {
          setProgress(step.value);
          break;
        }
      }
      frame = requestAnimationFrame(slice);
    };
    frame = requestAnimationFrame(slice);
    return () => cancelAnimationFrame(frame);
  }, [missing, nodes, edges, show, keep]);

  return {
    places,
    /** How far the search for places is; null while there is none. */
    progress,
    put: (id: string, place: Place) => {
      show(new Map(newest.current).set(id, place));
      keep();
    },
    /** All but what is pinned looks for a new place. */
    arrange: () => show(new Map([...newest.current].filter(([, { pinned }]) => pinned))),
  };
}
