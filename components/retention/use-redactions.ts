'use client';

import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import type { RedactionView } from '@/lib/retention/redaction.schema.ts';
import { redactionList } from '@/lib/retention/redaction.schema.ts';

/** The requests of a case, as they are now; none for who may not see them. */
export function useRedactions(
  investigationId: string,
  allowed: boolean,
): { readonly items: readonly RedactionView[]; readonly held: boolean } {
  const { data, refetch } = useApi(allowed ? `/investigations/${investigationId}/redactions` : null, redactionList);
  useEvents(investigationId, (event) => {
    if (allowed && (event.type.startsWith('source.redact') || event.type.startsWith('case.h'))) void refetch();
  });
  return data ?? { items: [], held: false };
}
