import type { EventView } from '@/lib/investigations/schema.ts';
import { Feed } from '@/lib/live/feed.ts';
import type { Database } from '@/lib/platform/db.ts';

/** What a socket of this person that begins at the first event of a case is sent. */
export const replayed = (db: Database, investigationId: string, userId: string): Promise<EventView[]> =>
  new Promise((resolve) => {
    const events: EventView[] = [];
    const stop = new Feed(db).follow(investigationId, 0, {
      userId,
      send: (event) => events.push(event),
      caughtUp: () => {
        stop();
        resolve(events);
      },
    });
  });
