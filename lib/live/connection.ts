import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Caller } from '../platform/access.ts';
import { on } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { isAllowed } from './access.ts';
import { openDocument } from './document-channel.ts';
import type { OpenDocuments } from './documents.ts';
import { followCase, joinRoom } from './channels.ts';
import type { Feed } from './feed.ts';
import { Allowance, HOLD, HOLD_AGAIN, MAX_BUFFERED, MAX_CHANNELS, MAX_QUEUED, RATE } from './limits.rules.ts';
import type { ClientMessage, RefusalCode, ServerMessage } from './protocol.schema.ts';
import { clientMessage, CLOSE_SIGNED_OUT } from './protocol.schema.ts';
import type { Rooms } from './rooms.ts';
import type { BinaryFrame } from './wire.rules.ts';
import { decodeFrame, encodeFrame } from './wire.rules.ts';

export interface Hub {
  readonly db: Database;
  readonly documents: OpenDocuments;
  readonly feed: Feed;
  readonly rooms: Rooms;
  /** Somebody came into a room that was empty in this process. */
  readonly askRoom: (room: string) => void;
}

/** What one numbered channel of a connection does. */
export interface Channel {
  close(): void;
  /** After a change of rights: may it stay? */
  recheck(): Promise<'stays' | 'gone'>;
  onFrame?(frame: BinaryFrame): void;
  onState?(state: Record<string, unknown>): void;
}

type Opening = Extract<ClientMessage, { t: 'open' | 'join' | 'follow' }>;

/** One tab's socket: every message in order, each within its limits (LIV-5). */
export class Connection {
  readonly clientId = newId();
  readonly #channels = new Map<number, Channel>();
  #queue: (Uint8Array | string)[] = [];
  #working = false;
  #closed = false;
  #held = 0;
  /** Bytes of first syncs on their way, which a slow line may take its time for. */
  #large = 0;
  #alive = true;
  readonly #allowance = new Allowance(RATE, RATE * 3, performance.now());

  constructor(
    private readonly socket: WebSocket,
    /** What lies below the socket. */
    private readonly line: Duplex,
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
      this.#alive = true;
    });
    this.send({ t: 'welcome', clientId: this.clientId, userId: person.userId });
  }

  send(message: ServerMessage): void {
    if (this.#keepsUp()) this.socket.send(JSON.stringify(message), noCallback);
  }

  sendFrame(frame: BinaryFrame, size: 'usual' | 'large' = 'usual'): void {
    const bytes = encodeFrame(frame);
    if (size === 'large') this.#large = Math.max(bytes.length, this.socket.bufferedAmount > 0 ? this.#large : 0);
    if (this.#keepsUp()) this.socket.send(bytes, noCallback);
  }

  /** A whole WebSocket message, made once for many sockets (`webSocketMessage`). What `send` writes is always whole too. */
  transmitShared(message: Buffer): void {
    if (this.#keepsUp()) this.line.write(message);
  }

  /** Whether there is anybody to send to; a reader who is too slow is dropped, and resumes. */
  #keepsUp(): boolean {
    if (this.#closed || this.socket.readyState !== this.socket.OPEN) return false;
    if (this.socket.bufferedAmount <= MAX_BUFFERED + this.#large) return true;
    this.close(1013, 'Too slow to follow. Connecting again.');
    return false;
  }

  refuse(ch: number, code: RefusalCode, reason: string): void {
    this.send({ t: 'refused', ch, code, reason });
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.socket.resume();
    this.socket.close(code, reason.slice(0, 100));
    // A peer that does not answer the goodbye is not waited for.
    setTimeout(() => this.socket.terminate(), 1000).unref();
    this.#end();
  }

  /** A peer that has vanished without a word is noticed by its silence. */
  ping(): void {
    // While we do not read, its answer lies unread.
    if (!this.#alive && !this.socket.isPaused) {
      this.socket.terminate();
      return;
    }
    this.#alive = false;
    this.socket.ping();
  }

  /** Uncommitted edits of this socket: above a bound it is not read any more, and TCP slows the sender. */
  hold(bytes: number): void {
    this.#held += bytes;
    if (this.#held > HOLD && !this.socket.isPaused) this.socket.pause();
  }

  release(bytes: number): void {
    this.#held -= bytes;
    if (this.#held < HOLD_AGAIN && this.socket.isPaused && !this.#closed) {
      this.#alive = true;
      this.socket.resume();
    }
  }

  /** The person's rights have changed: whoever may not be here goes at once (ACC-3). */
  async recheck(): Promise<void> {
    if (!(await isAllowed(this.hub.db, this.caller, on.workspace('me.read')))) {
      this.close(CLOSE_SIGNED_OUT, 'Signed out.');
      return;
    }
    for (const [ch, channel] of [...this.#channels]) {
      if ((await channel.recheck()) === 'stays') continue;
      this.leave(ch);
      this.refuse(ch, 'not_found', 'You are no longer in this case.');
    }
  }

  leave(ch: number): void {
    this.#channels.get(ch)?.close();
    this.#channels.delete(ch);
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
    if (!this.#allowance.take(performance.now()) || this.#queue.length > MAX_QUEUED) {
      this.close(1008, 'Too many messages at once.');
      return;
    }
    this.#queue.push(data);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined && !this.#closed; next = this.#queue.shift()) {
        // Nothing is awaited for a frame: edits go into the document's own queue in the order in which they came.
        if (typeof next === 'string') await this.#handleText(next);
        else this.#handleFrame(next);
      }
    } catch {
      this.close(1011, 'Something broke on our side. Connecting again.');
    } finally {
      this.#working = false;
    }
  }

  async #handleText(data: string): Promise<void> {
    const message = parse(data);
    if (message) await this.#act(message);
    else this.close(1008, 'This message could not be read.');
  }

  #handleFrame(data: Uint8Array): void {
    try {
      const frame = decodeFrame(data);
      // A frame for a channel that has just been closed is late, not wrong.
      this.#channels.get(frame.channel)?.onFrame?.(frame);
    } catch {
      this.close(1008, 'This message could not be read.');
    }
  }

  async #act(message: ClientMessage): Promise<void> {
    switch (message.t) {
      case 'ping':
        this.send({ t: 'pong' });
        return;
      case 'leave':
        this.leave(message.ch);
        return;
      case 'state':
        this.#channels.get(message.ch)?.onState?.(message.state);
        return;
      case 'open':
      case 'join':
      case 'follow':
        return this.#open(message);
    }
  }

  async #open(message: Opening): Promise<void> {
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

  #channelFor(message: Opening): Promise<Channel | null> {
    switch (message.t) {
      case 'open':
        return openDocument(this, message);
      case 'join':
        return joinRoom(this, message);
      case 'follow':
        return followCase(this, message);
    }
  }
}

const noCallback = (): void => undefined;

function parse(text: string): ClientMessage | undefined {
  try {
    return clientMessage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
