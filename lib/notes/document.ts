import * as Y from 'yjs';
import type { Reader, Transaction } from '../platform/db.ts';
import { found } from '../platform/errors.ts';
import { notify } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { plainText } from './plain-text.ts';

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
  const { snapshot, updates } = await readLog(reader, id, document.seq);
  const { kind, investigationId, seq, lineage, schemaVersion, frozen } = document;
  const doc = copyOf(snapshot?.state, updates);
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { kind, investigationId, seq, lineage, schemaVersion, frozen, state };
}

export interface OpenedCopy {
  readonly doc: Y.Doc;
  readonly seq: number;
  readonly snapshotAt: number;
  /** Of the snapshot and of what follows it. */
  readonly bytes: number;
  readonly lineage: string;
  /** Who writes under which Yjs client number. */
  readonly owners: Map<number, string>;
}

/** The document as a live copy: snapshot first, then the rest of the log. */
export async function openCopy(reader: Reader, id: string): Promise<OpenedCopy> {
  const { seq, lineage } = found(
    await reader.liveDocument.findUnique({ where: { id }, select: { seq: true, lineage: true } }),
  );
  const { snapshot, updates } = await readLog(reader, id, seq);
  const authors = await reader.liveAuthor.findMany({ where: { documentId: id } });
  const doc = copyOf(snapshot?.state, updates);
  const bytes = updates.reduce((sum, update) => sum + update.length, snapshot?.state.length ?? 0);
  const owners = new Map(authors.map(({ client, userId }) => [Number(client), userId]));
  return { doc, seq, lineage, snapshotAt: snapshot?.seq ?? 0, bytes, owners };
}

async function readLog(reader: Reader, documentId: string, until: number) {
  const snapshot = await reader.liveSnapshot.findFirst({
    where: { documentId, seq: { lte: until } },
    orderBy: { seq: 'desc' },
  });
  const rows = await reader.liveUpdate.findMany({
    where: { documentId, seq: { gt: snapshot?.seq ?? 0, lte: until } },
    orderBy: { seq: 'asc' },
    select: { update: true },
  });
  return { snapshot, updates: rows.map(({ update }) => update) };
}

function copyOf(snapshot: Uint8Array | undefined, updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, snapshot);
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** The document as it was after edit `seq`. */
export async function copyAt(reader: Reader, id: string, seq: number): Promise<Y.Doc> {
  const { snapshot, updates } = await readLog(reader, id, seq);
  return copyOf(snapshot?.state, updates);
}

export async function documentTextAt(reader: Reader, id: string, seq: number): Promise<string> {
  const doc = await copyAt(reader, id, seq);
  const text = plainText(Y.encodeStateAsUpdate(doc));
  doc.destroy();
  return text;
}

interface Edit {
  readonly documentId: string;
  readonly update: Uint8Array;
  /** The Yjs number under which it was made. */
  readonly client: number;
  readonly actorId: string;
  readonly now: Date;
}

/** Appends an edit that a command made; the caller has locked the document. Answers its number in the log. */
export async function appendEdit(tx: Transaction, { documentId, update, client, actorId, now }: Edit): Promise<number> {
  const { seq } = await tx.liveDocument.update({
    where: { id: documentId },
    data: { seq: { increment: 1 } },
    select: { seq: true },
  });
  await tx.liveUpdate.create({ data: { documentId, seq, update: Uint8Array.from(update), actorId, at: now } });
  await tx.liveAuthor.createMany({ data: [{ documentId, client, userId: actorId }], skipDuplicates: true });
  await notify(tx, { k: 'updates', docs: [[documentId, seq]] });
  return seq;
}

/** Of the snapshots these stay: the newest two, and one for every so many edits, from which history is read (LIV-7). */
const MILESTONE = 5_000;

/** Stores a copy made from the log. A cache: the log keeps every edit, and losing this only costs time. */
export async function writeSnapshot(
  reader: Reader,
  { documentId, seq, state }: { readonly documentId: string; readonly seq: number; readonly state: Uint8Array },
): Promise<void> {
  await reader.liveSnapshot.createMany({
    data: [{ documentId, seq, state: Uint8Array.from(state) }],
    skipDuplicates: true,
  });
  await reader.$executeRaw`
    DELETE FROM "LiveSnapshot" WHERE "documentId" = ${documentId}::uuid
      AND seq NOT IN (SELECT seq FROM "LiveSnapshot" WHERE "documentId" = ${documentId}::uuid ORDER BY seq DESC LIMIT 2)
      AND seq NOT IN (
        SELECT min(seq) FROM "LiveSnapshot" WHERE "documentId" = ${documentId}::uuid GROUP BY seq / ${MILESTONE})`;
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
