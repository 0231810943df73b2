import type { EventView } from '../investigations/schema.ts';
import { eventsAsSeen } from '../investigations/trail.ts';
import type { Database } from '../platform/db.ts';

export interface Follower {
  readonly userId: string;
  readonly send: (event: EventView) => void;
  readonly caughtUp: (seq: number) => void;
}

interface Following {
  readonly follower: Follower;
  /** Number of the last event that was sent. */
  sent: number;
}

interface Stream {
  readonly followings: Set<Following>;
  /** The last number that is known to exist. */
  known: number;
  running: boolean;
  again: boolean;
}

const PAGE = 500;
const RETRY_MS = 300;

/**
 * Sends each follower the events of a case, in order, without a gap and without a repetition (CORE-2). What is new is read
 * once a case, however many follow it: everybody who stands at the same number is served by the same reading.
 */
export class Feed {
  readonly #streams = new Map<string, Stream>();

  constructor(private readonly db: Database) {}

  /** Begins after event `after`; -1 means from now on. */
  follow(investigationId: string, after: number, follower: Follower): () => void {
    const following: Following = { follower, sent: after };
    const stream = this.#streams.get(investigationId) ?? {
      followings: new Set(),
      known: 0,
      running: false,
      again: false,
    };
    this.#streams.set(investigationId, stream);
    stream.followings.add(following);
    this.#advance(investigationId, stream);
    return () => {
      stream.followings.delete(following);
      if (stream.followings.size === 0 && this.#streams.get(investigationId) === stream)
        this.#streams.delete(investigationId);
    };
  }

  /** A stream has grown. */
  wake(investigationId: string): void {
    const stream = this.#streams.get(investigationId);
    if (stream) this.#advance(investigationId, stream);
  }

  /** Something may have been missed: every followed stream is compared with its table. */
  async wakeAll(): Promise<void> {
    const ids = [...this.#streams.keys()];
    if (ids.length === 0) return;
    const rows = await this.db.prisma.eventStream.findMany({
      where: { id: { in: ids } },
      select: { id: true, seq: true },
    });
    for (const { id, seq } of rows) if (seq > (this.#streams.get(id)?.known ?? seq)) this.wake(id);
  }

  #advance(investigationId: string, stream: Stream): void {
    if (stream.running) {
      stream.again = true;
      return;
    }
    stream.running = true;
    void this.#run(investigationId, stream);
  }

  async #run(investigationId: string, stream: Stream): Promise<void> {
    do {
      stream.again = false;
      try {
        await this.#settle(investigationId, stream);
        await this.#send(investigationId, stream);
      } catch {
        // The database is away for a moment: nobody has lost their place.
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        stream.again = true;
      }
    } while (stream.again && stream.followings.size > 0);
    stream.running = false;
  }

  /** Who comes without a number begins at the end. */
  async #settle(investigationId: string, stream: Stream): Promise<void> {
    const fresh = [...stream.followings].filter(({ sent }) => sent < 0);
    if (fresh.length === 0) return;
    const row = await this.db.prisma.eventStream.findUnique({
      where: { id: investigationId },
      select: { seq: true },
    });
    for (const following of fresh) {
      following.sent = row?.seq ?? 0;
      following.follower.caughtUp(following.sent);
    }
  }

  async #send(investigationId: string, stream: Stream): Promise<void> {
    for (;;) {
      const behind = [...stream.followings].filter(({ sent }) => sent >= 0);
      if (behind.length === 0) return;
      const from = Math.min(...behind.map(({ sent }) => sent));
      const rows = await this.db.prisma.event.findMany({
        where: { streamId: investigationId, seq: { gt: from } },
        orderBy: { seq: 'asc' },
        take: PAGE,
      });
      const seen = await eventsAsSeen(this.db.prisma, rows);
      for (const following of behind) {
        if (!stream.followings.has(following)) continue;
        const before = following.sent;
        for (const row of rows) {
          if (row.seq <= following.sent) continue;
          following.follower.send(seen(following.follower.userId, row));
          following.sent = row.seq;
        }
        if (following.sent > before || rows.length < PAGE) following.follower.caughtUp(following.sent);
      }
      stream.known = Math.max(stream.known, rows.at(-1)?.seq ?? from);
      if (rows.length < PAGE) return;
    }
  }
}
