import { webSocketMessage } from './web-socket-message.ts';
import { encodeBody, frameOf } from './wire.rules.ts';

interface Receiver {
  readonly channel: number;
  /** A whole WebSocket message, the same bytes for many. */
  readonly transmit: (message: Buffer) => void;
}

/** At most this share of the time goes into sending one document's news: under load they travel together. */
const DUTY = 0.5;
const LONGEST_MS = 50;

/**
 * Sends edits to everyone who has a document open. The bytes are made once, not once a person. While nothing presses an
 * edit leaves at once; when sending to this room takes long, what comes meanwhile goes out together.
 */
export class FanOut {
  #pending: Uint8Array[] = [];
  /** The only author of all that is pending, who need not be sent it. */
  #except: Receiver | null = null;
  #busyUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly receivers: ReadonlySet<Receiver>) {}

  updates(updates: readonly Uint8Array[], except: Receiver | null): void {
    this.#except = this.#pending.length === 0 || this.#except === except ? except : null;
    this.#pending.push(...updates);
    const wait = this.#busyUntil - performance.now();
    if (wait <= 0.5) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), wait);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const began = performance.now();
    const [pending, except] = [this.#pending, this.#except];
    this.#pending = [];
    this.#except = null;
    if (pending.length > 0) broadcast(this.receivers, encodeBody({ kind: 'updates', updates: pending }), except);
    const took = performance.now() - began;
    this.#busyUntil = began + took + Math.min(LONGEST_MS, took * (1 / DUTY - 1));
  }

  /** What is pending goes out before the first sync of a newcomer, who has it already. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** One body for everyone; only the channel's number in front differs, and seldom even that. */
export function broadcast(receivers: Iterable<Receiver>, body: Uint8Array, except: Receiver | null): void {
  const messages = new Map<number, Buffer>();
  for (const receiver of receivers) {
    if (receiver === except) continue;
    let message = messages.get(receiver.channel);
    if (!message) messages.set(receiver.channel, (message = webSocketMessage(frameOf(receiver.channel, body))));
    receiver.transmit(message);
  }
}
