import { createHmac } from 'node:crypto';
import type { Database } from './db.ts';
import { env } from './env.ts';
import type { Failure } from './errors.ts';
import { failure } from './errors.ts';

interface Limit {
  /** So many at once … */
  readonly burst: number;
  /** … and all of them again after so many seconds. */
  readonly seconds: number;
}

/** Every limit there is (ACC-5). Counted in Postgres, so that all processes share it. */
export const limits = {
  /** Wrong passwords of one account, from addresses where its owner has never been. */
  signInStranger: { burst: 8, seconds: 900 },
  /** The same from an address where the owner has signed in before: an attack elsewhere does not lock them out. */
  signInKnown: { burst: 10, seconds: 900 },
  /** Attempts from one address for accounts that were never used there. */
  signInAddress: { burst: 40, seconds: 900 },
  secondFactor: { burst: 6, seconds: 900 },
  resetAccount: { burst: 3, seconds: 3600 },
  resetAddress: { burst: 20, seconds: 3600 },
  invitation: { burst: 500, seconds: 86_400 },
  acceptAddress: { burst: 30, seconds: 900 },
  flag: { burst: 30, seconds: 3600 },
  intake: { burst: 120, seconds: 3600 },
  /** Acts at the door and about one's own sign-in, from one address: a newsroom behind one address still gets through. */
  door: { burst: 300, seconds: 60 },
  /** Calls of one token or session. */
  api: { burst: 1200, seconds: 60 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;

/** Addresses and mail addresses are kept as keyed hashes only: the table is no list of who tried what. */
export const limitKey = (name: LimitName, subject: string): string =>
  `${name}:${createHmac('sha256', env().AUTH_SECRET).update(subject).digest('base64url').slice(0, 27)}`;

/**
 * Takes one from the allowance; null when there was one, else the refusal that says when to try again. One statement,
 * so that of a hundred at once no more than `burst` pass. The generic cell rate algorithm (ITU-T I.371): a row holds the
 * time at which the allowance would be whole again.
 */
export async function take(
  { pool }: Pick<Database, 'pool'>,
  name: LimitName,
  subject: string,
): Promise<Failure | null> {
  const { burst, seconds } = limits[name];
  const key = limitKey(name, subject);
  const { rowCount } = await pool.query(
    `INSERT INTO "RateLimit" AS held (key, tat) VALUES ($1, clock_timestamp() + make_interval(secs => $2))
     ON CONFLICT (key) DO UPDATE SET tat = greatest(held.tat, clock_timestamp()) + make_interval(secs => $2)
     WHERE greatest(held.tat, clock_timestamp()) + make_interval(secs => $2) <= clock_timestamp() + make_interval(secs => $3)`,
    [key, seconds / burst, seconds],
  );
  if (rowCount) return null;
  const { rows } = await pool.query<{ wait: number }>(
    `SELECT ceil(extract(epoch FROM tat - clock_timestamp()) + $2 - $3)::int AS wait FROM "RateLimit" WHERE key = $1`,
    [key, seconds / burst, seconds],
  );
  return tooMany(Math.max(1, rows[0]?.wait ?? 1));
}

/** Gives everything back: after a right password the wrong ones before it no longer count. */
export async function forgive({ pool }: Pick<Database, 'pool'>, name: LimitName, subject: string): Promise<void> {
  await pool.query(`DELETE FROM "RateLimit" WHERE key = $1`, [limitKey(name, subject)]);
}

/** Gives one back: it was no attempt after all. */
export async function giveBack({ pool }: Pick<Database, 'pool'>, name: LimitName, subject: string): Promise<void> {
  const { burst, seconds } = limits[name];
  await pool.query(`UPDATE "RateLimit" SET tat = tat - make_interval(secs => $2) WHERE key = $1`, [
    limitKey(name, subject),
    seconds / burst,
  ]);
}

/** Rows whose allowance is whole again say nothing any more. */
export async function sweepLimits({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await pool.query(`DELETE FROM "RateLimit" WHERE tat < clock_timestamp()`);
}

export function tooMany(wait: number): Failure {
  const words = wait < 90 ? `${wait} second${wait === 1 ? '' : 's'}` : `${Math.ceil(wait / 60)} minutes`;
  return { ...failure('rate_limited', `Too many attempts. Try again in ${words}.`).error, retryAfter: wait };
}
