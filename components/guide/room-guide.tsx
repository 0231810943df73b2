'use client';

import { useMemo, useState } from 'react';
import { useReader, useRoomState } from '@/components/reader/room/room-context.ts';
import type { NotedStep } from '@/lib/guide/rules.ts';
import { cameFromVerdict } from './from-verdict.ts';
import { Guide } from './guide.tsx';

/** The guide above the text: it sees that a source is open, that somebody else is here, that words were followed to. */
export function RoomGuide() {
  const { investigation, others } = useReader();
  const activeId = useRoomState((state) => state.activeId);
  const [followed, setFollowed] = useState(false);
  if (!followed && activeId && cameFromVerdict()) setFollowed(true);
  const together = others.length > 0;
  const sees = useMemo(
    () =>
      [
        'open' as const,
        ...(together ? (['together'] as const) : []),
        ...(followed ? (['words'] as const) : []),
      ] satisfies NotedStep[],
    [together, followed],
  );
  return <Guide investigationId={investigation.id} place="room" sees={sees} />;
}
