// Who works while things are killed: editors with real live clients, and senders of commands with the outbox's manners.
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { LiveClient } from '../../lib/live/client/live-client.ts';
import type { LiveText } from '../../lib/live/client/live-text.ts';
import { NOTE_SCHEMA_VERSION } from '../../lib/notes/schema-version.ts';
import { newId } from '../../lib/platform/ids.ts';

export interface Ledger {
  /** Every token that was written, and whether "saved" was said of it. */
  readonly edits: Map<string, boolean>;
  readonly commands: Map<string, boolean>;
  /** What each follower of the case was sent. */
  readonly feeds: number[][];
}

/** Whichever process is up, as a balancer would choose. */
export type Route = () => number;

export function connect(route: Route, token: string): LiveClient {
  return new LiveClient({
    url: 'ws://127.0.0.1/live',
    stillSignedIn: () => Promise.resolve(true),
    open: () => {
      const port = route();
      const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { headers: { authorization: `Bearer ${token}` } });
      socket.on('error', () => undefined);
      return socket as unknown as globalThis.WebSocket;
    },
  });
}

/**
 * Writes a numbered word every few milliseconds, anywhere between the words that are there, and sometimes loses its tab
 * with everything that was in it: then nobody can send again what the server had called saved.
 */
export class Editor {
  #client!: LiveClient;
  #text!: LiveText;
  #made: string[] = [];
  #counted = 0;
  #count = 0;
  #stopped = false;

  constructor(
    private readonly name: string,
    private readonly documents: readonly string[],
    private readonly route: Route,
    private readonly token: string,
    private readonly ledger: Ledger,
    private readonly random: () => number,
  ) {
    this.#open();
  }

  #open(): void {
    this.#client = connect(this.route, this.token);
    const documentId = this.documents[Math.floor(this.random() * this.documents.length)] ?? '';
    this.#text = this.#client.text(documentId, NOTE_SCHEMA_VERSION);
    this.#text.status.subscribe(() => this.#account());
    this.#made = [];
    this.#counted = 0;
    this.#client.start();
  }

  #account(): void {
    const { acknowledged } = this.#text.progress();
    for (; this.#counted < acknowledged; this.#counted += 1)
      this.ledger.edits.set(this.#made[this.#counted] ?? '', true);
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#text.ready.get()) this.#write();
      this.#account();
      if (this.random() < 0.004) this.crash();
      await pause(10 + this.random() * 30);
    }
  }

  #write(): void {
    const word = `${this.name}-${this.#count};`;
    this.#count += 1;
    const text = this.#text.doc.getText('t');
    const at = text.toJSON().indexOf(';', Math.floor(this.random() * text.length)) + 1;
    this.ledger.edits.set(word, false);
    this.#made.push(word);
    text.insert(at, word);
  }

  /** The tab is gone, with its copy. */
  crash(): void {
    this.#account();
    this.#client.stop();
    this.#text.destroy();
    this.#open();
  }

  /** Until everything is saved, but no longer than `patience` milliseconds. */
  async finish(patience: number): Promise<void> {
    this.#stopped = true;
    for (let waited = 0; this.#text.status.get().kind !== 'saved' && waited < patience; waited += 20) await pause(20);
    this.#account();
    this.#client.stop();
  }
}

/** Sends a command until it is answered, under the same id, as the browser's outbox does. */
export class Sender {
  #stopped = false;

  constructor(
    private readonly name: string,
    private readonly investigationId: string,
    private readonly route: Route,
    private readonly token: string,
    private readonly ledger: Ledger,
  ) {}

  async run(): Promise<void> {
    for (let count = 0; !this.#stopped; count += 1) {
      const statement = `${this.name}-${count}`;
      this.ledger.commands.set(statement, false);
      const id = newId();
      while (!(await this.#send(id, statement))) await pause(50);
      this.ledger.commands.set(statement, true);
      await pause(15);
    }
  }

  async #send(id: string, statement: string): Promise<boolean> {
    const port = this.route();
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/command`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.token}`,
          origin: `http://127.0.0.1:${port}`,
        },
        body: JSON.stringify({
          id,
          name: 'claim.create',
          input: { investigationId: this.investigationId, statement },
        }),
        signal: AbortSignal.timeout(8000),
      });
      if (response.status >= 500 || response.status === 429) return false;
      if (!response.ok) throw new Refused(`${response.status} ${await response.text()}`);
      return true;
    } catch (error) {
      if (error instanceof Refused) throw error;
      return false;
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}

class Refused extends Error {}

/** Follows the case through every break and writes down the numbers of the events it was sent. */
export function follow(route: Route, token: string, investigationId: string, ledger: Ledger): LiveClient {
  const client = connect(route, token);
  const seen: number[] = [];
  ledger.feeds.push(seen);
  client.follow(investigationId, (event) => seen.push(event.seq));
  client.start();
  return client;
}
