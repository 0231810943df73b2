import type { Database } from '../platform/db.ts';
import type { Failure } from '../platform/errors.ts';
import { forgive, giveBack, take } from '../platform/limits.ts';
import { addressKey } from './secrets.ts';

/**
 * Wrong passwords (ACC-5). An address from which an account's owner has signed in before has an allowance of its own:
 * whoever attacks the account from elsewhere locks themselves out, not the owner; and a newsroom behind one address is
 * not shut out by a stranger's attempts at it. The idea of OWASP's device cookies, with addresses for cookies.
 */
export interface Attempt {
  readonly refusal: Failure | null;
  /** The password was right: nothing of this counts. */
  readonly succeeded: () => Promise<void>;
}

const KNOWN_FOR_DAYS = 90;

export async function attempt(
  db: Database,
  account: { readonly email: string; readonly userId: string | null },
  address: string,
): Promise<Attempt> {
  const known = await isKnownAddress(db, account.userId, address);
  if (known) {
    const subject = `${account.email} ${address}`;
    return {
      refusal: await take(db, 'signInKnown', subject),
      succeeded: () => forgive(db, 'signInKnown', subject),
    };
  }
  const byAddress = await take(db, 'signInAddress', address);
  return {
    refusal: byAddress ?? (await take(db, 'signInStranger', account.email)),
    succeeded: async () => {
      await forgive(db, 'signInStranger', account.email);
      await giveBack(db, 'signInAddress', address);
    },
  };
}

async function isKnownAddress({ pool }: Database, userId: string | null, address: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM "Session" WHERE "userId" = $1 AND "addressKey" = $2
     AND "createdAt" > now() - make_interval(days => $3) LIMIT 1`,
    [userId, addressKey(address), KNOWN_FOR_DAYS],
  );
  return (rowCount ?? 0) > 0;
}
