import type { Appended, PendingUpdate, Refused } from '../notes/append.ts';
import type { Database } from '../platform/db.ts';
import type { Caret, CaretNews } from './carets.ts';
import { CaretBoard } from './carets.ts';
import type { Effect, LoggedUpdate } from './document-copy.ts';
import { DocumentCopy } from './document-copy.ts';
import { FanOut } from './fan-out.ts';
import type { Append } from './log.ts';

/** Somebody who has a document open. */
export interface DocumentClient {
  readonly author: Pick<PendingUpdate, 'userId' | 'sessionId' | 'tokenId'>;
  /** The channel's number: frames for the same number are the same bytes. */
  readonly channel: number;
  readonly transmit: (message: Buffer) => void;
  readonly acknowledge: (n: number) => void;
  /** Of what it has sent, so many bytes are no longer waited for, one way or the other. */
  readonly settled: (bytes: number) => void;
  /** Not written: the reason is shown, and the client stays as a reader (or reloads). */
  readonly refuse: (why: Refused) => void;
  /** The bytes were not an edit, or not this person's: nothing was changed, the socket goes. */
  readonly malformed: (why: string) => void;
  /** The append failed: the socket goes, so that the client sends again what was not acknowledged. */
  readonly failed: () => void;
}

interface Queued {
  readonly client: DocumentClient;
  readonly n: number;
  readonly update: Uint8Array;
}

type Accepted = Queued & Effect;

/**
 * One document that people have open in this process. Whatever touches its copy runs in one queue, so edits that arrive
 * while a batch is being committed form the next batch.
 */
