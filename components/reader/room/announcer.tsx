'use client';

import { useRoomState } from './room-context.ts';

/** What happens, for those who hear the page: the caret's words, a colleague's mark, a mark that was made. */
export function Announcer() {
  const said = useRoomState((state) => state.said);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}
