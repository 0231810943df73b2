import * as Y from 'yjs';
import type { Appended, PendingUpdate, Refused } from '../notes/append.ts';
import { openCopy, writeSnapshot } from '../notes/document.ts';
import { inspectUpdate } from '../notes/update.rules.ts';
import type { Database } from '../platform/db.ts';
import type { CaretNews } from './carets.ts';
import { CaretBoard } from './carets.ts';
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

interface Accepted extends Queued {
  /** What the edit really changed. */
  readonly effect: Uint8Array;
  readonly newClients: readonly number[];
}

export interface LoggedUpdate {
  readonly seq: number;
  readonly update: Uint8Array;
}

/** A snapshot is made when the log has grown by so many edits, or by half of the whole text's bytes if that is more. */
const SNAPSHOT_EVERY = 500;
/** The whole text with its history of deletions; beyond it a document takes no more. */
const MAX_DOCUMENT = 32_000_000;

/**
 * One document in this process's memory: a copy of the log, never the record. Whatever touches it runs in one queue, so
 * edits that arrive while a batch is being committed form the next batch. When anything goes wrong the copy is suspect,
 * and is made again from the log before it says another word.
 */
export class OpenDocument {
  readonly clients = new Set<DocumentClient>();
  readonly fanOut = new FanOut(this.clients);
  readonly carets: CaretBoard<DocumentClient>;
  #y = new Y.Doc();
  #owners = new Map<number, string>();
  #seq = 0;
  #bytes = 0;
  #suspect = true;
  #snapshotAt = 0;
  #bytesSince = 0;
  #waiting: Queued[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly append: Append,
    readonly id: string,
    readonly lineage: string,
    tellCarets: (news: readonly CaretNews[]) => void,
  ) {
    this.carets = new CaretBoard(this.clients, tellCarets);
  }

  get seq(): number {
    return this.#seq;
  }

  /** Runs after everything that was asked before; a failure reaches only the one who asked. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      if (this.#suspect) await this.#reload();
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

  async #reload(): Promise<void> {
    const { doc, seq, snapshotAt, bytes, lineage, owners } = await openCopy(this.db.prisma, this.id);
    if (lineage !== this.lineage) throw new Error('this document was made anew');
    this.#y.destroy();
    this.#y = doc;
    this.#owners = owners;
    this.#seq = seq;
    this.#snapshotAt = snapshotAt;
    this.#bytes = bytes;
    this.#bytesSince = 0;
    this.#suspect = false;
  }

  /**
   * What `vector` lacks, and our own vector, taken between two batches: only committed text. Looks at the log first: a
   * client that comes from another process may have seen more than this one.
   */
  sync(vector: Uint8Array): Promise<{ readonly update: Uint8Array; readonly vector: Uint8Array }> {
    return this.#inTurn(async () => {
      await this.#catchUp(null);
      return { update: Y.encodeStateAsUpdate(this.#y, vector), vector: Y.encodeStateVector(this.#y) };
    });
  }

  /** Whether a Yjs client number is somebody else's: in the log, or because their caret stands under it now. */
  isOthers(client: number, userId: string): boolean {
    const owner = this.#owners.get(client) ?? this.carets.ownerOf(client);
    return owner !== undefined && owner !== userId;
  }

  push(client: DocumentClient, n: number, update: Uint8Array): void {
    this.#waiting.push({ client, n, update });
    if (this.#waiting.length > 1) return;
    // Nothing here is swallowed: whoever wrote in this batch hears of a failure and sends again.
    this.#inTurn(() => this.#commit()).catch(() => {
      const taken = this.#waiting;
      this.#waiting = [];
      this.#fail(taken);
    });
  }

  /** Updates that another process appended, as read from the log. */
  absorb(rows: readonly LoggedUpdate[]): Promise<void> {
    return this.#inTurn(() => {
      this.#take(rows);
      return Promise.resolve();
    });
  }

  #take(rows: readonly LoggedUpdate[]): void {
    const news = rows.filter(({ seq }) => seq > this.#seq);
    if (news.length === 0) return;
    this.#y.transact(() => {
      for (const { update } of news) Y.applyUpdate(this.#y, update);
    });
    this.#grown(
      news.at(-1)?.seq ?? this.#seq,
      news.map(({ update }) => update),
    );
    this.fanOut.updates(
      news.map(({ update }) => update),
      null,
    );
  }

  async #catchUp(until: number | null): Promise<void> {
    const { rows } = await this.db.pool.query<LoggedUpdate>({
      name: 'redthread_catch_up',
      text: `SELECT seq, update FROM "LiveUpdate" WHERE "documentId" = $1 AND seq > $2 AND seq < $3 ORDER BY seq`,
      values: [this.id, this.#seq, until ?? 2_147_483_647],
    });
    this.#take(rows.map(({ seq, update }) => ({ seq, update: new Uint8Array(update) })));
  }

  async #commit(): Promise<void> {
    const taken = this.#waiting;
    this.#waiting = [];
    try {
      await this.#commitBatch(taken);
    } catch {
      // The outcome is unknown: perhaps it is on disk, perhaps not. The log will tell; until then nobody is told "saved".
      this.#suspect = true;
      this.#fail(taken);
      return;
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
      const judged = this.#judge(queued);
      if (judged === 'malformed') {
        if (this.#suspect) await this.#reloadWith(batch);
      } else if (judged) batch.push(judged);
      // Brought nothing new (a resend): nothing to log, so sending it again makes nobody an author.
      else silent.push(queued);
    }
    if (batch.length > 0 && !(await this.#write(batch))) {
      // What one of the silent ones repeated may be just what was refused.
      this.#fail(silent);
      return;
    }
    for (const { client, n } of silent) client.acknowledge(n);
  }

  /** Applies an edit to the copy and answers what it really changed; null when nothing. */
  #judge(queued: Queued): Accepted | 'malformed' | null {
    const { client, update } = queued;
    const inspected = inspectUpdate(update, (number) => Y.getState(this.#y.store, number));
    const why = inspected.ok ? this.#objection(inspected.writers, client, update) : inspected.why;
    if (!inspected.ok || why) {
      client.malformed(why ?? '');
      return 'malformed';
    }
    const effect = this.#apply(client, update);
    if (effect === 'malformed' || effect === null) return effect;
    const newClients = inspected.writers.filter((number) => !this.#owners.has(number));
    for (const number of newClients) this.#owners.set(number, client.author.userId);
    return { ...queued, effect, newClients };
  }

  #objection(writers: readonly number[], { author }: DocumentClient, update: Uint8Array): string | null {
    if (writers.some((number) => this.isOthers(number, author.userId))) return 'This edit is under another name.';
    if (this.#bytes + update.length > MAX_DOCUMENT) return 'This text is full. Begin another one.';
    return null;
  }

  #apply(client: DocumentClient, update: Uint8Array): Uint8Array | 'malformed' | null {
    let effect: Uint8Array | null = null;
    const note = (made: Uint8Array) => {
      effect = effect ? Y.mergeUpdates([effect, made]) : made;
    };
    this.#y.on('update', note);
    try {
      Y.applyUpdate(this.#y, update);
    } catch {
      this.#suspect = true;
    } finally {
      this.#y.off('update', note);
    }
    if (this.#y.store.pendingStructs || this.#y.store.pendingDs) this.#suspect = true;
    if (!this.#suspect) return effect;
    client.malformed('This edit could not be read.');
    return 'malformed';
  }

  /** After an edit that passed the inspection and still broke the copy: back to the log, and the good edits on top. */
  async #reloadWith(batch: readonly Accepted[]): Promise<void> {
    await this.#reload();
    for (const { effect, newClients, client } of batch) {
      Y.applyUpdate(this.#y, effect);
      for (const number of newClients) this.#owners.set(number, client.author.userId);
    }
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
      if (appended.first > this.#seq + 1) await this.#catchUp(appended.first);
      const effects = accepted.map(({ effect }) => effect);
      this.#grown(appended.first - 1 + accepted.length, effects);
      for (const { client, n } of accepted) client.acknowledge(n);
      const [one] = accepted;
      const only = one && accepted.every(({ client }) => client === one.client) ? one.client : null;
      this.fanOut.updates(effects, only);
    }
    if (appended.refused.size === 0) {
      this.#perhapsSnapshot();
      return true;
    }
    this.#suspect = true;
    for (const [index, why] of appended.refused) batch[index]?.client.refuse(why);
    return false;
  }

  #grown(seq: number, updates: readonly Uint8Array[]): void {
    this.#seq = seq;
    for (const { length } of updates) {
      this.#bytes += length;
      this.#bytesSince += length;
    }
  }

  /** Writes nothing while it is asked: the copy is encoded here, between two batches, and stored beside them. */
  #perhapsSnapshot(least = SNAPSHOT_EVERY): void {
    if (this.#suspect || this.#seq - this.#snapshotAt < least) return;
    if (this.#bytesSince < (this.#bytes - this.#bytesSince) / 2 && this.#seq - this.#snapshotAt < 8 * least) return;
    const state = Y.encodeStateAsUpdate(this.#y);
    this.#snapshotAt = this.#seq;
    this.#bytes = state.length;
    this.#bytesSince = 0;
    // A cache: without it the next opening reads more of the log.
    writeSnapshot(this.db.prisma, { documentId: this.id, seq: this.#seq, state }).catch(() => undefined);
  }

  /** Everything that was pushed has been committed or refused. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /** Leaves memory. A long log leaves a snapshot behind, so that the next opening is quick. */
  async release(): Promise<void> {
    await this.#queue;
    this.#perhapsSnapshot(200);
    this.fanOut.stop();
    this.carets.stop();
    this.#y.destroy();
  }
}
