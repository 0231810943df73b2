'use client';

import { useEvents } from '@/components/live/use-events.ts';

/**
 * When words of the case were redacted, the page is loaded anew: they stand in its text, its marks and everything that it
 * has kept in memory, and have to leave all of it (ACC-8).
 */
export function ReloadRedacted({ investigationId }: { readonly investigationId: string }) {
  useEvents(investigationId, (event) => {
    if (event.type === 'source.redacted') window.location.reload();
  });
  return null;
}
