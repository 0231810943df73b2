import type { Caller } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { env } from '../platform/env.ts';
import { problem } from '../platform/http.ts';
import { ask } from '../platform/query.ts';
import { getInvestigation } from '../investigations/queries.ts';
import type { EventView } from '../investigations/schema.ts';
import { eventsInput } from '../investigations/schema.ts';
import { Feed } from '../live/feed.ts';
import { listenToPostgres } from '../live/listener.ts';

interface Hub {
  readonly feed: Feed;
  /** Called with whose rights have changed; null: anybody's may have. */
  readonly onAccess: Set<(userId: string | null) => void>;
}

let opened: Promise<Hub> | undefined;

/** One LISTEN connection for all streams of this process, opened with the first. */
async function openHub(db: Database): Promise<Hub> {
  const hub: Hub = { feed: new Feed(db), onAccess: new Set() };
  const changed = (userId: string | null) => {
    for (const listener of hub.onAccess) listener(userId);
  };
  await listenToPostgres(env().DATABASE_URL, {
    onWakeUp: (message) => {
      if (message.k === 'events') hub.feed.wake(message.stream);
      else if (message.k === 'access') changed(message.userId);
    },
    onGap: () => {
      void hub.feed.wakeAll();
      changed(null);
    },
  });
  return hub;
}

const KEEP_ALIVE_MS = 20_000;

/**
 * The trail of a case as server-sent events: everything after `Last-Event-ID` (or `?after=`), then what happens, each
 * with its number as id. It ends when the caller may no longer read the case (ACC-3).
 */
export async function streamEvents(
  db: Database,
  caller: Caller,
  request: Request,
  params: Record<string, unknown>,
): Promise<Response> {
  const investigationId = params['investigationId'];
  const allowed = await ask(db, getInvestigation, caller, { investigationId });
  if (!allowed.ok) return problem(allowed.error);
  const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '0';
  const from = eventsInput.shape.after.safeParse(after);
  opened ??= openHub(db).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  const hub = await opened;
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string) => controller.enqueue(new TextEncoder().encode(text));
      const stop = hub.feed.follow(allowed.value.id, from.success ? from.data : 0, {
        userId: caller.userId,
        send: (event: EventView) => send(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
        caughtUp: () => undefined,
      });
      const keepAlive = setInterval(() => send(': still here\n\n'), KEEP_ALIVE_MS);
      const recheck = (userId: string | null) => {
        if (userId !== null && userId !== caller.userId) return;
        ask(db, getInvestigation, caller, { investigationId }).then(
          (still) => {
            if (!still.ok) finish();
          },
          () => finish(),
        );
      };
      const finish = () => {
        end();
        controller.close();
      };
      end = () => {
        stop();
        clearInterval(keepAlive);
        hub.onAccess.delete(recheck);
        end = () => undefined;
      };
      hub.onAccess.add(recheck);
      send(': following\n\n');
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Not compressed: each of many followers would cost a quarter of a megabyte, for lines of a few words.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
