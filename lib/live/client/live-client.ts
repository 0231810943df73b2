import type { EventView } from '../../investigations/schema.ts';
import type { ClientMessage, PresentPerson, ServerMessage } from '../protocol.schema.ts';
import { CLOSE_RESTART, CLOSE_SIGNED_OUT, serverMessage } from '../protocol.schema.ts';
import type { BinaryFrame } from '../wire.rules.ts';
import { decodeFrame, encodeFrame } from '../wire.rules.ts';
import type { KeptEdits } from './kept-edits.ts';
import { LiveText } from './live-text.ts';
import { Store } from './store.ts';

export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'signed_out';

/** What a channel does when the socket is (again) there, says something, or is lost. */
export interface ChannelHandler {
  readonly onOpen: (ch: number) => void;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onFrame?: (frame: BinaryFrame) => void;
  readonly onLost?: () => void;
}

export interface Presence {
  readonly people: Store<readonly PresentPerson[]>;
  readonly setState: (state: Record<string, unknown>) => void;
  readonly leave: () => void;
}

export interface LiveClientOptions {
  readonly url: string;
  /** Asked when a socket could not be opened: is one still signed in? */
  readonly stillSignedIn: () => Promise<boolean>;
  readonly open?: (url: string) => WebSocket;
  /** Says `online`, `offline` and `pagehide`: the window, in a browser. */
  readonly network?: EventTarget | undefined;
  /** Where edits wait that are not yet acknowledged, so that a closed tab does not lose them. */
  readonly kept?: KeptEdits | undefined;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 8000;
const PING_MS = 20_000;
const PONG_MS = 8000;

/** The tab's one socket. It comes back by itself, and every channel is opened again when it does. */
export class LiveClient {
  readonly status = new Store<ConnectionStatus>('connecting');
  /** This tab's name in every room; null while there is no connection. */
  readonly clientId = new Store<string | null>(null);
  /** Goes up when one's inbox may have changed: on the server's word, and after every reconnect. */
  readonly inbox = new Store(0);
  /** The mark of the last redaction, as the server has it; undefined until it has said so. */
  readonly redacted = new Store<string | null | undefined>(undefined);
  readonly #channels = new Map<number, ChannelHandler>();
  readonly #follows = new Map<
    string,
    { readonly listeners: Set<(event: EventView) => void>; readonly stop: () => void }
  >();
  /** Texts that are open, by document: what they keep they deliver themselves. */
  readonly #texts = new Set<LiveText>();
  /** How many documents have words here that no open text delivers. */
  readonly undelivered = new Store(0);
  #delivering: Promise<void> | null = null;
  #socket: WebSocket | null = null;
  #next = 1;
  #failures = 0;
  /** A server that stops says how long its people may take to come back. */
  #within = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #pong: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(private readonly options: LiveClientOptions) {}

