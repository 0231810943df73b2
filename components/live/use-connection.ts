'use client';

import { useSyncExternalStore } from 'react';
import type { ConnectionStatus } from '@/lib/live/client/live-client.ts';
import { useLive } from './live-provider.tsx';

export function useConnection(): ConnectionStatus {
  const { status } = useLive();
  return useSyncExternalStore(status.subscribe, status.get, () => 'connecting');
}
