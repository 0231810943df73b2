import { eventAsSeenBy } from '../investigations/queries.ts';
import type { EventView } from '../investigations/schema.ts';
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
  running: Promise<void>;
}

const PAGE = 500;

/** Sends each follower the events of a case, in order, without a gap and without a repetition (CORE-2). */
export class Feed {
  readonly #streams = new Map<string, Set<Following>>();

  constructor(private readonly db: Database) {}

  /** Begins after event `after`; -1 means from now on. */
  follow(investigationId: string, after: number, follower: Follower): () => void {
    const following: Following = { follower, sent: after, running: Promise.resolve() };
    const stream = this.#streams.get(investigationId) ?? new Set();
    this.#streams.set(investigationId, stream.add(following));
    this.#advance(investigationId, following);
    return () => {
      stream.delete(following);
      if (stream.size === 0 && this.#streams.get(investigationId) === stream) this.#streams.delete(investigationId);
    };
  }

  /** A stream has grown. */
  wake(investigationId: string): void {
    for (const following of this.#streams.get(investigationId) ?? []) this.#advance(investigationId, following);
  }

  wakeAll(): void {
    for (const investigationId of this.#streams.keys()) this.wake(investigationId);
  }

  #advance(investigationId: string, following: Following): void {
    following.running = following.running.then(() => this.#send(investigationId, following)).catch(() => undefined);
  }

  async #send(investigationId: string, following: Following): Promise<void> {
    const { follower } = following;
    if (following.sent < 0) {
      const stream = await this.db.prisma.eventStream.findUnique({
        where: { id: investigationId },
        select: { seq: true },
      });
      following.sent = stream?.seq ?? 0;
    }
    for (;;) {
      if (!this.#streams.get(investigationId)?.has(following)) return;
      const rows = await this.db.prisma.event.findMany({
        where: { streamId: investigationId, seq: { gt: following.sent } },
        orderBy: { seq: 'asc' },
        take: PAGE,
      });
      if (!this.#streams.get(investigationId)?.has(following)) return;
      for (const row of rows) {
        follower.send(eventAsSeenBy(follower.userId, row));
        following.sent = row.seq;
      }
      if (rows.length < PAGE) break;
    }
    follower.caughtUp(following.sent);
  }
}
