import type { DBSchema, IDBPDatabase } from 'idb';
import { deleteDB, openDB } from 'idb';
import type { KeptEdit, KeptEdits } from '@/lib/live/client/kept-edits.ts';

interface Schema extends DBSchema {
  edits: { key: number; value: Omit<KeptEdit, 'id'> & { id?: number }; indexes: { documentId: string } };
}

/** A database for each account: one person's words are never opened for another. */
const nameFor = (userId: string): string => `redthread-texts-${userId}`;

const open = new Map<string, Promise<IDBPDatabase<Schema>>>();

function database(userId: string): Promise<IDBPDatabase<Schema>> {
  const known = open.get(userId);
  if (known) return known;
  const opening = openDB<Schema>(nameFor(userId), 1, {
    upgrade: (db) => {
      db.createObjectStore('edits', { keyPath: 'id', autoIncrement: true }).createIndex('documentId', 'documentId');
    },
    // Another tab signs out and clears it: let go.
    blocking: () => void opening.then((db) => db.close()),
  });
  open.set(userId, opening);
  return opening;
}

/** IndexedDB; each call fails where the browser forbids it, and then nothing is promised. */
export function browserKeptEdits(userId: string): KeptEdits {
  return {
    keep: async (edit) => (await database(userId)).add('edits', { ...edit }),
    of: async (documentId) => {
      const rows = await (await database(userId)).getAllFromIndex('edits', 'documentId', documentId);
      return rows.map((row) => ({ ...row, id: row.id ?? 0 }));
    },
    forget: async (ids) => {
      const tx = (await database(userId)).transaction('edits', 'readwrite');
      await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done]);
    },
    documents: async () => {
      const rows = await (await database(userId)).getAll('edits');
      return [...new Map(rows.map(({ documentId, schema }) => [documentId, { documentId, schema }])).values()];
    },
  };
}

/** On signing out nothing of a person stays in this browser. */
export async function clearKeptEdits(userId: string): Promise<void> {
  const known = open.get(userId);
  open.delete(userId);
  await known?.then((db) => db.close()).catch(() => undefined);
  await deleteDB(nameFor(userId)).catch(() => undefined);
}
