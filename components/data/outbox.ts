import type { Result } from '@/lib/platform/errors.ts';
import { failure } from '@/lib/platform/errors.ts';
import { newId } from '@/lib/platform/ids.ts';

/** A command that the server has not yet answered. */
export interface PendingCommand {
  readonly id: string;
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly userId: string;
  /** Milliseconds since 1970; they are delivered in this order. */
  readonly at: number;
}

export interface RefusedCommand extends PendingCommand {
  readonly reason: string;
}

/** Where commands are kept until they are answered: IndexedDB in the browser, memory in a test. */
export interface OutboxStore {
  readonly all: () => Promise<readonly PendingCommand[]>;
  readonly put: (command: PendingCommand) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** Delivers one command. Throws when the server cannot be reached. */
export type Deliver = (command: PendingCommand) => Promise<Result<unknown>>;

export interface OutboxOptions {
  readonly userId: string;
  readonly store: OutboxStore;
  readonly deliver: Deliver;
  /** Runs the work while no other tab of this person delivers. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  readonly now?: () => number;
}

const RETRY_MS = [500, 1000, 2000, 4000, 8000];

/**
 * Keeps every command until the server has answered it, in order, through lost connections and reloads (ANN-5). The
 * command's id makes a second delivery harmless (CORE-3). Another person's commands in the same browser are never sent.
 */
export class Outbox {
  #pending: readonly PendingCommand[] = [];
  #refused: readonly RefusedCommand[] = [];
  readonly #waiting = new Map<string, (result: Result<unknown>) => void>();
  readonly #listeners = new Set<() => void>();
  #delivering: Promise<void> | null = null;
  #last = 0;

  constructor(private readonly options: OutboxOptions) {}

  readonly pending = (): readonly PendingCommand[] => this.#pending;
  /** Refused after a reload, when nobody waited for the answer any more: shown, so that no words are lost. */
  readonly refused = (): readonly RefusedCommand[] => this.#refused;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What an earlier page left behind is delivered first. */
  async open(): Promise<void> {
    const left = (await this.options.store.all()).filter((command) => command.userId === this.options.userId);
    const known = new Set(this.#pending.map((command) => command.id));
    this.#setPending(
      [...left.filter((command) => !known.has(command.id)), ...this.#pending].sort((a, b) => a.at - b.at),
    );
    this.flush();
  }

  /** Resolves with the server's answer, however late. It is in the store before it is on the way. */
  async send(name: string, input: Record<string, unknown>, id: string = newId()): Promise<Result<unknown>> {
    this.#last = Math.max(this.#last + 1, this.options.now?.() ?? Date.now());
    const command: PendingCommand = { id, name, input, userId: this.options.userId, at: this.#last };
    const answer = new Promise<Result<unknown>>((resolve) => this.#waiting.set(id, resolve));
    this.#setPending([...this.#pending, command]);
    await this.options.store.put(command).catch(() => undefined);
    this.flush();
    return answer;
  }

  /** Tries now: called when the connection is back. */
  flush(): void {
    this.#delivering ??= this.options
      .exclusively(() => this.#deliverAll())
      .catch(() => undefined)
      .finally(() => {
        this.#delivering = null;
        if (this.#pending.length > 0) this.flush();
      });
  }

  /** On signing out: what was not delivered is dropped, and nobody's words stay in this browser. */
  async clear(): Promise<void> {
    const left = (await this.options.store.all()).filter((command) => command.userId === this.options.userId);
    await Promise.all(left.map(({ id }) => this.options.store.remove(id)));
    this.#refused = [];
    this.#setPending([]);
  }

  dismiss(id: string): void {
    this.#refused = this.#refused.filter((command) => command.id !== id);
    this.#changed();
  }

  async #deliverAll(): Promise<void> {
    for (let failures = 0; this.#pending[0];) {
      const command = this.#pending[0];
      const result = await this.options.deliver(command).catch(() => null);
      if (result && (result.ok || !isPassing(result.error.code))) {
        failures = 0;
        await this.#settle(command, result);
      } else {
        await this.options.wait(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 8000);
        failures += 1;
      }
    }
  }

  async #settle(command: PendingCommand, result: Result<unknown>): Promise<void> {
    await this.options.store.remove(command.id).catch(() => undefined);
    const resolve = this.#waiting.get(command.id);
    this.#waiting.delete(command.id);
    if (!resolve && !result.ok) this.#refused = [...this.#refused, { ...command, reason: result.error.detail }];
    // Whoever waits updates what is shown before the pending mark goes: nothing flickers.
    resolve?.(result);
    await Promise.resolve();
    this.#setPending(this.#pending.filter((other) => other.id !== command.id));
  }

  #setPending(pending: readonly PendingCommand[]): void {
    this.#pending = pending;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Worth another try later; everything else is an answer. */
const isPassing = (code: string): boolean => code === 'internal' || code === 'unavailable' || code === 'rate_limited';

export const notReady = (): Result<never> => failure('signed_out', 'Sign in first.');
