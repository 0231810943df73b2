import type { Database } from '../lib/platform/db.ts';
import { loadDemoPeople } from './people.ts';

/** Loads the demo's people and their case, once, through commands. */
export async function loadDemo(db: Database): Promise<void> {
  await loadDemoPeople(db);
}
