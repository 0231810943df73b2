import type { Database } from '../platform/db.ts';

/**
 * Failed sign-ins, counted in Postgres so that every process sees them (ACC-5). A lock ends by itself: nobody can shut a
 * colleague out for good.
 */
const WINDOW = '15 minutes';
const PER_ACCOUNT = 8;
const PER_ADDRESS = 40;

export async function isLockedOut(db: Database, email: string, address: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ account: number; address: number }>(
    `SELECT count(*) FILTER (WHERE email = $1)::int AS account, count(*) FILTER (WHERE address = $2)::int AS address
     FROM "SignInFailure" WHERE at > now() - interval '${WINDOW}' AND (email = $1 OR address = $2)`,
    [email, address],
  );
  const [count] = rows;
  return (count?.account ?? 0) >= PER_ACCOUNT || (count?.address ?? 0) >= PER_ADDRESS;
}

export async function noteFailure(db: Database, email: string, address: string): Promise<void> {
  await db.pool.query(`INSERT INTO "SignInFailure" (email, address) VALUES ($1, $2)`, [email, address]);
  await db.pool.query(`DELETE FROM "SignInFailure" WHERE at < now() - interval '1 day'`);
}

export async function forgetFailures(db: Database, email: string): Promise<void> {
  await db.pool.query(`DELETE FROM "SignInFailure" WHERE email = $1`, [email]);
}