export class OpenDocument {
  readonly clients = new Set<DocumentClient>();
  readonly fanOut = new FanOut(this.clients, () => this.carets.ride(this.#done));
  readonly carets: CaretBoard<DocumentClient>;
  readonly #copy: DocumentCopy;
  #waiting: Queued[] = [];
  /** How many edits have been taken to the log so far, and how many have come back. */
  #taken = 0;
  #done = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly append: Append,
    readonly id: string,
    readonly lineage: string,
    tellCarets: (news: readonly CaretNews[]) => void,
  ) {
    this.#copy = new DocumentCopy(db, id, lineage);
    this.carets = new CaretBoard(this.clients, tellCarets);
  }

  get seq(): number {
    return this.#copy.seq;
  }

  /** Runs after everything that was asked before; a failure reaches only the one who asked. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      if (this.#copy.suspect) await this.#reload();
      return work();
    });
    this.#queue = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  load(): Promise<void> {
    return this.#inTurn(() => Promise.resolve());
  }

  /** What the log has beyond the copy that broke, nobody here has seen. */
  async #reload(): Promise<void> {
    const before = this.#copy.seq;
    await this.#copy.reload();
    if (this.clients.size === 0 || this.#copy.seq === before) return;
    const missed = await this.#logged(before, this.#copy.seq + 1);
    this.fanOut.updates(
      missed.map(({ update }) => update),
      null,
    );
  }

  /**
   * What `vector` lacks, and our own vector, taken between two batches: only committed text. Looks at the log first: a
   * client that comes from another process may have seen more than this one.
   */
  sync(vector: Uint8Array): Promise<{ readonly update: Uint8Array; readonly vector: Uint8Array }> {
    return this.#inTurn(async () => {
      await this.#catchUp(2_147_483_647);
      return this.#copy.since(vector);
    });
  }

  /** Whether a Yjs client number is somebody else's: in the log, or because their caret stands under it now. */
  isOthers(client: number, userId: string): boolean {
    const owner = this.#copy.ownerOf(client) ?? this.carets.ownerOf(client);
    return owner !== undefined && owner !== userId;
  }

  push(client: DocumentClient, n: number, update: Uint8Array): void {
    this.#waiting.push({ client, n, update });
    if (this.#waiting.length > 1) return;
    // Nothing here is swallowed: whoever wrote in this batch hears of a failure and sends again.
    this.#inTurn(() => this.#commit()).catch(() => {
      this.#fail(this.#takeWaiting());
    });
  }

  /** A client moves its caret. */
  point(client: DocumentClient, given: ReadonlyMap<number, Caret>): void {
    const { userId } = client.author;
    this.carets.say(client, given, (number) => this.isOthers(number, userId), this.#taken + this.#waiting.length);
  }

  /** Updates that another process appended, as read from the log. */
  absorb(rows: readonly LoggedUpdate[]): Promise<void> {
    return this.#inTurn(() => {
      this.#take(rows);
      return Promise.resolve();
    });
  }

  #take(rows: readonly LoggedUpdate[]): void {
    const updates = this.#copy.take(rows);
    if (updates.length > 0) this.fanOut.updates(updates, null);
  }

  async #catchUp(until: number): Promise<void> {
    this.#take(await this.#logged(this.#copy.seq, until));
  }

  /** What lies in the log between two numbers. */
  async #logged(after: number, until: number): Promise<readonly LoggedUpdate[]> {
    const { rows } = await this.db.pool.query<LoggedUpdate>({
      name: 'redthread_catch_up',
      text: `SELECT seq, update FROM "LiveUpdate" WHERE "documentId" = $1 AND seq > $2 AND seq < $3 ORDER BY seq`,
      values: [this.id, after, until],
    });
    return rows.map(({ seq, update }) => ({ seq, update: new Uint8Array(update) }));
  }

  #takeWaiting(): readonly Queued[] {
    const taken = this.#waiting;
    this.#waiting = [];
    this.#taken += taken.length;
    return taken;
  }

  async #commit(): Promise<void> {
    const taken = this.#takeWaiting();
    try {
      await this.#commitBatch(taken);
    } catch {
      // The outcome is unknown: perhaps it is on disk, perhaps not. The log will tell; until then nobody is told "saved".
      this.#copy.distrust();
      this.#fail(taken);
      return;
    } finally {
      this.#done = this.#taken;
    }
    for (const { client, update } of taken) client.settled(update.length);
  }

  #fail(queued: readonly Queued[]): void {
    for (const client of new Set(queued.map((one) => one.client))) client.failed();
  }

  async #commitBatch(taken: readonly Queued[]): Promise<void> {
    const batch: Accepted[] = [];
    const silent: Queued[] = [];
    for (const queued of taken) {
      const { userId } = queued.client.author;
      const judged = this.#copy.judge(queued.update, userId, (number) => this.isOthers(number, userId));
      if (judged.kind === 'new') batch.push({ ...queued, ...judged });
      // A resend: nothing to log, so sending it again makes nobody an author.
      else if (judged.kind === 'known') silent.push(queued);
      else {
        queued.client.malformed(judged.why);
        // It passed the inspection and still broke the copy: back to the log, and the good edits on top.
        if (this.#copy.suspect) {
          await this.#reload();
          this.#copy.replay(batch);
        }
      }
    }
    if (batch.length > 0 && !(await this.#write(batch))) {
      // What one of the silent ones repeated may be just what was refused.
      this.#fail(silent);
      return;
    }
    for (const { client, n } of silent) client.acknowledge(n);
  }

  /** False when some of it was refused. */
  async #write(batch: readonly Accepted[]): Promise<boolean> {
    const appended: Appended = await this.append({
      documentId: this.id,
      lineage: this.lineage,
      updates: batch.map(({ client, effect, newClients }) => ({ update: effect, newClients, ...client.author })),
    });
    const accepted = batch.filter((_, index) => !appended.refused.has(index));
    if (accepted.length > 0) {
      // Another process wrote in between: what it wrote goes out first, so that numbers keep their order.
      if (appended.first > this.#copy.seq + 1) await this.#catchUp(appended.first);
      const effects = accepted.map(({ effect }) => effect);
      this.#copy.grown(appended.first - 1 + accepted.length, effects);
      this.#done = this.#taken;
      for (const { client, n } of accepted) client.acknowledge(n);
      const [one] = accepted;
      const only = one && accepted.every(({ client }) => client === one.client) ? one.client : null;
      this.fanOut.updates(effects, only, this.#waiting.length > 0);
    }
    if (appended.refused.size === 0) {
      this.#copy.perhapsSnapshot();
      return true;
    }
    this.#copy.distrust();
    for (const [index, why] of appended.refused) batch[index]?.client.refuse(why);
    return false;
  }

  /** Everything that was pushed has been committed or refused. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /** Leaves memory. A long log leaves a snapshot behind, so that the next opening is quick. */
  async release(): Promise<void> {
    await this.#queue;
    this.#copy.perhapsSnapshot(200);
    this.fanOut.stop();
    this.carets.stop();
    this.#copy.destroy();
  }
}
