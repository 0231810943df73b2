import * as Y from 'yjs';
import type { Appended, PendingUpdate } from '../notes/append.ts';
import { appendUpdates } from '../notes/append.ts';
import { loadDocument } from '../notes/document.ts';
import type { Database } from '../platform/db.ts';
import type { Caret } from './carets.ts';

/** Somebody who has a document open. */
export interface DocumentClient {
  readonly author: { readonly userId: string; readonly sessionId: string | undefined };
  readonly sendUpdate: (update: Uint8Array) => void;
  readonly acknowledge: (n: number) => void;
  /** Its carets, and those of others for it. */
  readonly carets: Map<number, Caret>;
  readonly sendCarets: (update: Uint8Array) => void;
  /** Not written: the reason is shown, and the client stays as a reader (or reloads). */
  readonly refuse: (why: 'frozen' | 'forbidden') => void;
  /** The bytes were not an edit: nothing was changed, the socket goes. */
  readonly malformed: (why: string) => void;
  /** The append failed: the socket goes, so that the client sends again what was not acknowledged. */
  readonly failed: () => void;
}

interface Queued {
  readonly client: DocumentClient;
  readonly n: number;
  readonly update: Uint8Array;
}

const SNAPSHOT_EVERY = 200;

/**
 * One document in this process's memory: a copy of the log, never the record. Whatever touches it runs in one queue, so
 * edits that arrive while a batch is being committed form the next batch.
 */
