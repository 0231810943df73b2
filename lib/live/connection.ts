import type { WebSocket } from 'ws';
import type { Caller } from '../platform/access.ts';
import { on } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { askAccess } from './access.ts';
import { openDocument } from './document-channel.ts';
import type { OpenDocuments } from './documents.ts';
import type { Feed } from './feed.ts';
import type { ClientMessage, RefusalCode, ServerMessage } from './protocol.schema.ts';
import { clientMessage, CLOSE_SIGNED_OUT } from './protocol.schema.ts';
import type { Occupant, Rooms } from './rooms.ts';
import type { BinaryFrame } from './wire.rules.ts';
import { decodeFrame, encodeFrame } from './wire.rules.ts';

export interface Hub {
  readonly db: Database;
  readonly documents: OpenDocuments;
  readonly feed: Feed;
  readonly rooms: Rooms;
}

/** What one numbered channel of a connection does. */
export interface Channel {
  readonly close: () => void;
  /** After a change of rights: may it stay? */
  readonly recheck: () => Promise<'stays' | 'gone'>;
  readonly onFrame?: (frame: BinaryFrame) => void;
  readonly onState?: (state: Record<string, unknown>) => void;
}

const MAX_CHANNELS = 64;
const MAX_QUEUED = 500;
/** What may lie unsent for one slow reader. */
const MAX_BUFFERED = 8_000_000;
/** Messages a second that one socket may send, over a burst of three seconds. */
const RATE = 150;

/** One tab's socket: every message in order, each within its limits (LIV-5). */
export class Connection {
  readonly clientId = newId();
  readonly #channels = new Map<number, Channel>();
  #queue: (Uint8Array | string)[] = [];
  #working = false;
  #closed = false;
  #allowance = RATE * 3;
  #refilled = performance.now();
  alive = true;

  constructor(
    private readonly socket: WebSocket,
    readonly caller: Caller,
    readonly person: { readonly userId: string; readonly name: string },
    readonly hub: Hub,
    private readonly onClosed: (connection: Connection) => void,
  ) {
    socket.on('message', (data: Buffer, isBinary) =>
      this.#receive(isBinary ? new Uint8Array(data) : data.toString('utf8')),
    );
    socket.on('close', () => this.#end());
    socket.on('error', () => this.#end());
    socket.on('pong', () => {
      this.alive = true;
    });
    this.send({ t: 'welcome', clientId: this.clientId, userId: person.userId });
  }

  send(message: ServerMessage): void {
    this.#transmit(JSON.stringify(message));
  }

  sendFrame(frame: BinaryFrame): void {
    this.#transmit(encodeFrame(frame));
  }

  #transmit(data: string | Uint8Array): void {
    if (this.#closed) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED) this.close(1013, 'Too slow to follow. Connecting again.');
    else this.socket.send(data);
  }

  refuse(ch: number, code: RefusalCode, reason: string): void {
    this.send({ t: 'refused', ch, code, reason });
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.socket.close(code, reason.slice(0, 100));
    // A peer that does not answer the goodbye is not waited for.
    setTimeout(() => this.socket.terminate(), 1000).unref();
    this.#end();
  }

  ping(): void {
    if (!this.alive) this.socket.terminate();
    this.alive = false;
    this.socket.ping();
  }

  /** The person's rights have changed: whoever may not be here goes at once (ACC-3). */
  async recheck(): Promise<void> {
    const here = await askAccess(this.hub.db, this.caller, on.workspace('me.read'));
    if (!here.ok) {
      this.close(CLOSE_SIGNED_OUT, 'Signed out.');
      return;
    }
    for (const [ch, channel] of [...this.#channels]) {
      if ((await channel.recheck()) === 'stays') continue;
      this.#leave(ch);
      this.refuse(ch, 'not_found', 'You are no longer in this case.');
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue = [];
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
    this.onClosed(this);
  }

  #receive(data: Uint8Array | string): void {
    if (this.#closed) return;
    const now = performance.now();
    this.#allowance = Math.min(RATE * 3, this.#allowance + ((now - this.#refilled) / 1000) * RATE) - 1;
    this.#refilled = now;
    if (this.#allowance < 0 || this.#queue.length > MAX_QUEUED) {
      this.close(1008, 'Too many messages at once.');
      return;
    }
    this.#queue.push(data);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined && !this.#closed; next = this.#queue.shift())
        await this.#handle(next);
    } catch {
      this.close(1011, 'Something broke on our side. Connecting again.');
    } finally {
      this.#working = false;
    }
  }

  async #handle(data: Uint8Array | string): Promise<void> {
    if (typeof data === 'string') {
      const message = parse(data);
      if (message) await this.#act(message);
      else this.close(1008, 'This message could not be read.');
      return;
    }
    try {
      const frame = decodeFrame(data);
      // A frame for a channel that has just been closed is late, not wrong.
      const channel = this.#channels.get(frame.channel);
      if (channel?.onFrame) channel.onFrame(frame);
    } catch {
      this.close(1008, 'This message could not be read.');
    }
  }

  async #act(message: ClientMessage): Promise<void> {
    switch (message.t) {
      case 'ping': {
        this.send({ t: 'pong' });
        return;
      }
      case 'leave': {
        this.#leave(message.ch);
        return;
      }
      case 'state':
        return this.#channels.get(message.ch)?.onState?.(message.state);
      case 'open':
      case 'join':
      case 'follow':
        return this.#open(message);
    }
  }

  async #open(message: Extract<ClientMessage, { t: 'open' | 'join' | 'follow' }>): Promise<void> {
    if (this.#channels.has(message.ch)) {
      this.refuse(message.ch, 'malformed', 'This channel is in use.');
      return;
    }
    if (this.#channels.size >= MAX_CHANNELS) {
      this.refuse(message.ch, 'too_many', 'Too many things are open in this tab.');
      return;
    }
    const channel = await this.#channelFor(message);
    if (!channel) return;
    if (this.#closed) channel.close();
    else this.#channels.set(message.ch, channel);
  }

  #channelFor(message: Extract<ClientMessage, { t: 'open' | 'join' | 'follow' }>): Promise<Channel | null> {
    switch (message.t) {
      case 'open':
        return openDocument(this, message);
      case 'join':
        return this.#join(message);
      case 'follow':
        return this.#follow(message);
    }
  }

