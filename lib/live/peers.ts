import type { Bus, BusMessage } from './bus.ts';
import { inPieces } from './bus.ts';
import type { CaretNews } from './carets.ts';
import type { PresentPerson } from './protocol.schema.ts';

const HELLO_MS = 2000;
/** Three greetings missed: that process is gone, and so are its people. */
const GONE_MS = 6500;

interface Handlers {
  /** Another process wants to know who is here: in one room, in one document, or everywhere. */
  readonly repeat: (only: { readonly room?: string; readonly doc?: string }) => void;
  readonly forget: (process: string) => void;
  readonly here: (process: string, room: string, people: readonly (readonly [string, PresentPerson | null])[]) => void;
  readonly carets: (process: string, doc: string, carets: readonly CaretNews[]) => void;
  readonly grown: (docs: readonly (readonly [string, number])[]) => void;
}

/** The other processes of this installation. While there is none, nothing is sent to anybody. */
export class Peers {
  readonly #seen = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor(
    readonly me: string,
    private readonly bus: Bus,
    private readonly handlers: Handlers,
  ) {
    bus.publish({ k: 'hello', p: me, ask: true });
    this.#timer = setInterval(() => this.#beat(), HELLO_MS);
  }

  get count(): number {
    return this.#seen.size;
  }

  tellRoom(room: string, changes: ReadonlyMap<string, PresentPerson | null>): void {
    if (this.count === 0) return;
    for (const people of inPieces([...changes])) this.bus.publish({ k: 'here', p: this.me, room, people });
  }

  tellCarets(doc: string, news: readonly CaretNews[]): void {
    if (this.count === 0) return;
    for (const carets of inPieces(news)) this.bus.publish({ k: 'carets', p: this.me, doc, carets });
  }

  askRoom(room: string): void {
    if (this.count > 0) this.bus.publish({ k: 'who', p: this.me, room });
  }

  askCarets(doc: string): void {
    if (this.count > 0) this.bus.publish({ k: 'whose', p: this.me, doc });
  }

  /** After a commit, when Redis carries the wake-ups. */
  tellGrown(docs: readonly (readonly [string, number])[]): void {
    if (this.count === 0) return;
    for (const piece of inPieces(docs))
      this.bus.publish({ k: 'grown', p: this.me, docs: piece.map(([id, seq]) => [id, seq]) });
  }

  hear(message: BusMessage): void {
    if (message.p === this.me || this.#closed) return;
    if (message.k === 'bye') {
      this.#lose(message.p);
      return;
    }
    const known = this.#seen.has(message.p);
    this.#seen.set(message.p, performance.now());
    // Whoever is new to us has missed what we said while we thought that we were alone.
    if (!known || (message.k === 'hello' && message.ask)) this.handlers.repeat({});
    if (!known) this.bus.publish({ k: 'hello', p: this.me, ask: true });
    switch (message.k) {
      case 'hello':
        return;
      case 'who': {
        this.handlers.repeat({ room: message.room });
        return;
      }
      case 'whose': {
        this.handlers.repeat({ doc: message.doc });
        return;
      }
      case 'here': {
        this.handlers.here(message.p, message.room, message.people);
        return;
      }
      case 'carets': {
        this.handlers.carets(message.p, message.doc, message.carets);
        return;
      }
      case 'grown': {
        this.handlers.grown(message.docs);
        return;
      }
    }
  }

  #beat(): void {
    this.bus.publish({ k: 'hello', p: this.me });
    const now = performance.now();
    for (const [process, at] of this.#seen) if (now - at > GONE_MS) this.#lose(process);
  }

  #lose(process: string): void {
    if (this.#seen.delete(process)) this.handlers.forget(process);
  }

  close(): void {
    clearInterval(this.#timer);
    this.bus.publish({ k: 'bye', p: this.me });
    // Whatever is said after the goodbye (a caret that goes with its person) would make the others believe that we live.
    this.#closed = true;
    this.#seen.clear();
  }
}
