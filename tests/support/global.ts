import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../lib/platform/migrate.ts';
import { startPostgres } from '../../server/postgres.ts';
import { withDatabase } from './database-url.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres with the database `redthread_template`, migrated and empty. */
    postgresUrl: string;
  }
}

/** One embedded Postgres for the whole run, on data that is thrown away. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.resolve('.data-test-'));
  const postgres = await startPostgres(home);
  await migrate(withDatabase(postgres.url, 'redthread_template'));
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
