'use client';

import { useApi } from '@/components/data/use-api.ts';
import { timelineView } from '@/lib/network/timeline.schema.ts';
import { Timeline } from './timeline.tsx';

/** What happened around one entity, across the cases that one may read. */
export function EntityTimeline({ entityId }: { readonly entityId: string }) {
  const { data } = useApi(`/entities/${entityId}/timeline`, timelineView);
  return data ? <Timeline timeline={data} /> : null;
}
