import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from './env.ts';
import { PrismaClient } from './prisma/client.ts';

export { Prisma } from './prisma/client.ts';
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
/** What reads need: the client itself or a transaction. */
export type Reader = Transaction;

export interface Database {
  readonly prisma: PrismaClient;
  /** For SQL that Prisma is the wrong tool for: the log, the feed, search. */
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

/**
 * Opens the database as the role that may not touch the audit trail (CORE-4). Where the migrations had no right to make
 * that role, the connection keeps its own and the triggers guard alone.
 */
export async function openDatabase(url: string, max = 20): Promise<Database> {
  const options = (await hasAppRole(url)) ? '-c role=redthread_app' : undefined;
  const pool = new pg.Pool({ connectionString: url, max, ...(options ? { options } : {}) });
  // An idle connection that breaks (a restarted Postgres) is replaced by the pool; without a listener it would end us.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function hasAppRole(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ member: boolean }>(
      `SELECT pg_has_role(current_user, oid, 'MEMBER') AS member FROM pg_roles WHERE rolname = 'redthread_app'`,
    );
    return rows[0]?.member ?? false;
  } finally {
    await client.end();
  }
}

declare global {
  // One database per process, also where the bundler makes two copies of this module or hot reload makes many.
  var redthreadDatabase: Promise<Database> | undefined;
}

/** The process's database, opened when first asked for. */
export function database(): Promise<Database> {
  globalThis.redthreadDatabase ??= openDatabase(env().DATABASE_URL).catch((error: unknown) => {
    globalThis.redthreadDatabase = undefined;
    throw error;
  });
  return globalThis.redthreadDatabase;
}

/** Tests bring their own database. */
export function useDatabase(db: Database): void {
  globalThis.redthreadDatabase = Promise.resolve(db);
}
