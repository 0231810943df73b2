import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Database } from '@/lib/platform/db.ts';
import { openDatabase, useDatabase } from '@/lib/platform/db.ts';
import { withDatabase } from './database-url.ts';

export interface TestDatabase {
  /** Open after beforeAll. */
  readonly db: Database;
  readonly url: string;
}

/**
 * A real Postgres database of its own for the tests of one file, copied from a migrated template, dropped afterwards.
 * Call at the top level of the file: `const test = testDatabase()`, then `test.db` inside tests.
 */
export function testDatabase(): TestDatabase {
  const admin = inject('postgresUrl');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const url = withDatabase(admin, name);
  let db: Database | undefined;
  beforeAll(async () => {
    await asAdmin(admin, `CREATE DATABASE ${name} TEMPLATE redthread_template`);
    db = await openDatabase(url, 12);
    useDatabase(db);
  });
  afterAll(async () => {
    await db?.close();
    await asAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return {
    url,
    get db() {
      if (!db) throw new Error('the test database is open only inside tests');
      return db;
    },
  };
}

export async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
