import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ServerMessage } from '../protocol.schema.ts';
import type { BinaryFrame } from '../wire.rules.ts';
import type { KeptEdit } from './kept-edits.ts';
import { sortKept, wordsOf } from './kept-edits.ts';
import type { LiveClient } from './live-client.ts';
import { Store } from './store.ts';

export type TextStatus =
  | { readonly kind: 'loading' }
  /** Every edit made here is committed on the server (LIV-1). */
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** No connection: edits are kept and sent when it is back (LIV-8). */
  | {
      readonly kind: 'offline';
      readonly unsaved: boolean;
      /** Whether a closed tab would keep all of them: already, in a moment, or not in this browser. */
      readonly kept: 'yes' | 'soon' | 'no';
    }
  /** One may read but not write; the sentence says why. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'reload'; readonly why: string };

/**
 * How long an edit that was sent may be without an answer before it is put away. A server that is there answers within a few
 * milliseconds; two transactions for every key, to write and to remove, cost more than all the rest of what a key costs.
 */
const KEEP_AFTER_MS = 20;

/** Origin of what an earlier tab had kept. */
const KEPT = Symbol('kept');

/** One live document in the browser: a Y.Doc that the server's log follows, and whether it has followed. */
export class LiveText {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly status = new Store<TextStatus>({ kind: 'loading' });
  /** Whether the first sync has happened: only then may an editor be put on it. */
  readonly ready = new Store(false);
  readonly writable = new Store(false);
  /** Words of an earlier visit that cannot be merged any more: shown, so that nobody loses them. */
  readonly setAside = new Store('');
  #channel = 0;
  #synced = false;
  #lineage: string | undefined;
  #made = 0;
  #acknowledged = 0;
  /** By number: where each edit that is not acknowledged is kept. */
  #kept: { readonly n: number; readonly id: Promise<number | null> }[] = [];
  /** Sent a moment ago and not put away: nearly all of them are acknowledged before they would have to be. */
  #fresh: { readonly n: number; readonly edit: Omit<KeptEdit, 'id'> }[] = [];
  #soon: ReturnType<typeof setTimeout> | undefined;
  #keeps = true;
  /** How many edits are on their way to where they are kept. */
  #keeping = 0;
  #forgotten: Promise<unknown> = Promise.resolve();
  #restored = false;
  #aside: readonly number[] = [];
  readonly #leave: () => void;

