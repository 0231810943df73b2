import { lockDocument } from '../notes/document.ts';
import type { Covered } from '../platform/audit.ts';
import { lastHash } from '../platform/audit.ts';
import { sha256 } from '../platform/canonical.ts';
import type { CommandContext } from '../platform/command.ts';
import type { Prisma } from '../platform/db.ts';
import { hashEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Found } from './find-words.ts';
import type { RebuiltDocument } from './documents.ts';
import { wordsIn } from './bars.rules.ts';

type Transaction = CommandContext['tx'];

/**
 * Puts the bars. The database asks each time whether the redaction was confirmed in this transaction, and lets nothing but
 * bars through; what had a hash is written down with the hash it has now.
 */
export async function putBars(tx: Transaction, redactionId: string, found: Found): Promise<Covered[]> {
  for (const { table, keys, barred } of found.changes)
    await tx.$executeRaw`SELECT redthread_redact(${redactionId}::uuid, ${table}, ${JSON.stringify(keys)}::jsonb,
      ${JSON.stringify(barred)}::jsonb)`;
  const versions = found.versions.map(({ id, sha256: before, text, ranges }) => ({
    ...{ kind: 'version' as const, rowId: id, before, after: sha256(text) },
    ranges: ranges.map((range) => ({ ...range })),
  }));
  const events = await eventHashes(tx, changedIds(found, 'Event'));
  const rows = await withFormer(tx, [...versions, ...events]);
  await tx.redactedRow.createMany({ data: rows.map((row) => ({ redactionId, ...row })) });
  // The index of what can be found follows the rows by triggers, but for sealed texts, which never change otherwise.
  await tx.$executeRaw`SELECT redthread_search_passages(${found.versions.map(({ id }) => id)}::uuid[])`;
  if (changedIds(found, 'EntityName').length > 0) await forgetTokens(tx, found.needle.words);
  return rows;
}

const changedIds = (found: Found, table: string): string[] =>
  found.changes.flatMap((change) => (change.table === table ? (change.keys['id'] ?? []) : []));

const none: Prisma.InputJsonObject[] = [];

async function eventHashes(tx: Transaction, ids: readonly string[]) {
  const rows = await tx.event.findMany({ where: { id: { in: [...ids] } } });
  return rows.map(({ hash, at, ...row }) => ({
    ...{ kind: 'event' as const, rowId: row.id, before: hash, ranges: none },
    after: hashEvent({ ...row, at: at.toISOString() }),
  }));
}

/** A row that was redacted before had another hash last. */
async function withFormer<Row extends Covered>(tx: Transaction, rows: readonly Row[]): Promise<Row[]> {
  const former = Map.groupBy(
    await tx.redactedRow.findMany({ where: { rowId: { in: rows.map(({ rowId }) => rowId) } } }),
    ({ rowId }) => rowId,
  );
  return rows.map((row) => ({ ...row, before: lastHash(row.before, former.get(row.rowId) ?? []) }));
}

/** Parts of names that no name has any more are not compared with either. */
async function forgetTokens(tx: Transaction, words: readonly string[]): Promise<void> {
  const tokens = [...new Set([...words, ...words.flatMap((word) => wordsIn(word).map(({ folded }) => folded))])];
  await tx.$executeRaw`DELETE FROM "NameToken" t WHERE t.token = ANY (${tokens}::text[])
    AND NOT EXISTS (SELECT 1 FROM "EntityName" n WHERE n.tokens @> ARRAY[t.token])`;
}

/**
 * Texts that are written together are rebuilt without the words and all that was ever deleted in them; who wrote in them
 * stays. Each gets a new lineage: an open editor loads it anew, and what a tab wrote without a connection, perhaps the
 * words once more, is shown to its author and never merged (LIV-3).
 */
export async function rebuildDocuments(
  { tx }: Pick<CommandContext, 'tx'>,
  redactionId: string,
  documents: readonly RebuiltDocument[],
): Promise<void> {
  for (const { id, state } of documents) {
    await lockDocument(tx, id);
    await tx.$executeRaw`SELECT redthread_redact_document(${redactionId}::uuid, ${id}::uuid, ${Buffer.from(state)})`;
    await tx.liveDocument.update({ where: { id }, data: { lineage: newId() } });
  }
}

/** What the source was read from, its kept pages, and what its corrections were read from: their bytes go. */
export async function eraseRaw(
  tx: Transaction,
  { id, sourceId }: { readonly id: string; readonly sourceId: string },
  now: Date,
): Promise<{ readonly rawInputId: string; readonly sha256: string }[]> {
  const rows = await tx.$queryRaw<{ rawInputId: string; sha256: string }[]>`
    SELECT r.id AS "rawInputId", r.sha256 FROM "RawInput" r
    WHERE r."erasedAt" IS NULL AND redthread_raw_source(r.id) = ${sourceId}::uuid ORDER BY r.id`;
  for (const { rawInputId } of rows)
    await tx.$executeRaw`SELECT redthread_redact_raw(${id}::uuid, ${rawInputId}::uuid, ${now})`;
  return rows;
}