  async #join({ ch, kind, id, state }: Extract<ClientMessage, { t: 'join' }>): Promise<Channel | null> {
    const allow = kind === 'source' ? on.source('investigation.read', id) : on.claim('investigation.read', id);
    if (!(await askAccess(this.hub.db, this.caller, allow)).ok) {
      this.refuse(ch, 'not_found', 'There is nothing here, or not for you.');
      return null;
    }
    const key = `${kind}:${id}`;
    const occupant: Occupant = {
      clientId: this.clientId,
      ...this.person,
      state,
      send: (people) => this.send({ t: 'people', ch, people: [...people] }),
    };
    this.hub.rooms.join(key, occupant);
    return {
      close: () => this.hub.rooms.leave(key, occupant),
      recheck: async () => ((await askAccess(this.hub.db, this.caller, allow)).ok ? 'stays' : 'gone'),
      onState: (next) => this.hub.rooms.update(key, occupant, next),
    };
  }

  async #follow({ ch, investigationId, after }: Extract<ClientMessage, { t: 'follow' }>): Promise<Channel | null> {
    const allow = on.investigation('investigation.read', investigationId);
    if (!(await askAccess(this.hub.db, this.caller, allow)).ok) {
      this.refuse(ch, 'not_found', 'There is nothing here, or not for you.');
      return null;
    }
    const stop = this.hub.feed.follow(investigationId, after, {
      userId: this.person.userId,
      send: (event) => this.send({ t: 'event', ch, event }),
      caughtUp: (seq) => this.send({ t: 'followed', ch, seq }),
    });
    return {
      close: stop,
      recheck: async () => ((await askAccess(this.hub.db, this.caller, allow)).ok ? 'stays' : 'gone'),
    };
  }

  #leave(ch: number): void {
    this.#channels.get(ch)?.close();
    this.#channels.delete(ch);
  }
}

function parse(text: string): ClientMessage | undefined {
  try {
    return clientMessage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
