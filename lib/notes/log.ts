import * as Y from 'yjs';
import type { Reader, Transaction } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { notify } from '../platform/events.ts';

export type LiveDocumentKind = 'draft' | 'rationale' | 'note';

export interface NewDocument {
  readonly id: string;
  readonly kind: LiveDocumentKind;
  readonly investigationId: string;
  /** Of the editor that writes it; an older editor may not open it (LIV-3). */
  readonly schemaVersion: number;
  readonly actorId: string;
  readonly now: Date;
  /** A Yjs update that the document begins with. Seeded once, here: seeding again from outside would double the text. */
  readonly initial?: Uint8Array;
}

export interface LoadedDocument {
  /** Number of the last update in the log. */
  readonly seq: number;
  /** Identity of this history: a rebuilt document has another, and is never merged with an old copy (LIV-3). */
  readonly lineage: string;
  readonly schemaVersion: number;
  readonly frozen: boolean;
  readonly kind: LiveDocumentKind;
  readonly investigationId: string;
  /** The whole state as one Yjs update. */
  readonly state: Uint8Array;
}

export async function createDocument(tx: Transaction, { initial, actorId, now, ...document }: NewDocument): Promise<void> {
  await tx.liveDocument.create({ data: { ...document, lineage: newId(), createdAt: now, seq: initial ? 1 : 0 } });
  if (initial) await tx.liveUpdate.create({ data: { documentId: document.id, seq: 1, update: Buffer.from(initial), actorId, at: now } });
}

export async function loadDocument(reader: Reader, id: string): Promise<LoadedDocument> {
  const document = found(await reader.liveDocument.findUnique({ where: { id } }), 'There is no such document.');
  const snapshot = await reader.liveSnapshot.findFirst({ where: { documentId: id }, orderBy: { seq: 'desc' } });
  const updates = await reader.liveUpdate.findMany({
    where: { documentId: id, seq: { gt: snapshot?.seq ?? 0 } },
    orderBy: { seq: 'asc' },
    select: { seq: true, update: true },
  });
  const parts = [...(snapshot ? [snapshot.state] : []), ...updates.map((row) => row.update)];
  return {
    seq: updates.at(-1)?.seq ?? snapshot?.seq ?? 0,
    lineage: document.lineage,
    schemaVersion: document.schemaVersion,
    frozen: document.frozen,
    kind: document.kind,
    investigationId: document.investigationId,
    state: parts.length > 0 ? Y.mergeUpdates(parts.map((part) => new Uint8Array(part))) : Y.encodeStateAsUpdate(new Y.Doc()),
  };
}

/** Holds the document still until the transaction ends: no update can be appended meanwhile. */
export async function lockDocument(tx: Transaction, id: string): Promise<{ readonly seq: number; readonly frozen: boolean }> {
  const rows = await tx.$queryRaw<{ seq: number; frozen: boolean }[]>`SELECT seq, frozen FROM "LiveDocument" WHERE id = ${id}::uuid FOR UPDATE`;
  return found(rows[0], 'There is no such document.');
}

/** From now on the document takes no update (a sealed draft). */
export async function freezeDocument(tx: Transaction, id: string): Promise<void> {
  await tx.liveDocument.update({ where: { id }, data: { frozen: true } });
}

/** Everybody whose update is in the log. Opening is not authorship: an update without content is never logged. */
export async function documentAuthors(tx: Reader, id: string): Promise<string[]> {
  const rows = await tx.liveUpdate.findMany({ where: { documentId: id }, distinct: ['actorId'], select: { actorId: true } });
  return rows.map((row) => row.actorId).sort();
}

/** Appends an update from inside a command (text that came through the API). The caller has locked the document. */
export async function appendToDocument(tx: Transaction, id: string, update: Uint8Array, actorId: string, now: Date): Promise<number> {
  const { seq } = await tx.liveDocument.update({ where: { id }, data: { seq: { increment: 1 } }, select: { seq: true } });
  await tx.liveUpdate.create({ data: { documentId: id, seq, update: Buffer.from(update), actorId, at: now } });
  await notify(tx, { k: 'updates', docs: [[id, seq]] });
  return seq;
}

