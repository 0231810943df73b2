import * as Y from 'yjs';
import type { Reader, Transaction } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';

export { documentJson, plainText } from './plain-text.ts';
export { NOTE_SCHEMA_VERSION } from './schema-version.ts';

/**
 * Text being written: a Yjs document whose updates are rows (LIV-1). A document is seeded once, by `initial`, and then
 * only grows by updates; its lineage says which seeding a copy descends from (LIV-3).
 */
export interface NewDocument {
  readonly id: string;
  readonly kind: 'draft' | 'rationale' | 'note';
  readonly investigationId: string;
  readonly schemaVersion: number;
  readonly actorId: string;
  readonly now: Date;
  /** A Yjs update that holds the first text. */
  readonly initial?: Uint8Array | undefined;
}

export interface LoadedDocument {
  readonly kind: NewDocument['kind'];
  readonly investigationId: string;
  readonly seq: number;
  readonly lineage: string;
  readonly schemaVersion: number;
  readonly frozen: boolean;
  /** The whole document as one Yjs update. */
  readonly state: Uint8Array;
}

export async function createDocument(tx: Transaction, document: NewDocument): Promise<void> {
  const { actorId, now, initial, ...fields } = document;
  const seeded = initial !== undefined && !isEmptyUpdate(initial);
  await tx.liveDocument.create({ data: { ...fields, lineage: newId(), createdAt: now, seq: seeded ? 1 : 0 } });
  if (seeded)
    await tx.liveUpdate.create({
      data: { documentId: document.id, seq: 1, update: Uint8Array.from(initial), actorId, at: now },
    });
}

/** The document as its log has it now; inside a transaction after `lockDocument`, as nobody can change it meanwhile. */
export async function loadDocument(reader: Reader, id: string): Promise<LoadedDocument> {
  const document = found(await reader.liveDocument.findUnique({ where: { id } }));
  const snapshot = await reader.liveSnapshot.findFirst({
    where: { documentId: id, seq: { lte: document.seq } },
    orderBy: { seq: 'desc' },
  });
  const updates = await reader.liveUpdate.findMany({
    where: { documentId: id, seq: { gt: snapshot?.seq ?? 0, lte: document.seq } },
    orderBy: { seq: 'asc' },
    select: { update: true },
  });
  const { kind, investigationId, seq, lineage, schemaVersion, frozen } = document;
  const state = merge([...(snapshot ? [snapshot.state] : []), ...updates.map((row) => row.update)]);
  return { kind, investigationId, seq, lineage, schemaVersion, frozen, state };
}

/** Until the transaction ends nobody else appends to the document. */
export async function lockDocument(tx: Transaction, id: string): Promise<{ seq: number; frozen: boolean }> {
  const rows = await tx.$queryRaw<{ seq: number; frozen: boolean }[]>`
    SELECT seq, frozen FROM "LiveDocument" WHERE id = ${id}::uuid FOR UPDATE`;
  return found(rows[0]);
}

/** A frozen document takes no more updates: the draft of a sealed source. */
export async function freezeDocument(tx: Transaction, id: string): Promise<void> {
  await tx.liveDocument.update({ where: { id }, data: { frozen: true } });
}

/** Everybody who wrote in the document, however little and whatever is left of it. */
export async function documentAuthors(tx: Reader, id: string): Promise<string[]> {
  const rows = await tx.liveUpdate.findMany({
    where: { documentId: id },
    distinct: ['actorId'],
    select: { actorId: true },
    orderBy: { actorId: 'asc' },
  });
  return rows.map((row) => row.actorId);
}

/** Nothing inserted and nothing deleted. Such an update is never logged: opening a document is not writing in it. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  return structs.length === 0 && ds.clients.size === 0;
}

function merge(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
