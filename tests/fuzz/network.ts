import { decodeFrame } from '../../lib/live/wire.rules.ts';
import type WebSocket from 'ws';

/** The same numbers for the same seed (mulberry32, Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A web socket on a bad line. What may happen to a frame on its way: it is lost (then the line is cut soon after, as TCP
 * would), late, twice, or overtaken by the next one. Control messages keep their order, because the protocol counts on it.
 */
export class BadLine extends EventTarget {
  binaryType = 'arraybuffer';
  #sent = Promise.resolve();

  constructor(
    private readonly socket: WebSocket,
    private readonly random: () => number,
  ) {
    super();
    socket.on('message', (data: Buffer, binary: boolean) =>
      this.#arrive(binary ? toArrayBuffer(data) : data.toString()),
    );
    socket.on('close', (code: number) => {
      const event = new Event('close');
      Object.assign(event, { code });
      this.dispatchEvent(event);
    });
    socket.on('error', () => undefined);
  }

  get readyState(): number {
    return this.socket.readyState;
  }

  send(data: string | Uint8Array): void {
    if (typeof data === 'string' || isOrdered(data)) {
      this.#pass(() => this.#put(data));
      return;
    }
    const fate = this.random();
    if (fate < 0.02) setTimeout(() => this.close(), 5);
    else if (fate < 0.12) setTimeout(() => this.#put(data), this.random() * 20);
    else {
      this.#pass(() => this.#put(data));
      if (fate > 0.92) this.#pass(() => this.#put(data));
    }
  }

  close(): void {
    this.socket.terminate();
  }

  #pass(work: () => void): void {
    this.#sent = this.#sent.then(() => new Promise((resolve) => setTimeout(resolve, this.random() * 2))).then(work);
  }

  #put(data: string | Uint8Array): void {
    if (this.socket.readyState === 1) this.socket.send(data);
  }

  #arrive(data: string | ArrayBuffer): void {
    const tell = () => {
      const event = new Event('message');
      Object.assign(event, { data });
      if (this.socket.readyState === 1) this.dispatchEvent(event);
    };
    if (typeof data === 'string' || decodeFrame(new Uint8Array(data)).kind !== 'updates') {
      tell();
      return;
    }
    const fate = this.random();
    if (fate < 0.02) this.close();
    else if (fate < 0.15) setTimeout(tell, this.random() * 20);
    else {
      tell();
      if (fate > 0.92) tell();
    }
  }
}

/** Everything but carets: an edit must not overtake the edit that it rests on, because the server refuses what rests on nothing. */
function isOrdered(data: Uint8Array): boolean {
  return decodeFrame(data).kind !== 'awareness';
}

function toArrayBuffer(data: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(data.length);
  new Uint8Array(copy).set(data);
  return copy;
}
