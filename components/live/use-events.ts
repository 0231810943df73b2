'use client';

import { useEffect, useEffectEvent } from 'react';
import type { EventView } from '@/lib/investigations/schema.ts';
import { useLive } from './live-provider.tsx';

/** Calls back for each event of the case from now on, once and in order, also after a lost connection. */
export function useEvents(investigationId: string, onEvent: (event: EventView) => void): void {
  const live = useLive();
  const handle = useEffectEvent(onEvent);
  useEffect(() => live.follow(investigationId, (event) => handle(event)), [live, investigationId]);
}