export class OpenDocument {
  readonly clients = new Set<DocumentClient>();
  #y = new Y.Doc();
  #seq = 0;
  #snapshotAt = 0;
  #waiting: Queued[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    readonly id: string,
    readonly lineage: string,
    readonly schemaVersion: number,
  ) {}

  /** Runs after everything that was asked before; a failure reaches only the one who asked. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /** (Re)builds the copy from the log. */
  load(): Promise<void> {
    return this.#inTurn(() => this.#reload());
  }

  async #reload(): Promise<void> {
    const { state, seq } = await loadDocument(this.db.prisma, this.id);
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, state);
    this.#y.destroy();
    this.#y = fresh;
    this.#seq = seq;
  }

  /** What `vector` lacks, and our own vector, taken between two batches: only committed text. */
  sync(vector: Uint8Array): Promise<{ readonly update: Uint8Array; readonly vector: Uint8Array }> {
    return this.#inTurn(() =>
      Promise.resolve({ update: Y.encodeStateAsUpdate(this.#y, vector), vector: Y.encodeStateVector(this.#y) }),
    );
  }

  push(client: DocumentClient, n: number, update: Uint8Array): void {
    this.#waiting.push({ client, n, update });
    if (this.#waiting.length === 1) void this.#inTurn(() => this.#commit());
  }

  /** Another process appended up to `seq`. */
  follow(seq: number): Promise<void> {
    return this.#inTurn(async () => {
      if (seq > this.#seq) await this.#catchUp(null);
    });
  }

  async #catchUp(until: number | null): Promise<void> {
    const rows = await this.db.prisma.liveUpdate.findMany({
      where: { documentId: this.id, seq: { gt: this.#seq, ...(until === null ? {} : { lt: until }) } },
      orderBy: { seq: 'asc' },
      select: { seq: true, update: true },
    });
    for (const row of rows) {
      const update = new Uint8Array(row.update);
      Y.applyUpdate(this.#y, update);
      this.#seq = row.seq;
      for (const client of this.clients) client.sendUpdate(update);
    }
  }

  async #commit(): Promise<void> {
    const taken = this.#waiting;
    this.#waiting = [];
    const batch: (Queued & { readonly effect: Uint8Array })[] = [];
    const silent: Queued[] = [];
    for (const queued of taken) {
      const effect = this.#apply(queued);
      if (effect === 'malformed') await this.#reloadWith(batch);
      else if (effect) batch.push({ ...queued, effect });
      // Brought nothing new (a resend): nothing to log, so sending it again makes nobody an author.
      else silent.push(queued);
    }
    if (batch.length > 0) await this.#append(batch);
    for (const { client, n } of silent) client.acknowledge(n);
  }

  /** Applies an edit to the copy and answers what it really changed, as one update; null when nothing. */
  #apply({ client, update }: Queued): Uint8Array | 'malformed' | null {
    let effect: Uint8Array | null = null;
    const note = (made: Uint8Array) => {
      effect = effect ? Y.mergeUpdates([effect, made]) : made;
    };
    this.#y.on('update', note);
    try {
      Y.applyUpdate(this.#y, update);
    } catch {
      client.malformed('This edit could not be read.');
      return 'malformed';
    } finally {
      this.#y.off('update', note);
    }
    if (this.#y.store.pendingStructs || this.#y.store.pendingDs) {
      client.malformed('This edit rests on others that never arrived.');
      return 'malformed';
    }
    return effect;
  }

  /** After a bad edit the copy cannot be trusted: back to the log, and the good edits of this batch on top. */
  async #reloadWith(batch: readonly { readonly effect: Uint8Array }[]): Promise<void> {
    await this.#reload();
    for (const { effect } of batch) Y.applyUpdate(this.#y, effect);
  }

  async #append(batch: readonly (Queued & { readonly effect: Uint8Array })[]): Promise<void> {
    let appended: Appended;
    try {
      const pending: PendingUpdate[] = batch.map(({ client, effect }) => ({ update: effect, ...client.author }));
      appended = await appendUpdates(this.db.pool, this.id, pending);
    } catch {
      for (const client of new Set(batch.map((queued) => queued.client))) client.failed();
      await this.#reload().catch(() => undefined);
      return;
    }
    const accepted = batch.filter((_, index) => !appended.refused.has(index));
    // Another process wrote in between: what it wrote goes out first, so that numbers keep their order.
    if (appended.first > this.#seq + 1) await this.#catchUp(appended.first);
    this.#seq = Math.max(this.#seq, appended.first - 1 + accepted.length);
    for (const { client, n, effect } of accepted) {
      for (const other of this.clients) if (other !== client) other.sendUpdate(effect);
      client.acknowledge(n);
    }
    if (appended.refused.size > 0) {
      await this.#reload();
      for (const [index, why] of appended.refused) batch[index]?.client.refuse(why);
    }
  }

  /** Leaves memory. A long log leaves a snapshot behind, so that the next opening is quick. */
  async release(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#seq - this.#snapshotAt >= SNAPSHOT_EVERY) {
        await this.db.prisma.liveSnapshot.createMany({
          data: [{ documentId: this.id, seq: this.#seq, state: Uint8Array.from(Y.encodeStateAsUpdate(this.#y)) }],
          skipDuplicates: true,
        });
        this.#snapshotAt = this.#seq;
      }
    }).catch(() => undefined);
    this.#y.destroy();
  }
}

interface Held {
  readonly opening: Promise<OpenDocument>;
  /** How many have it open, or are about to. */
  holds: number;
}

/** The documents that somebody has open here; each leaves memory when the last one closes it. */
export class OpenDocuments {
  readonly #held = new Map<string, Held>();

  constructor(private readonly db: Database) {}

  get size(): number {
    return this.#held.size;
  }

  /** Opens for a client. The hold is taken at once, so that the document cannot leave memory while it is being opened. */
  async join(id: string, client: DocumentClient): Promise<OpenDocument> {
    const held = this.#held.get(id) ?? { opening: this.#load(id), holds: 0 };
    this.#held.set(id, held);
    held.holds += 1;
    try {
      const document = await held.opening;
      document.clients.add(client);
      return document;
    } catch (error) {
      this.#release(id, held);
      throw error;
    }
  }

  async #load(id: string): Promise<OpenDocument> {
    const row = await this.db.prisma.liveDocument.findUniqueOrThrow({ where: { id } });
    const document = new OpenDocument(this.db, id, row.lineage, row.schemaVersion);
    await document.load();
    return document;
  }

  async leave(document: OpenDocument, client: DocumentClient): Promise<void> {
    const held = this.#held.get(document.id);
    if (!held || !document.clients.delete(client)) return;
    if (this.#release(document.id, held)) await document.release();
  }

  #release(id: string, held: Held): boolean {
    held.holds -= 1;
    if (held.holds > 0) return false;
    this.#held.delete(id);
    return true;
  }

  async follow(id: string, seq: number): Promise<void> {
    await (await this.#held.get(id)?.opening)?.follow(seq);
  }

  /** Something may have been missed: every open copy looks at its log. */
  async followAll(): Promise<void> {
    for (const { opening } of [...this.#held.values()]) await (await opening).follow(Number.MAX_SAFE_INTEGER);
  }
}
