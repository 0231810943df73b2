import { followTrail, trailsBehind } from '../lib/notifications/follow.ts';
import { sendDigests } from '../lib/notifications/digest.ts';
import type { Database } from '../lib/platform/db.ts';
import type { Mailer } from '../lib/platform/mail.ts';

export interface NotificationWorker {
  /** A trail has grown; null: any may have. */
  readonly wake: (streamId: string | null) => void;
  readonly close: () => Promise<void>;
}

interface WorkerOptions {
  readonly db: Database;
  readonly mail: Mailer;
  /** Where people reach this installation, for the links in a mail. */
  readonly address: string;
  readonly onError: (error: unknown) => void;
}

const DIGEST_ROUND_MS = 60_000;
/** Should a wake-up ever be lost: no line comes later than this. */
const LOOK_MS = 60_000;

/** Turns the trail into inbox lines as it grows, and unread lines into mail when somebody's time has come. */
export function startNotifications({ db, mail, address, onError }: WorkerOptions): NotificationWorker {
  const waiting = new Set<string>();
  let working: Promise<void> = Promise.resolve();
  let closed = false;

  const work = async (): Promise<void> => {
    for (const streamId of waiting) {
      if (closed) return;
      waiting.delete(streamId);
      await followTrail(db, streamId).catch((error: unknown) => onError(error));
    }
  };
  const soon = (): void => {
    if (!closed) working = working.then(work);
  };
  const lookForAll = (): void => {
    trailsBehind(db).then((ids) => {
      for (const id of ids) waiting.add(id);
      if (ids.length > 0) soon();
    }, onError);
  };
  const mailDigests = (): void => {
    working = working
      .then(() => (closed ? 0 : sendDigests(db, mail, { now: new Date(), address })))
      .then(() => undefined, onError);
  };

  lookForAll();
  const timers = [
    setInterval(lookForAll, LOOK_MS),
    ...(mail.configured ? [setInterval(mailDigests, DIGEST_ROUND_MS)] : []),
  ];
  for (const timer of timers) timer.unref();
  return {
    wake: (streamId) => {
      if (streamId === null) lookForAll();
      else {
        waiting.add(streamId);
        soon();
      }
    },
    close: async () => {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      await working;
    },
  };
}
