import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { backupEnd, backupHeader, readFrames, tableHeader, writeFrame, writeJson } from './backup-file.ts';
import { migrate, migrationNames, migrationsFolder } from './migrate.ts';

export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
  readonly events: number;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Counters of minutes, and the list of migrations, which restoring makes itself. */
const LEFT_OUT = ['RateLimit', '_prisma_migrations'];

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

async function tablesOf(db: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await db.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND c.relname <> ALL ($1) GROUP BY c.relname ORDER BY c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/**
 * Everything in one file, as it was at one moment: a REPEATABLE READ transaction sees what was committed when it began and
 * holds nobody up. Written beside the file and renamed when whole, so that a file of that name is a whole backup.
 */
export async function backup(url: string, file: string): Promise<BackupReport> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: migrations } = await db.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
    );
    const out = createGzip({ level: 6 });
    const partial = `${file}.partial`;
    const written = finished(out.pipe(createWriteStream(partial, { mode: 0o600 })));
    await writeJson(out, {
      format: 'redthread-backup',
      version: 1,
      createdAt: new Date().toISOString(),
      migrations: migrations.map(({ name }) => name),
    });
    const counts: Record<string, number> = {};
    for (const table of await tablesOf(db)) {
      await writeJson(out, { table: table.name, columns: table.columns });
      const rows = db.query(copyTo(`COPY ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) TO STDOUT`));
      for await (const chunk of rows) await writeFrame(out, z.instanceof(Buffer).parse(chunk));
      await writeFrame(out, Buffer.alloc(0));
      counts[table.name] = rows.rowCount;
    }
    await db.query('COMMIT');
    await writeJson(out, { end: true, rows: counts, events: counts['Event'] ?? 0 });
    out.end();
    await written;
    await rename(partial, file);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { tables: Object.keys(counts).length, rows: total, events: counts['Event'] ?? 0 };
  } finally {
    await db.end();
  }
}

/**
 * Puts a backup into the database at `url`, which must not hold anything yet. First the schema as it was then, then the
 * rows, all in one transaction, then the migrations that have come since. Needs the owner of the tables, no superuser.
 */
export async function restore(url: string, file: string, directory?: string): Promise<BackupReport> {
  const frames = readFrames(createReadStream(file).pipe(createGunzip()));
  const next = async (): Promise<Buffer> => {
    const frame = await frames.next();
    if (frame.done) throw new Error('This backup is cut off.');
    return frame.value;
  };
  const json = async (): Promise<unknown> => JSON.parse((await next()).toString('utf8'));
  const header = backupHeader.parse(await json());
  const unknown = header.migrations.find((name) => !migrationNames(directory ?? migrationsFolder()).includes(name));
  if (unknown)
    throw new Error(`The backup was made by a newer Redthread (it has ${unknown}). Restore it with that one.`);
  await migrate(url, directory, new Set(header.migrations));
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  let report: BackupReport;
  try {
    await refuseFull(db);
    await db.query('BEGIN');
    const tables = await tablesOf(db);
    const names = tables.map(({ name }) => quoted(name));
    // Triggers would number events anew and refuse what is append-only; foreign keys are checked when all is there.
    for (const name of names) await db.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    const keys = await dropForeignKeys(db);
    // What migrations put in (the workspace's own account, the default ratings) comes with the backup.
    await db.query(`TRUNCATE ${names.join(', ')}`);
    report = await loadTables(db, json, next, new Map(tables.map((table) => [table.name, table])));
    for (const add of keys) await db.query(add);
    for (const name of names) await db.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await setBack(db);
    await db.query('COMMIT');
    await db.query('ANALYZE');
  } finally {
    await db.end();
  }
  await migrate(url, directory);
  return report;
}

/**
 * The database is as it was at an earlier moment. A tab that was open on a later state must not merge it into this one
 * (LIV-3), and a session that was ended since must not be good again: everybody signs in anew.
 */
export async function setBack(db: Pick<pg.ClientBase, 'query'>): Promise<void> {
  await db.query('UPDATE "LiveDocument" SET lineage = gen_random_uuid()');
  await db.query('UPDATE "Session" SET "revokedAt" = now() WHERE "revokedAt" IS NULL');
}

async function refuseFull(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ full: boolean }>('SELECT EXISTS (SELECT 1 FROM "Event") AS full');
  if (rows[0]?.full) throw new Error('This database is in use already. Restore into a new one.');
}

/** Drops every foreign key; the statements that make them again, which also check what was loaded. */
async function dropForeignKeys(db: pg.Client): Promise<readonly string[]> {
  const { rows } = await db.query<{ table: string; name: string; definition: string }>(
    `SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE k.contype = 'f' AND n.nspname = 'public'`,
  );
  for (const { table, name } of rows) await db.query(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`);
  return rows.map(
    ({ table, name, definition }) => `ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`,
  );
}

async function loadTables(
  db: pg.Client,
  json: () => Promise<unknown>,
  next: () => Promise<Buffer>,
  known: ReadonlyMap<string, Table>,
): Promise<BackupReport> {
  const counts: Record<string, number> = {};
  for (;;) {
    const value = await json();
    const end = backupEnd.safeParse(value);
    if (end.success) {
      const wrong = Object.entries(end.data.rows).find(([table, count]) => counts[table] !== count);
      if (wrong) throw new Error(`${wrong[0]}: the backup says ${wrong[1]} rows, ${counts[wrong[0]] ?? 0} came.`);
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return { tables: Object.keys(counts).length, rows: total, events: end.data.events };
    }
    const { table, columns } = tableHeader.parse(value);
    // Names come from a file: only those of this schema get into SQL.
    const here = known.get(table);
    const strange = columns.find((column) => !here?.columns.includes(column));
    if (!here || strange !== undefined)
      throw new Error(`The backup has ${table}.${strange ?? ''}, which is unknown here.`);
    const into = db.query(copyFrom(`COPY ${quoted(table)} (${columns.map(quoted).join(', ')}) FROM STDIN`));
    // Heard here even when the file ends before the table does: the connection's end is then an error of this stream, too.
    into.on('error', () => undefined);
    for (let rows = await next(); rows.length > 0; rows = await next())
      if (!into.write(rows)) await new Promise((resolve) => into.once('drain', resolve));
    into.end();
    await finished(into);
    counts[table] = into.rowCount;
  }
}
