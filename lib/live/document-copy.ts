import * as Y from 'yjs';
import { openCopy, writeSnapshot } from '../notes/document.ts';
import { bringsTooDeep, inspectUpdate } from '../notes/update.rules.ts';
import type { Database } from '../platform/db.ts';

export interface LoggedUpdate {
  readonly seq: number;
  readonly update: Uint8Array;
}

/** What an edit really brought, applied to the copy and not yet in the log. */
export interface Effect {
  readonly effect: Uint8Array;
  /** Yjs numbers under which nobody had written here. */
  readonly newClients: readonly number[];
  readonly userId: string;
}

export type Judgement =
  | ({ readonly kind: 'new' } & Effect)
  /** It brought nothing: the copy had all of it. */
  | { readonly kind: 'known' }
  | { readonly kind: 'malformed'; readonly why: string };

/** A snapshot is made when the log has grown by so many edits, or by half of the whole text's bytes if that is more. */
const SNAPSHOT_EVERY = 500;
/** The whole text with its history of deletions; beyond it a document takes no more. */
const MAX_DOCUMENT = 32_000_000;

/**
 * One document's log, put together in memory: a copy, never the record. When anything goes wrong it is suspect, and is
 * made again from the log before it says another word.
 */
export class DocumentCopy {
  #y = new Y.Doc();
  #owners = new Map<number, string>();
  #seq = 0;
  #bytes = 0;
  #suspect = true;
  #snapshotAt = 0;
  #bytesSince = 0;

  constructor(
    private readonly db: Database,
    private readonly id: string,
    private readonly lineage: string,
  ) {}

  /** Number of the last edit of the log that is in it. */
  get seq(): number {
    return this.#seq;
  }

  get suspect(): boolean {
    return this.#suspect;
  }

  distrust(): void {
    this.#suspect = true;
  }

  async reload(): Promise<void> {
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

  /** What `vector` lacks, and the copy's own vector. */
  since(vector: Uint8Array): { readonly update: Uint8Array; readonly vector: Uint8Array } {
    return { update: Y.encodeStateAsUpdate(this.#y, vector), vector: Y.encodeStateVector(this.#y) };
  }

  /** Who writes under a Yjs client number. */
  ownerOf(client: number): string | undefined {
    return this.#owners.get(client);
  }

  /** Looks at an edit before it touches anything, then applies it. */
  judge(update: Uint8Array, userId: string, isOthers: (client: number) => boolean): Judgement {
    const inspected = inspectUpdate(update, (number) => Y.getState(this.#y.store, number));
    if (!inspected.ok) return { kind: 'malformed', why: inspected.why };
    if (inspected.writers.some(isOthers)) return { kind: 'malformed', why: 'This edit is under another name.' };
    if (this.#bytes + update.length > MAX_DOCUMENT)
      return { kind: 'malformed', why: 'This text is full. Begin another one.' };
    const effect = this.#apply(update);
    if (this.#suspect) return { kind: 'malformed', why: 'This edit could not be read.' };
    if (!effect) return { kind: 'known' };
    const newClients = inspected.writers.filter((number) => !this.#owners.has(number));
    this.#own(newClients, userId);
    return { kind: 'new', effect, newClients, userId };
  }

  /** What the edit really changed; null when nothing. Suspect afterwards when it broke something. */
  #apply(update: Uint8Array): Uint8Array | null {
    let effect: Uint8Array | null = null;
    const note = (made: Uint8Array) => {
      effect = effect ? Y.mergeUpdates([effect, made]) : made;
    };
    const look = (transaction: Y.Transaction) => {
      if (bringsTooDeep(transaction)) this.#suspect = true;
    };
    this.#y.on('update', note);
    this.#y.on('afterTransaction', look);
    try {
      Y.applyUpdate(this.#y, update);
    } catch {
      this.#suspect = true;
    } finally {
      this.#y.off('update', note);
      this.#y.off('afterTransaction', look);
    }
    if (this.#y.store.pendingStructs || this.#y.store.pendingDs) this.#suspect = true;
    return effect;
  }

  #own(clients: readonly number[], userId: string): void {
    for (const number of clients) this.#owners.set(number, userId);
  }

  /** Puts edits that are on their way to the log on top of what is in it. */
  replay(effects: readonly Effect[]): void {
    for (const { effect, newClients, userId } of effects) {
      Y.applyUpdate(this.#y, effect);
      this.#own(newClients, userId);
    }
  }

  /** Takes in what others appended; answers what of it was new. */
  take(rows: readonly LoggedUpdate[]): readonly Uint8Array[] {
    const news = rows.filter(({ seq }) => seq > this.#seq);
    const updates = news.map(({ update }) => update);
    this.#y.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#y, update);
    });
    this.grown(news.at(-1)?.seq ?? this.#seq, updates);
    return updates;
  }

  /** The log has these edits now, which the copy had already, or has taken in. */
  grown(seq: number, updates: readonly Uint8Array[]): void {
    this.#seq = seq;
    for (const { length } of updates) {
      this.#bytes += length;
      this.#bytesSince += length;
    }
  }

  /** Writes nothing while it is asked: the copy is encoded here, between two batches, and stored beside them. */
  perhapsSnapshot(least = SNAPSHOT_EVERY): void {
    if (this.#suspect || this.#seq - this.#snapshotAt < least) return;
    if (this.#bytesSince < (this.#bytes - this.#bytesSince) / 2 && this.#seq - this.#snapshotAt < 8 * least) return;
    const state = Y.encodeStateAsUpdate(this.#y);
    this.#snapshotAt = this.#seq;
    this.#bytes = state.length;
    this.#bytesSince = 0;
    // A cache: without it the next opening reads more of the log.
    writeSnapshot(this.db.prisma, { documentId: this.id, seq: this.#seq, state }).catch(() => undefined);
  }

  destroy(): void {
    this.#y.destroy();
  }
}
