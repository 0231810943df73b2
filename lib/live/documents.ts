import type { Database } from '../platform/db.ts';
import type { CaretNews } from './carets.ts';
import type { Append } from './log.ts';
import type { LoggedUpdate } from './document-copy.ts';
import type { DocumentClient } from './open-document.ts';
import { OpenDocument } from './open-document.ts';

interface Held {
  readonly opening: Promise<OpenDocument>;
  document: OpenDocument | null;
  /** How many have it open, or are about to. */
  holds: number;
}

/** The documents that somebody has open here; each leaves memory when the last one closes it (LIV-6). */
export class OpenDocuments {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly db: Database,
    private readonly append: Append,
    private readonly carets: {
      /** Tells the other processes. */
      readonly tell: (doc: string, news: readonly CaretNews[]) => void;
      readonly ask: (doc: string) => void;
    },
  ) {}

  get size(): number {
    return this.#held.size;
  }

  get(id: string): OpenDocument | undefined {
    return this.#held.get(id)?.document ?? undefined;
  }

  /** Opens for a client. The hold is taken at once, so that the document cannot leave memory while it is being opened. */
  async join(id: string, lineage: string, client: DocumentClient): Promise<OpenDocument> {
    const held = this.#held.get(id) ?? this.#open(id, lineage);
    held.holds += 1;
    try {
      const document = await held.opening;
      if (document.lineage !== lineage) throw new Error('an older copy is still being closed');
      document.clients.add(client);
      return document;
    } catch (error) {
      this.#release(id, held);
      throw error;
    }
  }

  #open(id: string, lineage: string): Held {
    const document = new OpenDocument(this.db, this.append, id, lineage, (news) => this.carets.tell(id, news));
    const held: Held = { opening: document.load().then(() => document), document: null, holds: 0 };
    held.opening.then(
      () => (held.document = document),
      () => undefined,
    );
    this.#held.set(id, held);
    this.carets.ask(id);
    return held;
  }

  async leave(document: OpenDocument, client: DocumentClient): Promise<void> {
    if (!document.clients.delete(client)) return;
    const held = this.#held.get(document.id);
    if (held?.document === document && this.#release(document.id, held)) await document.release();
  }

  #release(id: string, held: Held): boolean {
    held.holds -= 1;
    if (held.holds > 0) return false;
    if (this.#held.get(id) === held) this.#held.delete(id);
    return true;
  }

  /** Other processes appended: one query for all the documents that are open here. */
  async follow(grown: readonly (readonly [string, number])[]): Promise<void> {
    const behind = grown.flatMap(([id, seq]) => {
      const document = this.get(id);
      return document && document.seq < seq ? [document] : [];
    });
    if (behind.length > 0) await this.#absorb(behind);
  }

  /** Something may have been missed: every open copy is compared with its log. */
  async followAll(): Promise<void> {
    const open = [...this.#held.values()].flatMap(({ document }) => (document ? [document] : []));
    if (open.length === 0) return;
    const { rows } = await this.db.pool.query<{ id: string; seq: number; lineage: string }>({
      name: 'redthread_sweep',
      text: `SELECT id, seq, lineage FROM "LiveDocument" WHERE id = ANY ($1)`,
      values: [open.map(({ id }) => id)],
    });
    await this.follow(rows.map(({ id, seq }) => [id, seq] as const));
    // Restored from a backup or rebuilt: whoever has the old copy open loads anew (LIV-3).
    const now = new Map(rows.map((row) => [row.id, row.lineage]));
    for (const document of open)
      if (now.get(document.id) !== document.lineage)
        for (const client of [...document.clients]) client.refuse('lineage');
  }

  async #absorb(behind: readonly OpenDocument[]): Promise<void> {
    const { rows } = await this.db.pool.query<LoggedUpdate & { id: string }>({
      name: 'redthread_follow',
      text: `SELECT u."documentId" AS id, u.seq, u.update FROM unnest($1::uuid[], $2::int[]) AS w (id, after)
        JOIN "LiveUpdate" AS u ON u."documentId" = w.id AND u.seq > w.after ORDER BY 1, 2`,
      values: [behind.map(({ id }) => id), behind.map(({ seq }) => seq)],
    });
    const news = Map.groupBy(rows, ({ id }) => id);
    await Promise.all(
      behind.map((document) =>
        document.absorb(
          (news.get(document.id) ?? []).map(({ seq, update }) => ({ seq, update: new Uint8Array(update) })),
        ),
      ),
    );
  }

  hearCarets(process: string, id: string, news: readonly CaretNews[]): void {
    this.get(id)?.carets.hear(process, news);
  }

  forgetCarets(process: string): void {
    for (const { document } of this.#held.values()) document?.carets.forget(process);
  }

  repeatCarets(only?: string): void {
    for (const [id, { document }] of this.#held) if (only === undefined || only === id) document?.carets.repeat();
  }

  /** Everything on its way has been committed or refused. */
  async settled(): Promise<void> {
    await Promise.all([...this.#held.values()].flatMap(({ document }) => (document ? [document.settled()] : [])));
  }
}
