import * as Y from 'yjs';
import type { Refused } from '../notes/append.ts';
import { askDocument } from './access.ts';
import { readCarets } from './carets.ts';
import type { Channel, Connection } from './connection.ts';
import type { DocumentClient, OpenDocument } from './open-document.ts';
import type { ClientMessage } from './protocol.schema.ts';
import type { BinaryFrame } from './wire.rules.ts';

type Open = Extract<ClientMessage, { t: 'open' }>;

const sentences = {
  reload: 'This page is older than the document. Reload it before you go on.',
  lineage: 'This document was made anew. Reload the page; what you wrote is still on your screen until then.',
  frozen: 'This text is sealed and takes no more changes.',
  forbidden: 'You may read this, not change it.',
  not_found: 'There is nothing here, or not for you.',
};

/** Opens a document for a connection; null when it was refused, with the reason already sent. */
export async function openDocument(
  connection: Connection,
  { ch, doc: id, schema, lineage }: Open,
): Promise<Channel | null> {
  const { hub, caller } = connection;
  const access = await askDocument(hub.db, caller, id);
  if (!access) {
    connection.refuse(ch, 'not_found', sentences.not_found);
    return null;
  }
  // Before any sync: an editor that does not know the document's nodes would destroy them by opening it (LIV-3).
  if (access.schemaVersion !== schema) {
    connection.refuse(ch, 'reload', sentences.reload);
    return null;
  }
  if (lineage !== undefined && lineage !== access.lineage) {
    connection.refuse(ch, 'lineage', sentences.lineage);
    return null;
  }
  const channel = new DocumentChannel(connection, ch, id, access.mayWrite && !access.frozen);
  await channel.enter(access.lineage);
  return channel;
}

/** One document as one tab has it open. */
class DocumentChannel implements Channel, DocumentClient {
  readonly author: DocumentClient['author'];
  #document: OpenDocument | null = null;

  constructor(
    private readonly connection: Connection,
    readonly channel: number,
    private readonly id: string,
    private write: boolean,
  ) {
    const { caller, person } = connection;
    this.author = { userId: person.userId, sessionId: caller.sessionId, tokenId: caller.tokenId };
  }

  async enter(lineage: string): Promise<void> {
    const document = await this.connection.hub.documents.join(this.id, lineage, this);
    this.#document = document;
    this.connection.send({ t: 'opened', ch: this.channel, lineage, write: this.write });
    document.carets.greet(this);
  }

  transmit(message: Buffer): void {
    this.connection.transmitShared(message);
  }

  acknowledge(n: number): void {
    this.connection.sendFrame({ kind: 'ack', channel: this.channel, n });
  }

  settled(bytes: number): void {
    this.connection.release(bytes);
  }

  refuse(why: Refused): void {
    switch (why) {
      case 'frozen':
      case 'forbidden':
        this.#mayWrite(false, sentences[why]);
        return;
      case 'lineage':
      case 'gone':
        this.connection.refuse(this.channel, 'lineage', sentences.lineage);
        this.connection.leave(this.channel);
        return;
      case 'not_yours':
        this.malformed('This edit is under another name.');
    }
  }

  malformed(why: string): void {
    this.connection.close(1008, why);
  }

  failed(): void {
    this.connection.close(1011, 'The text could not be stored. Trying again.');
  }

  close(): void {
    const document = this.#document;
    if (!document) return;
    document.carets.leave(this);
    void this.connection.hub.documents.leave(document, this);
  }

  async recheck(): Promise<'stays' | 'gone'> {
    const access = await askDocument(this.connection.hub.db, this.connection.caller, this.id);
    if (!access) return 'gone';
    const write = access.mayWrite && !access.frozen;
    const why = access.mayWrite ? sentences.frozen : sentences.forbidden;
    if (write !== this.write) this.#mayWrite(write, write ? '' : why);
    return 'stays';
  }

  #mayWrite(write: boolean, why: string): void {
    this.write = write;
    this.connection.send({ t: 'write', ch: this.channel, write, why });
  }

  onFrame(frame: BinaryFrame): void {
    const document = this.#document;
    if (!document) return;
    switch (frame.kind) {
      case 'have':
        void this.#sync(document, frame.vector);
        return;
      case 'update':
        // Refused visibly: the editor says so and stops (LIV-4). The log asks again, under lock, for what passes.
        if (!this.write) {
          this.#mayWrite(false, sentences.forbidden);
          return;
        }
        this.connection.hold(frame.update.length);
        document.push(this, frame.n, frame.update);
        return;
      case 'awareness':
        document.point(this, readCarets(frame.update, this.connection.person));
        return;
      case 'sync':
      case 'ack':
      case 'updates':
        this.malformed('This is for the server to say.');
    }
  }

  async #sync(document: OpenDocument, vector: Uint8Array): Promise<void> {
    if (!isVector(vector)) {
      this.malformed('This could not be read.');
      return;
    }
    try {
      const { update, vector: ours } = await document.sync(vector);
      this.connection.sendFrame({ kind: 'sync', channel: this.channel, update, vector: ours }, 'large');
    } catch {
      this.failed();
    }
  }
}

function isVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}