  start(): void {
    this.#stopped = false;
    this.options.network?.addEventListener('online', this.#now);
    this.options.network?.addEventListener('offline', this.#lost);
    this.options.network?.addEventListener('pagehide', this.#putAway);
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.options.network?.removeEventListener('online', this.#now);
    this.options.network?.removeEventListener('offline', this.#lost);
    this.options.network?.removeEventListener('pagehide', this.#putAway);
    clearTimeout(this.#retry);
    this.#socket?.close();
    this.#drop();
  }

  /** Opens a channel, now and after every reconnect; answers how to close it. */
  channel(handler: ChannelHandler): () => void {
    const ch = this.#next;
    this.#next += 1;
    this.#channels.set(ch, handler);
    if (this.status.get() === 'online') handler.onOpen(ch);
    return () => {
      this.#channels.delete(ch);
      this.send({ t: 'leave', ch });
    };
  }

  send(message: ClientMessage): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  sendFrame(frame: BinaryFrame): void {
    if (this.#socket?.readyState === 1) this.#socket.send(encodeFrame(frame));
  }

  /** A live document; close it with `destroy()`. */
  text(documentId: string, schemaVersion: number): LiveText {
    const text = new LiveText(this, documentId, schemaVersion);
    this.#texts.add(text);
    return text;
  }

  get kept(): KeptEdits | undefined {
    return this.options.kept;
  }

  /** A text says that it is closed. */
  closed(text: LiveText): void {
    this.#texts.delete(text);
  }

  /** Sends what earlier tabs have left behind, in documents that nobody has open here (LIV-8). */
  deliverKept(): Promise<void> {
    this.#delivering ??= this.#deliverAll(new Set([...this.#texts].map(({ documentId }) => documentId))).finally(() => {
      this.#delivering = null;
    });
    return this.#delivering;
  }

  /**
   * Before signing out: sends all that is kept in this browser, also what another tab has left of a document that is open
   * here. What was on the server already is only forgotten: an edit comes to the same however often it is sent.
   */
  async deliverEverything(): Promise<void> {
    this.#putAway();
    await this.#delivering;
    await this.#deliverAll(new Set());
  }

  readonly #putAway = (): void => {
    for (const text of this.#texts) text.putAway();
  };

  async #deliverAll(except: ReadonlySet<string>): Promise<void> {
    if (!this.kept) return;
    try {
      const waiting = (await this.kept.documents()).filter(({ documentId }) => !except.has(documentId));
      this.undelivered.set(waiting.length);
      for (const { documentId, schema } of waiting) {
        if (this.status.get() !== 'online') return;
        await this.#deliver(documentId, schema);
        this.undelivered.set(Math.max(0, this.undelivered.get() - 1));
      }
    } catch {
      // No IndexedDB here: then nothing was kept either.
    }
  }

  async #deliver(documentId: string, schema: number): Promise<void> {
    const text = new LiveText(this, documentId, schema);
    await new Promise<void>((resolve) => {
      const look = () => {
        const { kind } = text.status.get();
        // What cannot be delivered stays kept, and is shown where the document is opened.
        if (['saved', 'refused', 'reload', 'offline'].includes(kind) || this.status.get() !== 'online') resolve();
      };
      text.status.subscribe(look);
      this.status.subscribe(look);
    });
    await text.forgotten();
    text.close();
  }

  /** The events of a case from `after` on, each once and in order, also across reconnects. One channel a case. */
  follow(investigationId: string, listener: (event: EventView) => void): () => void {
    const known = this.#follows.get(investigationId) ?? this.#startFollowing(investigationId);
    known.listeners.add(listener);
    return () => {
      known.listeners.delete(listener);
      if (known.listeners.size > 0) return;
      this.#follows.delete(investigationId);
      known.stop();
    };
  }

  #startFollowing(investigationId: string) {
    const listeners = new Set<(event: EventView) => void>();
    let after = -1;
    const stop = this.channel({
      onOpen: (ch) => this.send({ t: 'follow', ch, investigationId, after }),
      onMessage: (message) => {
        if (message.t === 'followed') after = Math.max(after, message.seq);
        if (message.t !== 'event' || message.event.seq <= after) return;
        after = message.event.seq;
        for (const listener of listeners) listener(message.event);
      },
    });
    const following = { listeners, stop };
    this.#follows.set(investigationId, following);
    return following;
  }

  /** Takes part in a room: others see this state, and we see theirs. */
  join(kind: 'source' | 'claim', id: string, initial: Record<string, unknown>): Presence {
    const people = new Store<readonly PresentPerson[]>([]);
    let state = initial;
    let channel = 0;
    const leave = this.channel({
      onOpen: (ch) => {
        channel = ch;
        this.send({ t: 'join', ch, kind, id, state });
      },
      onMessage: (message) => {
        if (message.t === 'people') people.set(message.people);
        if (message.t === 'moved') people.set(moved(people.get(), message));
        if (message.t === 'refused') people.set([]);
      },
      onLost: () => people.set([]),
    });
    return {
      people,
      leave,
      setState: (change) => {
        state = { ...state, ...change };
        if (channel) this.send({ t: 'state', ch: channel, state });
      },
    };
  }

  readonly #now = (): void => {
    if (this.status.get() === 'online' || this.#stopped) return;
    clearTimeout(this.#retry);
    this.#connect();
  };

  readonly #lost = (): void => {
    this.#socket?.close();
    this.#drop();
  };

  #connect(): void {
    if (this.#socket || this.#stopped || this.status.get() === 'signed_out') return;
    if (this.status.get() !== 'offline') this.status.set('connecting');
    const socket = this.options.open?.(this.options.url) ?? new WebSocket(this.options.url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#receive(data));
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket !== socket) return;
      this.#drop();
      if (code === CLOSE_SIGNED_OUT) this.status.set('signed_out');
      else if (code === CLOSE_RESTART) this.#later(Math.random() * this.#within);
      else void this.#again();
    });
  }

  /** The connection is gone: everything that hangs on it says so. */
  #drop(): void {
    this.#socket = null;
    this.clientId.set(null);
    clearInterval(this.#heartbeat);
    clearTimeout(this.#pong);
    if (this.status.get() === 'signed_out') return;
    this.status.set('offline');
    for (const handler of this.#channels.values()) handler.onLost?.();
  }

  async #again(): Promise<void> {
    if (this.#stopped) return;
    this.#failures += 1;
    // A refused upgrade looks like any other failure to a browser: ask plainly.
    if (this.#failures % 3 === 1 && !(await this.options.stillSignedIn().catch(() => true))) {
      this.status.set('signed_out');
      return;
    }
    this.#later(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1)) * (0.5 + Math.random()));
  }

  #later(pause: number): void {
    clearTimeout(this.#retry);
    if (!this.#stopped) this.#retry = setTimeout(() => this.#connect(), pause);
  }

  #receive(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const frame = decodeFrame(new Uint8Array(data));
      this.#channels.get(frame.channel)?.onFrame?.(frame);
      return;
    }
    const message = serverMessage.parse(JSON.parse(String(data)));
    if (message.t === 'welcome') this.#welcome(message.clientId);
    else if (message.t === 'pong') clearTimeout(this.#pong);
    else if (message.t === 'inbox') this.inbox.set(this.inbox.get() + 1);
    else if (message.t === 'redacted') this.redacted.set(message.mark);
    else if (message.t === 'goodbye') this.#within = message.within;
    else this.#channels.get(message.ch)?.onMessage(message);
  }

  #welcome(clientId: string): void {
    this.#failures = 0;
    this.clientId.set(clientId);
    this.status.set('online');
    this.inbox.set(this.inbox.get() + 1);
    for (const [ch, handler] of this.#channels) handler.onOpen(ch);
    void this.deliverKept();
    clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => {
      this.send({ t: 'ping' });
      clearTimeout(this.#pong);
      this.#pong = setTimeout(() => {
        // Half-open: the network went away without a word.
        this.#socket?.close();
        this.#drop();
        void this.#again();
      }, PONG_MS);
    }, PING_MS);
  }
}

/** Everyone as they stand after what has changed. */
function moved(
  before: readonly PresentPerson[],
  { people, gone }: Extract<ServerMessage, { t: 'moved' }>,
): readonly PresentPerson[] {
  const now = new Map(before.map((person) => [person.clientId, person]));
  for (const clientId of gone) now.delete(clientId);
  for (const person of people) now.set(person.clientId, person);
  return [...now.values()];
}
