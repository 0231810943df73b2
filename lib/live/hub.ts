import type { Database } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { WakeUp } from '../platform/notify.ts';
import { redactionMarks } from '../retention/redaction-mark.ts';
import type { Bus, BusMessage } from './bus.ts';
import { postgresBus } from './bus.ts';
import type { Connection, Hub } from './connection.ts';
import { OpenDocuments } from './documents.ts';
import { Feed } from './feed.ts';
import { listenToPostgres } from './listener.ts';
import type { Append } from './log.ts';
import { GroupCommit } from './log.ts';
import { Peers } from './peers.ts';
import { redisBus } from './redis.ts';
import { Rooms } from './rooms.ts';

export interface HubOptions {
  readonly db: Database;
  /** For the one LISTEN connection. */
  readonly url: string;
  /** Valkey or Redis for presence and the log's wake-ups; without it Postgres carries them. */
  readonly redisUrl?: string | undefined;
  /** How edits get onto the disk; a group commit unless a test plants a fault. */
  readonly append?: Append | undefined;
  /** Told of every trail that has grown, null when any may have: for followers that are not sockets. */
  readonly onEvents?: ((streamId: string | null) => void) | undefined;
}

/** What the connections of one process share, and how it hears from the others. */
export interface ConnectedHub extends Hub {
  readonly listening: () => boolean;
  readonly counts: GroupCommit['counts'];
  readonly peers: () => number;
  /** Every edit that has come in is committed or refused. */
  readonly drained: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A net below the wake-ups: whatever got lost on the way is found in the tables this soon. */
const SWEEP_MS = 1000;

export async function connectHub(
  { db, url, redisUrl, append, onEvents }: HubOptions,
  connections: ReadonlySet<Connection>,
): Promise<ConnectedHub> {
  const feed = new Feed(db);
  const onBusMessage = (message: BusMessage) => peers.hear(message);
  const onGap = () => {
    void sweep();
    onEvents?.(null);
    recheck(connections);
    tellRedacted(db, connections);
  };
  const redis = redisUrl ? await redisBus(redisUrl, { onMessage: onBusMessage, onGap: () => void sweep() }) : undefined;
  const bus: Bus = redis ?? postgresBus(db);
  const log = new GroupCommit(db, {
    any: () => peers.count > 0,
    wake: redis && ((docs) => peers.tellGrown(docs)),
  });
  const documents = new OpenDocuments(db, append ?? log.append, {
    tell: (doc, news) => peers.tellCarets(doc, news),
    ask: (doc) => peers.askCarets(doc),
  });
  const rooms = new Rooms((room, changes) => peers.tellRoom(room, changes));
  const follow = (docs: readonly (readonly [string, number])[]) =>
    // What could not be read now is found by the next sweep.
    void documents.follow(docs).catch(() => undefined);
  const peers: Peers = new Peers(newId(), bus, {
    repeat: ({ room, doc }) => {
      if (doc === undefined) rooms.repeat(room);
      if (room === undefined) documents.repeatCarets(doc);
    },
    forget: (process) => {
      rooms.forget(process);
      documents.forgetCarets(process);
    },
    here: (process, room, people) => rooms.hear(process, room, people),
    carets: (process, doc, carets) => documents.hearCarets(process, doc, carets),
    grown: follow,
  });

  function onWakeUp(message: WakeUp): void {
    switch (message.k) {
      case 'events':
        feed.wake(message.stream);
        onEvents?.(message.stream);
        return;
      case 'inbox':
        for (const connection of connections)
          if (connection.person.userId === message.userId) connection.send({ t: 'inbox' });
        return;
      case 'access': {
        recheck(connections, message.userId);
        return;
      }
      case 'updates': {
        follow(message.docs);
        return;
      }
      case 'redacted':
        // Texts with the words have a new lineage: whoever has one open leaves it now, not at the next sweep.
        void sweep();
        tellRedacted(db, connections);
        return;
    }
  }
  const listener = await listenToPostgres(url, { onWakeUp, onGap, ...(redis ? {} : { onBusMessage }) });

  const epochs = new Map<string, number>();
  let sweeping = false;
  async function sweep(): Promise<void> {
    if (sweeping) return;
    sweeping = true;
    try {
      await Promise.all([documents.followAll(), feed.wakeAll(), compareEpochs(db, connections, epochs)]);
    } catch {
      // The database is away; the next sweep asks again.
    } finally {
      sweeping = false;
    }
  }
  const timer = setInterval(() => void sweep(), SWEEP_MS);

  return {
    db,
    documents,
    feed,
    rooms,
    askRoom: (room) => peers.askRoom(room),
    listening: listener.connected,
    counts: log.counts,
    peers: () => peers.count,
    drained: async () => {
      await documents.settled();
      await log.drained();
    },
    close: async () => {
      clearInterval(timer);
      rooms.close();
      peers.close();
      await bus.close();
      await listener.close();
    },
  };
}

function recheck(connections: ReadonlySet<Connection>, only?: string): void {
  for (const connection of connections) {
    if (only === undefined || connection.person.userId === only)
      connection.recheck().catch(() => connection.close(1011, 'Connecting again.'));
  }
}

/** Tells each of them the last redaction: a page that was made before it is loaded anew (ACC-8). */
export function tellRedacted(db: Database, connections: Iterable<Connection>): void {
  const told = [...connections];
  const people = [...new Set(told.map(({ person }) => person.userId))];
  redactionMarks(db.prisma, people)
    .then((marks) => {
      for (const connection of told)
        connection.send({ t: 'redacted', mark: marks.get(connection.person.userId) ?? null });
    })
    .catch(() => {
      // Whoever comes back is told then.
      for (const connection of told) connection.close(1011, 'Connecting again.');
    });
}

/** Whoever's rights have changed without our hearing of it is looked at again (LIV-4). */
async function compareEpochs(
  db: Database,
  connections: ReadonlySet<Connection>,
  epochs: Map<string, number>,
): Promise<void> {
  const here = new Set([...connections].map(({ person }) => person.userId));
  for (const userId of epochs.keys()) if (!here.has(userId)) epochs.delete(userId);
  if (here.size === 0) return;
  const { rows } = await db.pool.query<{ id: string; accessEpoch: number }>({
    name: 'redthread_epochs',
    text: `SELECT id, "accessEpoch" FROM "User" WHERE id = ANY ($1)`,
    values: [[...here]],
  });
  for (const { id, accessEpoch } of rows) {
    const before = epochs.get(id);
    epochs.set(id, accessEpoch);
    if (before !== undefined && before !== accessEpoch) recheck(connections, id);
  }
}
