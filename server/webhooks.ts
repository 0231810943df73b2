import type { FetchUrl } from '../lib/fetch/fetcher.ts';
import type { Database } from '../lib/platform/db.ts';
import { forgetDeliveries, planDeliveries, sendDue, unplanned } from '../lib/webhooks/deliver.ts';

export interface WebhookWorker {
  /** A trail has grown; null: any may have. */
  readonly wake: (streamId: string | null) => void;
  readonly close: () => Promise<void>;
}

interface WorkerOptions {
  readonly db: Database;
  readonly fetchUrl: FetchUrl;
  readonly onError: (error: unknown) => void;
}

/** Attempts are due by the clock; a trial that a person asked for does not wait longer than this either. */
const LOOK_MS = 2000;
const FORGET_MS = 3_600_000;

/** Tells other systems what the trails say (ACC-7). Every process does it; the database gives each delivery to one. */
export function startWebhooks({ db, fetchUrl, onError }: WorkerOptions): WebhookWorker {
  const grown = new Set<string>();
  let lookAtAll = true;
  let working: Promise<void> | null = null;
  let closed = false;

  async function work(): Promise<void> {
    if (lookAtAll) {
      lookAtAll = false;
      for (const id of await unplanned(db)) grown.add(id);
    }
    for (const id of grown) {
      grown.delete(id);
      await planDeliveries(db, id);
    }
    while (!closed && (await sendDue(db, { fetchUrl, now: new Date() })) > 0);
  }
  const soon = (): void => {
    if (closed || working) return;
    working = work()
      .catch((error: unknown) => {
        lookAtAll = true;
        onError(error);
      })
      .finally(() => (working = null));
  };

  const timers = [
    setInterval(soon, LOOK_MS),
    setInterval(() => void forgetDeliveries(db, new Date()).catch(onError), FORGET_MS),
  ];
  for (const timer of timers) timer.unref();
  return {
    wake: (streamId) => {
      if (streamId === null) lookAtAll = true;
      else grown.add(streamId);
      soon();
    },
    close: async () => {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      await working;
    },
  };
}
