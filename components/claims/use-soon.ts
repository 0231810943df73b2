'use client';

import { useCallback, useEffect, useEffectEvent, useRef } from 'react';

/** Calls a little later, once for however many times it was asked. */
export function useSoon(act: () => void, ms = 250): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const run = useEffectEvent(act);
  const fire = useRef<() => void>(() => undefined);
  useEffect(() => {
    fire.current = () => run();
    return () => clearTimeout(timer.current);
  }, []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => fire.current(), ms);
  }, [ms]);
}
