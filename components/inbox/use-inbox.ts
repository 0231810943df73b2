'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { useLive } from '@/components/live/live-provider.tsx';
import { unreadView } from '@/lib/notifications/schema.ts';

const UNREAD = '/notifications/unread';

/** Whatever shows the inbox is asked again whenever the server says that its lines have changed, in every open tab. */
export function useUnread(): number {
  const live = useLive();
  const client = useQueryClient();
  useEffect(
    () =>
      live.inbox.subscribe(
        () =>
          void client.invalidateQueries({
            predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/notifications'),
          }),
      ),
    [live, client],
  );
  return useApi(UNREAD, unreadView).data?.unread ?? 0;
}
