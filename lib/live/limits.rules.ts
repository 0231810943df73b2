/** Bounds of one socket (LIV-5, ACC-5). Sizes in bytes. */
export const MAX_CHANNELS = 64;
/** Messages that wait while an earlier one is being worked on. */
export const MAX_QUEUED = 500;
/** Messages a second that one socket may send, over a burst of three seconds. */
export const RATE = 150;
/** Edits that are not yet committed: above the first nothing more is read from this socket, below the second again. */
export const HOLD = 1_000_000;
export const HOLD_AGAIN = 250_000;
/** What may lie unsent for a slow reader, beyond the first sync that it asked for. Then it is dropped, and resumes. */
export const MAX_BUFFERED = 1_000_000;

/** Tokens that come back at a steady rate, up to a burst. */
export class Allowance {
  #left: number;
  #at: number;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    now: number,
  ) {
    this.#left = burst;
    this.#at = now;
  }

  /** False when there is none left. `now` in milliseconds. */
  take(now: number): boolean {
    this.#left = Math.min(this.burst, this.#left + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
