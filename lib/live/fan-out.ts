import { webSocketMessage } from './web-socket-message.ts';
import { encodeBody, frameOf } from './wire.rules.ts';

interface Receiver {
  readonly channel: number;
  /** Whole WebSocket messages, the same bytes for many. */
  readonly transmit: (message: Buffer) => void;
}

/** At most this share of the time goes into sending one document's news: under load they travel together. */
const DUTY = 0.5;
/** So much sending may run ahead of that share: two edits in a row are no load yet, and the second should not wait. */
const AHEAD_MS = 20;
const LONGEST_MS = 50;

/**
 * Sends edits to everyone who has a document open. The bytes are made once, not once a person. While nothing presses an
 * edit leaves at once; when sending to this room takes long again and again, what comes meanwhile goes out together.
 */
export class FanOut {
  #pending: Uint8Array[] = [];
  /** The only author of all that is pending, who need not be sent it. */
  #except: Receiver | null = null;
  /** When what was sent so far has had its share of the time. */
  #paidAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;

  constructor(
    private readonly receivers: ReadonlySet<Receiver>,
    /** What else waits to be told to everybody and may go in the same write; null when nothing does. */
    private readonly beside: () => Uint8Array | null = () => null,
    private readonly now = () => performance.now(),
  ) {}

  /** `yields`: the next edits wait for the disk, and are sent on their way there before these are sent around. */
  updates(updates: readonly Uint8Array[], except: Receiver | null, yields = false): void {
    this.#except = this.#pending.length === 0 || this.#except === except ? except : null;
    this.#pending.push(...updates);
    const wait = this.#paidAt - AHEAD_MS - this.now();
    if (wait > 0.5) this.#timer ??= setTimeout(() => this.#send(), wait);
    else if (yields) this.#soon ??= setImmediate(() => this.#send());
    else this.#send();
  }

  #send(): void {
    this.stop();
    const began = this.now();
    const [pending, except] = [this.#pending, this.#except];
    this.#pending = [];
    this.#except = null;
    if (pending.length > 0) {
      const beside = this.beside();
      const updates = encodeBody({ kind: 'updates', updates: pending });
      broadcast(this.receivers, beside ? [updates, beside] : [updates], except);
      if (beside && except && this.receivers.has(except)) broadcast([except], [beside], null);
    }
    const ended = this.now();
    const paidAt = Math.max(this.#paidAt, began) + (ended - began) / DUTY;
    this.#paidAt = Math.min(paidAt, ended + AHEAD_MS + LONGEST_MS);
  }

  /** Nothing that is pending goes out any more. */
  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    this.#timer = undefined;
    this.#soon = undefined;
  }
}

/** The same bodies for everyone, in one write; only the channel's number in front differs, and seldom even that. */
export function broadcast(receivers: Iterable<Receiver>, bodies: readonly Uint8Array[], except: Receiver | null): void {
  const messages = new Map<number, Buffer>();
  for (const receiver of receivers) {
    if (receiver === except) continue;
    let message = messages.get(receiver.channel);
    if (!message) messages.set(receiver.channel, (message = messagesOf(receiver.channel, bodies)));
    receiver.transmit(message);
  }
}

const messagesOf = (channel: number, bodies: readonly Uint8Array[]): Buffer =>
  Buffer.concat(bodies.map((body) => webSocketMessage(frameOf(channel, body))));
