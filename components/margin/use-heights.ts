'use client';

import { useCallback, useEffect, useState } from 'react';

interface Heights {
  readonly heights: ReadonlyMap<string, number>;
  /** The ref of the element of this id, which is watched for as long as it is drawn. */
  readonly measured: (id: string) => (element: HTMLElement | null) => (() => void) | undefined;
}

/** How tall each card is, now: measured by the browser, kept while a card is out of sight. */
export function useHeights(): Heights {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [watch] = useState(() => heightWatch(setHeights));
  useEffect(() => () => watch.stop(), [watch]);
  const measured = useCallback((id: string) => watch.measured(id), [watch]);
  return { heights, measured };
}

type Put = (change: (heights: ReadonlyMap<string, number>) => ReadonlyMap<string, number>) => void;

function heightWatch(put: Put) {
  const ids = new Map<Element, string>();
  const refs = new Map<string, (element: HTMLElement | null) => (() => void) | undefined>();
  // The server has no ResizeObserver and calls no refs.
  const observer =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver((entries) => {
          put((heights) => {
            const changed = entries.flatMap((entry) => {
              const id = ids.get(entry.target);
              const height = entry.borderBoxSize[0]?.blockSize ?? entry.contentRect.height;
              return id !== undefined && height > 0 && heights.get(id) !== height ? [{ id, height }] : [];
            });
            if (changed.length === 0) return heights;
            const next = new Map(heights);
            for (const { id, height } of changed) next.set(id, height);
            return next;
          });
        });
  const measured = (id: string) => {
    // One function for each id: a new one at every render would stop and start the watching.
    const known = refs.get(id);
    if (known) return known;
    const ref = (element: HTMLElement | null) => {
      if (!element) return undefined;
      ids.set(element, id);
      observer?.observe(element);
      return () => {
        observer?.unobserve(element);
        ids.delete(element);
      };
    };
    refs.set(id, ref);
    return ref;
  };
  return { measured, stop: () => observer?.disconnect() };
}
