import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from './env.ts';
import { Prisma as PrismaSql, PrismaClient } from './prisma/client.ts';

export { Prisma } from './prisma/client.ts';
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
/** What reads need: the client itself or a transaction. */
export type Reader = Transaction;
/** What a read needs that is written in SQL throughout: a `Reader` is one, and so is `rawReader`. */
export interface RawReader {
  $queryRaw<T>(query: TemplateStringsArray | PrismaSql.Sql, ...values: unknown[]): PromiseLike<T>;
}

/**
 * Reads SQL without Prisma between, for what people wait for while they type: a statement costs the process a third of
 * what it costs through Prisma (0.15 against 0.42 ms). Rows come as `pg` gives them: 64-bit numbers as strings.
 */
export function rawReader(pool: pg.Pool): RawReader {
  // As with Prisma's own, whoever asks says what the rows are.
  function rowsOf<T>(query: TemplateStringsArray | PrismaSql.Sql, ...values: unknown[]): Promise<T>;
  async function rowsOf(query: TemplateStringsArray | PrismaSql.Sql, ...values: unknown[]): Promise<unknown> {
    const sql = 'raw' in query ? PrismaSql.sql(query, ...values) : query;
    const config = { text: sql.text, values: sql.values, ...(lasting.has(sql) && named(sql.text)) };
    const { rows }: { readonly rows: unknown } = await pool.query(config);
    return rows;
  }
  return { $queryRaw: rowsOf };
}

/**
 * Marks a statement that is best done in the same way whatever its values are: a `rawReader` has each connection plan it
 * once. Not for those whose way depends on how common a value is.
 */
export function plannedOnce(sql: PrismaSql.Sql): PrismaSql.Sql {
  lasting.add(sql);
  return sql;
}
const lasting = new WeakSet<PrismaSql.Sql>();
/** There are as many as places in the program that say `plannedOnce`, times their few variants. */
const names = new Map<string, string>();
function named(text: string): { readonly name: string } {
  const name = names.get(text) ?? `redthread_once_${names.size}`;
  names.set(text, name);
  return { name };
}

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
