import { decodeText } from '../intake/charset.rules.ts';
import { dataBytes, pictureData } from './pictures.rules.ts';

export interface Resource {
  readonly bytes: Uint8Array;
  readonly finalUrl: string;
  readonly charset: string | null;
}

/** Asks for what a page loads; null: it may not be had. */
export type Ask = (address: string, as: 'picture' | 'sheet') => Promise<Resource | null>;

/** What a copy may come to, however often the page shows the same picture. */
export const MAX_COPY = 30_000_000;

/** Hands out what belongs into a copy, and counts what had to stay out. */
export class Taker {
  readonly #ask: Ask;
  readonly #pictures = new Map<string, Promise<string | null>>();
  #size = 0;
  taken = 0;
  left = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  leave(): void {
    this.left += 1;
  }

  /** Begins to ask, so that pictures come beside each other. */
  expect(address: string, base: string): void {
    const whole = absolute(address, base);
    if (whole !== null) void this.#pictureAt(whole);
  }

  /** As an address that carries the picture itself; null: leave it out. */
  async picture(address: string, base: string): Promise<string | null> {
    const whole = absolute(address, base);
    // `url(#clip)` means something in the page itself.
    if (whole === null || address.trimStart().startsWith('#')) return null;
    const data = await this.#pictureAt(whole);
    if (data === null || !this.#fits(data.length)) {
      this.leave();
      return null;
    }
    this.taken += 1;
    return data;
  }

  async sheet(address: string, base: string): Promise<{ readonly text: string; readonly base: string } | null> {
    const whole = absolute(address, base);
    const found = whole === null || whole.startsWith('data:') ? null : await this.#ask(whole, 'sheet');
    if (!found || !this.#fits(found.bytes.length)) {
      this.leave();
      return null;
    }
    this.taken += 1;
    return { text: decodeText(found.bytes, found.charset).text, base: found.finalUrl };
  }

  #fits(size: number): boolean {
    if (this.#size + size > MAX_COPY) return false;
    this.#size += size;
    return true;
  }

  #pictureAt(whole: string): Promise<string | null> {
    let found = this.#pictures.get(whole);
    if (!found) this.#pictures.set(whole, (found = this.#read(whole)));
    return found;
  }

  async #read(whole: string): Promise<string | null> {
    const bytes = whole.startsWith('data:') ? dataBytes(whole) : (await this.#ask(whole, 'picture'))?.bytes;
    return bytes ? pictureData(bytes) : null;
  }
}

function absolute(address: string, base: string): string | null {
  const trimmed = address.trim();
  if (trimmed.startsWith('data:')) return trimmed;
  if (trimmed === '' || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  url.hash = '';
  return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
}
