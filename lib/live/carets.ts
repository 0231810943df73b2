import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';
import { broadcast } from './fan-out.ts';
import { encodeBody } from './wire.rules.ts';

const MAX_CARET = 2_000;
/**
 * How long carets are gathered: they move with every key, and nobody's eye needs each. Those that moved by writing do not
 * wait so long: they ride with the edit (`ride`).
 */
const GATHER_MS = 40;
/** An honest editor speaks of its own caret, and of a few that it lost sight of. */
const MAX_SPOKEN = 64;

/** One editor's caret: y-protocols/awareness, with the person put in by the server. */
export interface Caret {
  readonly clock: number;
  /** JSON; `null` when it has gone. */
  readonly state: string;
}

interface Person {
  readonly userId: string;
  readonly name: string;
}

interface Receiver {
  readonly author: { readonly userId: string };
  readonly channel: number;
  readonly transmit: (message: Buffer) => void;
}

/**
 * Reads an awareness update and stamps the person on every caret in it: whoever a client says it is does not matter.
 * Throws on anything malformed or too large. Format of y-protocols: count, then (client, clock, JSON) for each.
 */
export function readCarets(update: Uint8Array, person: Person): ReadonlyMap<number, Caret> {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > MAX_SPOKEN) throw new Error('too many carets');
  const carets = new Map<number, Caret>();
  for (let index = 0; index < count; index += 1) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const text = decoding.readVarString(decoder);
    if (text.length > MAX_CARET) throw new Error('caret too large');
    const parsed: unknown = JSON.parse(text);
    const state =
      parsed === null
        ? null
        : { ...z.record(z.string(), z.unknown()).parse(parsed), user: { id: person.userId, name: person.name } };
    carets.set(client, { clock, state: JSON.stringify(state) });
  }
  return carets;
}

export function writeCarets(carets: ReadonlyMap<number, Caret>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, carets.size);
  for (const [client, { clock, state }] of carets) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}

const bodyOf = (carets: ReadonlyMap<number, Caret>): Uint8Array =>
  encodeBody({ kind: 'awareness', update: writeCarets(carets) });

/** A caret on its way to another process, and whose it is. */
export interface CaretNews extends Caret {
  readonly client: number;
  readonly by: string;
}

type OwnCaret = Caret & { readonly by: string };

/**
 * The carets in one document. A channel speaks for one caret, its own, and never for a number that is somebody else's:
 * here, in another process, or in the log (`isOthers`).
 */
export class CaretBoard<Member extends Receiver> {
  readonly #own = new Map<Member, { readonly client: number; readonly caret: OwnCaret }>();
  readonly #away = new Map<string, Map<number, OwnCaret>>();
  #news = new Map<number, Caret & { readonly after: number }>();
  #outgoing = new Map<number, OwnCaret>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly members: ReadonlySet<Member>,
    /** Tells the other processes. */
    private readonly tell: (news: readonly CaretNews[]) => void,
  ) {}

  /** `after`: how many edits had been pushed before; where the caret stands may be one of their letters. */
  say(member: Member, given: ReadonlyMap<number, Caret>, isOthers: (client: number) => boolean, after: number): void {
    const own = this.#own.get(member);
    for (const [client, said] of given) {
      const caret = { ...said, by: member.author.userId };
      if (own ? own.client !== client : caret.state === 'null' || isOthers(client) || this.#isTaken(client)) continue;
      if (caret.state === 'null') this.#own.delete(member);
      else this.#own.set(member, { client, caret });
      this.#spread(client, caret, after);
      return;
    }
  }

  #isTaken(client: number): boolean {
    return this.ownerOf(client) !== undefined;
  }

  /** Whose caret stands under this number now, in any process. */
  ownerOf(client: number): string | undefined {
    for (const own of this.#own.values()) if (own.client === client) return own.caret.by;
    for (const away of this.#away.values()) {
      const caret = away.get(client);
      if (caret) return caret.by;
    }
    return undefined;
  }

  leave(member: Member): void {
    const own = this.#own.get(member);
    if (!own) return;
    this.#own.delete(member);
    this.#spread(own.client, { ...own.caret, clock: own.caret.clock + 1, state: 'null' });
  }

  /** For somebody who has just come. */
  greet(member: Member): void {
    const all = new Map<number, Caret>();
    for (const away of this.#away.values()) for (const [client, caret] of away) all.set(client, caret);
    for (const [other, { client, caret }] of this.#own) if (other !== member) all.set(client, caret);
    if (all.size > 0) broadcast([member], [bodyOf(all)], null);
  }

  /** From another process. */
  hear(process: string, news: readonly CaretNews[]): void {
    const away = this.#away.get(process) ?? new Map<number, OwnCaret>();
    this.#away.set(process, away);
    for (const { client, clock, state, by } of news) {
      if (state === 'null') away.delete(client);
      else away.set(client, { clock, state, by });
      this.#gather(client, { clock, state });
    }
  }

  /** Another process has gone, and its people with it. */
  forget(process: string): void {
    for (const [client, { clock }] of this.#away.get(process) ?? [])
      this.#gather(client, { clock: clock + 1, state: 'null' });
    this.#away.delete(process);
  }

  /** A process that has just come asks who is here. */
  repeat(): void {
    const all = [...this.#own.values()].map(({ client, caret }) => ({ client, ...caret }));
    if (all.length > 0) this.tell(all);
  }

  /**
   * The news that can travel with edits that are being sent, when the first `done` that were pushed have been: a caret is then
   * seen with the letter that moved it, and costs no message of its own. Null when there is none.
   */
  ride(done: number): Uint8Array | null {
    const riding = new Map([...this.#news].filter(([, { after }]) => after <= done));
    if (riding.size === 0) return null;
    for (const client of riding.keys()) this.#news.delete(client);
    return bodyOf(riding);
  }

  stop(): void {
    if (this.#timer) this.#announce();
  }

  #spread(client: number, caret: OwnCaret, after = 0): void {
    this.#gather(client, caret, after);
    this.#outgoing.set(client, caret);
  }

  #gather(client: number, caret: Caret, after = 0): void {
    this.#news.set(client, { ...caret, after });
    this.#timer ??= setTimeout(() => this.#announce(), GATHER_MS);
  }

  #announce(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [news, outgoing] = [this.#news, this.#outgoing];
    this.#news = new Map();
    this.#outgoing = new Map();
    if (news.size > 0) broadcast(this.members, [bodyOf(news)], null);
    if (outgoing.size > 0) this.tell([...outgoing].map(([client, caret]) => ({ client, ...caret })));
  }
}
