import type { DBSchema } from 'idb';
import { openDB } from 'idb';
import { call } from './api.ts';
import type { OutboxStore, PendingCommand } from './outbox.ts';
import { Outbox } from './outbox.ts';

interface Schema extends DBSchema {
  commands: { key: string; value: PendingCommand };
}

const LOCK = 'redthread-outbox';

/** The outbox of this browser for one person; delivered by one tab at a time. */
export function browserOutbox(userId: string): Outbox {
  const outbox = new Outbox({
    userId,
    store: indexedDbStore(),
    deliver: ({ id, name, input }) =>
      call('/api/command', { method: 'POST', body: JSON.stringify({ id, name, input }) }),
    exclusively: async (work) => {
      if ('locks' in navigator) await navigator.locks.request(`${LOCK}:${userId}`, work);
      else await work();
    },
    wait: (ms) => waitOrOnline(ms),
  });
  return outbox;
}

/** A pause that ends at once when the browser says that the network is back. */
function waitOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
  });
}

/** IndexedDB, or memory where a browser forbids it (then a reload forgets, and `isDurable` says so). */
function indexedDbStore(): OutboxStore {
  const open = openDB<Schema>('redthread', 1, {
    upgrade: (db) => void db.createObjectStore('commands', { keyPath: 'id' }),
  });
  open.catch(() => {
    durable = false;
  });
  return {
    all: async () => (await open).getAll('commands'),
    put: async (command) => {
      await (await open).put('commands', command);
    },
    remove: async (id) => (await open).delete('commands', id),
  };
}

let durable = true;
/** Whether a reload would keep what is not yet delivered. */
export const isDurable = (): boolean => durable;
