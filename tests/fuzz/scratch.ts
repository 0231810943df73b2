import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../lib/platform/db.ts';
import { openDatabase } from '../../lib/platform/db.ts';
import { migrate } from '../../lib/platform/migrate.ts';
import { startPostgres } from '../../server/postgres.ts';

/** A Postgres of its own for a program that people run in a terminal, thrown away afterwards. */
export async function withDatabase(work: (db: Database, url: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(path.resolve('.data-scratch-'));
  const postgres = await startPostgres(home);
  try {
    await migrate(postgres.url);
    const db = await openDatabase(postgres.url, 20);
    try {
      await work(db, postgres.url);
    } finally {
      await db.close();
    }
  } finally {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
