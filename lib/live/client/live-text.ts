import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ServerMessage } from '../protocol.schema.ts';
import type { BinaryFrame } from '../wire.rules.ts';
import type { LiveClient } from './live-client.ts';
import { Store } from './store.ts';

export type TextStatus =
  | { readonly kind: 'loading' }
  /** Every edit made here is committed on the server (LIV-1). */
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** No connection: edits are kept and sent when it is back (LIV-8). */
  | { readonly kind: 'offline'; readonly unsaved: boolean }
  /** One may read but not write; the sentence says why. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'reload'; readonly why: string };

/** One live document in the browser: a Y.Doc that the server's log follows, and whether it has followed. */
export class LiveText {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly status = new Store<TextStatus>({ kind: 'loading' });
  /** Whether the first sync has happened: only then may an editor be put on it. */
  readonly ready = new Store(false);
  readonly writable = new Store(false);
  #channel = 0;
  #synced = false;
  #lineage: string | undefined;
  #made = 0;
  #acknowledged = 0;
  readonly #leave: () => void;

  constructor(
    private readonly client: LiveClient,
    documentId: string,
    schemaVersion: number,
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
    this.awareness.setLocalState(null);
    this.#leave();
    this.awareness.destroy();
    this.doc.destroy();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#made += 1;
    if (this.#synced && this.writable.get()) this.#sendUpdate(update);
    this.#show();
  };

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
        this.#synced = true;
        this.ready.set(true);
        // What the server lacks, in one update. When it lacks nothing this is a question: is all I made committed?
        if (this.writable.get() && this.#made > this.#acknowledged)
          this.#sendUpdate(Y.encodeStateAsUpdate(this.doc, frame.vector));
        if (this.awareness.getLocalState()) {
          this.client.sendFrame({
            kind: 'awareness',
            channel: this.#channel,
            update: encodeAwarenessUpdate(this.awareness, [this.doc.clientID]),
          });
        }
        break;
      case 'updates':
        // One change for the editor, however many edits came together.
        this.doc.transact(() => {
          for (const update of frame.updates) Y.applyUpdate(this.doc, update, this);
        }, this);
        break;
      case 'ack':
        this.#acknowledged = Math.max(this.#acknowledged, frame.n);
        break;
      case 'awareness':
        applyAwarenessUpdate(this.awareness, frame.update, this);
        break;
      case 'have':
      case 'update':
    }
    this.#show();
  }

  #onLost(): void {
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
      if (this.ready.get()) this.status.set({ kind: 'offline', unsaved });
    } else if (!this.writable.get()) {
      if (kind !== 'refused') this.status.set({ kind: 'refused', why: '' });
    } else this.status.set(unsaved ? { kind: 'saving' } : { kind: 'saved' });
  }
}
