import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** The lock that Prisma's own engine takes, so that `prisma migrate deploy` and we never run at once. */
const MIGRATION_LOCK = 72707369;

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly present: number;
}

interface Done {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Brings the database at `url` to the state of `directory`, creating the database when it is missing. Keeps Prisma's own
 * `_prisma_migrations` table, so Prisma's tools agree with it. Refuses a database that is ahead of this checkout, a
 * migration that was edited after it was applied and one that failed half-way. Two callers at once: one applies, the
 * other waits and finds nothing left to do. `only`: a restore needs the schema as it was when the backup was made.
 */
export async function migrate(
  url: string,
  directory = migrationsFolder(),
  only?: ReadonlySet<string>,
): Promise<MigrationReport> {
  const db = await openOrCreate(url);
  try {
    await db.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    const { rows } = await db.query<Done>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const names = migrationNames(directory);
    const unknown = rows.find((row) => !names.includes(row.migration_name));
    if (unknown) {
      throw new Error(
        `The database has migration ${unknown.migration_name}, which this version of Redthread lacks. Use the newer version.`,
      );
    }
    const done = new Map(rows.map((row) => [row.migration_name, row]));
    const applied: string[] = [];
    for (const name of names)
      if ((!only || only.has(name)) && (await applyOne(db, directory, name, done.get(name)))) applied.push(name);
    return { applied, present: names.length - applied.length };
  } finally {
    await db.end();
  }
}

export const migrationsFolder = (): string => path.join(process.cwd(), 'prisma/migrations');

export function migrationNames(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function applyOne(db: pg.Client, directory: string, name: string, before: Done | undefined): Promise<boolean> {
  const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8');
  const checksum = createHash('sha256').update(sql).digest('hex');
  if (before) {
    if (!before.finished_at)
      throw new Error(`Migration ${name} failed earlier; mend the database by hand, then mark it.`);
    if (before.checksum !== checksum) throw new Error(`Migration ${name} was edited after it was applied.`);
    return false;
  }
  // One transaction for the SQL and its row: a failure leaves nothing behind.
  await db.query('BEGIN');
  try {
    await db.query(sql);
    await db.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1,$2,$3,now(),1)',
      [randomUUID(), checksum, name],
    );
    await db.query('COMMIT');
    return true;
  } catch (cause) {
    await db.query('ROLLBACK');
    throw new Error(`Migration ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function openOrCreate(url: string): Promise<pg.Client> {
  try {
    return await open(url);
  } catch (error) {
    if (!hasCode(error, '3D000')) throw error;
  }
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = '/postgres';
  const admin = await open(target.toString());
  try {
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`);
  } catch (error) {
    // Another process made it at the same moment.
    if (!hasCode(error, '42P04') && !hasCode(error, '23505')) throw error;
  } finally {
    await admin.end();
  }
  return open(url);
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
