import type { Appended, PendingBatch } from '../notes/append.ts';
import { appendBatches } from '../notes/append.ts';
import type { Database } from '../platform/db.ts';

/** Puts the edits of one document on disk; answers when they are there. */
export type Append = (batch: PendingBatch) => Promise<Appended>;

interface Waiting {
  readonly batch: PendingBatch;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** The other processes of this installation, which follow the log. */
interface Others {
  /** Whether there is one. A NOTIFY that only its sender hears costs a third of the append (docs/operations.md). */
  readonly any: () => boolean;
  /** Wakes them after a commit; without it Postgres does, in the same transaction. */
  readonly wake?: ((grown: readonly (readonly [string, number])[]) => void) | undefined;
}

/** So that the one NOTIFY of a flush stays well below Postgres's 8,000 bytes. */
const DOCUMENTS_A_FLUSH = 100;
/** While one flush waits for the disk another may gather locks; more would only compete for the same disk. */
const FLUSHES = 2;
const TRIES = 5;

/**
 * Group commit: what arrives while a flush is on its way to the disk, from any socket and for any document, goes into the
 * next one together. A document that somebody else holds (a sealing, another process) waits alone, not everybody with it.
 */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #running = 0;
  #alone = 0;
  /** Documents with a batch on its way. */
  readonly #busy = new Set<string>();
  #idle: (() => void)[] = [];
  readonly counts = { flushes: 0, edits: 0 };

  constructor(
    private readonly db: Database,
    private readonly others: Others,
  ) {}

  readonly append: Append = (batch) =>
    new Promise<Appended>((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#next();
    });

  /** Resolves when nothing is on its way. */
  drained(): Promise<void> {
    if (this.#running + this.#alone + this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    while (this.#running < FLUSHES) {
      const taken = this.#take();
      if (taken.length === 0) return;
      this.#running += 1;
      void this.#flush(taken).finally(() => {
        this.#running -= 1;
        this.#next();
        this.#settled();
      });
    }
  }

  /** A document's second batch rests on the first, and waits until that is on disk. */
  #take(): readonly Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of this.#waiting) {
      const { documentId } = one.batch;
      if (taken.length < DOCUMENTS_A_FLUSH && !this.#busy.has(documentId)) {
        this.#busy.add(documentId);
        taken.push(one);
      } else left.push(one);
    }
    this.#waiting = left;
    return taken;
  }

  #answer({ batch, resolve }: Waiting, appended: Appended): void {
    this.#busy.delete(batch.documentId);
    resolve(appended);
  }

  #fail({ batch, reject }: Waiting, error: unknown): void {
    this.#busy.delete(batch.documentId);
    reject(error);
  }

  #settled(): void {
    if (this.#running + this.#alone + this.#waiting.length > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #flush(taken: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#write(taken, false);
      for (const [index, one] of taken.entries()) {
        const answer = answers[index];
        if (answer === 'busy' || answer === undefined) void this.#flushAlone(one);
        else this.#answer(one, answer);
      }
    } catch (error) {
      for (const one of taken) this.#fail(one, error);
    }
  }

  async #flushAlone(one: Waiting): Promise<void> {
    this.#alone += 1;
    try {
      const [answer] = await this.#write([one], true);
      if (!answer || answer === 'busy') throw new Error('the log did not answer');
      this.#answer(one, answer);
    } catch (error) {
      this.#fail(one, error);
    } finally {
      this.#alone -= 1;
      this.#next();
      this.#settled();
    }
  }

  async #write(taken: readonly Waiting[], wait: boolean): Promise<readonly (Appended | 'busy')[]> {
    const batches = taken.map(({ batch }) => batch);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answers = await appendBatches(this.db.pool, batches, {
          wait,
          notify: !this.others.wake && this.others.any(),
        });
        this.#count(batches, answers);
        return answers;
      } catch (error) {
        // Only what Postgres says it has undone is tried again here. Anything else may have been committed: the copies
        // look at the log, and the clients send again what was not acknowledged.
        if (attempt >= TRIES || !wasUndone(error)) throw error;
      }
    }
  }

  #count(batches: readonly PendingBatch[], answers: readonly (Appended | 'busy')[]): void {
    const grown: [string, number][] = [];
    for (const [index, { documentId, updates }] of batches.entries()) {
      const answer = answers[index];
      if (!answer || answer === 'busy' || answer.first === 0) continue;
      const accepted = updates.length - answer.refused.size;
      this.counts.edits += accepted;
      grown.push([documentId, answer.first - 1 + accepted]);
    }
    if (grown.length === 0) return;
    this.counts.flushes += 1;
    this.others.wake?.(grown);
  }
}

/** Deadlock, serialization conflict: the whole transaction was rolled back. */
const wasUndone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