  constructor(
    private readonly client: LiveClient,
    readonly documentId: string,
    private readonly schemaVersion: number,
  ) {
    this.doc.on('update', this.#onUpdate);
    this.awareness.on('update', this.#onAwareness);
    this.#leave = client.channel({
      onOpen: (ch) => {
        this.#channel = ch;
        client.send({
          t: 'open',
          ch,
          doc: documentId,
          schema: schemaVersion,
          ...(this.#lineage ? { lineage: this.#lineage } : {}),
        });
      },
      onMessage: (message) => this.#onMessage(message),
      onFrame: (frame) => this.#onFrame(frame),
      onLost: () => this.#onLost(),
    });
  }

  /** How many edits were made here, and how many of them the server has on disk. */
  progress(): { readonly made: number; readonly acknowledged: number } {
    return { made: this.#made, acknowledged: this.#acknowledged };
  }

  destroy(): void {
    this.putAway();
    const unsent = this.#made > this.#acknowledged;
    this.close();
    // The page is left, the words are not: they are delivered without it.
    if (unsent) void Promise.all(this.#kept.map(({ id }) => id)).then(() => this.client.deliverKept());
  }

  /** Leaves without looking after what is unsent. */
  close(): void {
    clearTimeout(this.#soon);
    this.client.closed(this);
    this.awareness.setLocalState(null);
    this.#leave();
    this.awareness.destroy();
    this.doc.destroy();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#made += 1;
    const sent = this.#synced && this.writable.get();
    if (sent) this.#sendUpdate(update);
    if (origin !== KEPT) this.#keep(update, sent);
    this.#show();
  };

  /** Put away until the server has it on disk (LIV-8): at once, or when the answer to what was sent does not come at once. */
  #keep(update: Uint8Array, sent: boolean): void {
    if (!this.client.kept || !this.#lineage) return;
    const edit = { documentId: this.documentId, lineage: this.#lineage, schema: this.schemaVersion, update };
    this.#fresh.push({ n: this.#made, edit });
    if (sent) this.#soon ??= setTimeout(() => this.putAway(), KEEP_AFTER_MS);
    else this.putAway();
  }

  /** What has been sent a moment ago is put away without waiting for the answer: the page may be gone before it comes. */
  putAway(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const { kept } = this.client;
    if (!kept) return;
    for (const { n, edit } of this.#fresh.splice(0)) {
      this.#keeping += 1;
      const id = kept
        .keep(edit)
        .catch(() => {
          this.#keeps = false;
          return null;
        })
        .finally(() => {
          this.#keeping -= 1;
          this.#show();
        });
      this.#kept.push({ n, id });
    }
  }

  #forget(until: number): void {
    this.#fresh = this.#fresh.filter(({ n }) => n > until);
    const done = this.#kept.filter(({ n }) => n <= until);
    if (done.length === 0) return;
    this.#kept = this.#kept.filter(({ n }) => n > until);
    void this.#drop(Promise.all(done.map(({ id }) => id)));
  }

  /** What an earlier tab wrote and could not deliver joins this copy, once, after the first sync. */
  async #restore(): Promise<void> {
    this.#restored = true;
    const edits = await this.client.kept?.of(this.documentId).catch(() => null);
    if (!edits || edits.length === 0) return;
    const { fitting, foreign } = sortKept(edits, this.#lineage, this.schemaVersion);
    if (this.writable.get()) {
      const before = this.#made;
      this.doc.transact(() => {
        for (const { update } of fitting) Y.applyUpdate(this.doc, update, KEPT);
      }, KEPT);
      // All of it was on the server already: nothing to wait for.
      if (this.#made === before) await this.#drop(Promise.resolve(fitting.map(({ id }) => id)));
      else for (const { id } of fitting) this.#kept.push({ n: this.#made, id: Promise.resolve(id) });
      this.#putAside(foreign);
    } else this.#putAside(edits);
  }

  #drop(kept: Promise<readonly (number | null)[]>): Promise<unknown> {
    const dropped = kept
      .then((ids) => this.client.kept?.forget(ids.filter((id) => id !== null)))
      .catch(() => undefined);
    this.#forgotten = Promise.all([this.#forgotten, dropped]);
    return this.#forgotten;
  }

  /** Resolves when nothing that the server has acknowledged is kept any more. */
  forgotten(): Promise<unknown> {
    return this.#forgotten;
  }

  #putAside(edits: readonly KeptEdit[]): void {
    this.#aside = edits.map(({ id }) => id);
    const words = wordsOf(edits);
    if (words === '') this.dismissAside();
    else this.setAside.set(words);
  }

  /** The person has read, or copied, what could not be merged. */
  dismissAside(): void {
    this.setAside.set('');
    this.client.kept?.forget(this.#aside).catch(() => undefined);
  }

  #sendUpdate(update: Uint8Array): void {
    this.client.sendFrame({ kind: 'update', channel: this.#channel, n: this.#made, update });
  }

  readonly #onAwareness = (
    { added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>,
    origin: unknown,
  ): void => {
    // One speaks for oneself: that others have gone quiet is for the server to say.
    const own = this.doc.clientID;
    if (origin === this || !this.#synced || ![...added, ...updated, ...removed].includes(own)) return;
    this.client.sendFrame({
      kind: 'awareness',
      channel: this.#channel,
      update: encodeAwarenessUpdate(this.awareness, [own]),
    });
  };

  #onMessage(message: ServerMessage): void {
    switch (message.t) {
      case 'opened':
        this.#lineage = message.lineage;
        this.writable.set(message.write);
        this.client.sendFrame({ kind: 'have', channel: this.#channel, vector: Y.encodeStateVector(this.doc) });
        break;
      case 'write':
        this.writable.set(message.write);
        if (message.write)
          this.client.sendFrame({ kind: 'have', channel: this.#channel, vector: Y.encodeStateVector(this.doc) });
        else this.status.set({ kind: 'refused', why: message.why });
        break;
      case 'refused':
        this.writable.set(false);
        this.#synced = false;
        // An old making or an old page: nothing merges, and the words of an earlier visit are shown.
        if (!this.#restored) void this.#restore();
        this.status.set({
          kind: message.code === 'reload' || message.code === 'lineage' ? 'reload' : 'refused',
          why: message.reason,
        });
        break;
      default:
    }
  }

  #onFrame(frame: BinaryFrame): void {
    switch (frame.kind) {
      case 'sync':
        Y.applyUpdate(this.doc, frame.update, this);
        if (!this.#restored) {
          const { vector } = frame;
          void this.#restore().then(() => this.#inSync(vector));
          return;
        }
        this.#inSync(frame.vector);
        return;
      case 'updates':
        // One change for the editor, however many edits came together.
        this.doc.transact(() => {
          for (const update of frame.updates) Y.applyUpdate(this.doc, update, this);
        }, this);
        break;
      case 'ack':
        this.#acknowledged = Math.max(this.#acknowledged, frame.n);
        this.#forget(this.#acknowledged);
        break;
      case 'awareness':
        applyAwarenessUpdate(this.awareness, frame.update, this);
        break;
      case 'have':
      case 'update':
    }
    this.#show();
  }

  #inSync(vector: Uint8Array): void {
    // The connection may have gone while the kept edits were read.
    if (this.#channel === 0) return;
    this.#synced = true;
    this.ready.set(true);
    // What the server lacks, in one update. When it lacks nothing this is a question: is all I made committed?
    if (this.writable.get() && this.#made > this.#acknowledged)
      this.#sendUpdate(Y.encodeStateAsUpdate(this.doc, vector));
    if (this.awareness.getLocalState()) {
      this.client.sendFrame({
        kind: 'awareness',
        channel: this.#channel,
        update: encodeAwarenessUpdate(this.awareness, [this.doc.clientID]),
      });
    }
    this.#show();
  }

  #onLost(): void {
    this.putAway();
    this.#channel = 0;
    this.#synced = false;
    const others = [...this.awareness.getStates().keys()].filter((key) => key !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    this.#show();
  }

  #show(): void {
    const { kind } = this.status.get();
    if (kind === 'reload') return;
    const unsaved = this.#made > this.#acknowledged;
    if (!this.#synced) {
      if (this.ready.get()) this.status.set({ kind: 'offline', unsaved, kept: this.#whetherKept() });
    } else if (!this.writable.get()) {
      if (kind !== 'refused') this.status.set({ kind: 'refused', why: '' });
    } else this.status.set(unsaved ? { kind: 'saving' } : { kind: 'saved' });
  }

  #whetherKept(): 'yes' | 'soon' | 'no' {
    if (!this.#keeps || !this.client.kept) return 'no';
    return this.#keeping > 0 ? 'soon' : 'yes';
  }
}
