// npm run bench:sign-in: passwords guessed by a thousand addresses at once, beside a newsroom that signs in as always.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createAccount } from '../lib/accounts/commands.ts';
import { hashPassword } from '../lib/accounts/secrets.ts';
import { signInWithPassword } from '../lib/accounts/sign-in.ts';
import { execute } from '../lib/platform/command.ts';
import { openDatabase, useDatabase } from '../lib/platform/db.ts';
import { SYSTEM_USER } from '../lib/platform/ids.ts';
import { migrate } from '../lib/platform/migrate.ts';
import { startPostgres } from '../server/postgres.ts';
import { quantile } from './figures.ts';

process.env.AUTH_SECRET = 'a secret for this bench, long enough 0123456789';
const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
process.env.DATABASE_URL = postgres.url;
await migrate(postgres.url);
const db = await openDatabase(postgres.url, 16);
useDatabase(db);

const NEWSROOM = '198.51.100.10';
const PASSWORD = 'lantern quarry violet tugboat';
const PEOPLE = 20;
const ADDRESSES = 1000;

const signIn = (email: string, password: string, address: string) =>
  signInWithPassword({ email, password }, { address, userAgent: 'bench' });
try {
  const passwordHash = await hashPassword(PASSWORD);
  const emails = Array.from({ length: PEOPLE }, (_, n) => `p${n}@example.org`);
  for (const email of emails)
    await execute(db, createAccount, { userId: SYSTEM_USER }, { email, name: email, passwordHash });
  // Everybody has been at their desk before.
  for (const email of emails) await signIn(email, PASSWORD, NEWSROOM);

  const counts: Record<string, number> = {};
  const attack = async (n: number) => {
    const result = await signIn(emails[n % PEOPLE] ?? '', `guess number ${n}`, `203.0.${n % 250}.${n % 199}`);
    const key = result.ok ? 'in' : result.error.code;
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: ADDRESSES }, (_, n) => attack(n)));
  const seconds = (performance.now() - began) / 1000;

  const honest: number[] = [];
  let inside = 0;
  for (const email of emails) {
    const start = performance.now();
    if ((await signIn(email, PASSWORD, NEWSROOM)).ok) inside += 1;
    honest.push(performance.now() - start);
  }
  const elsewhere = (await Promise.all(emails.map((email) => signIn(email, PASSWORD, '192.0.2.77')))).filter(
    ({ ok }) => ok,
  );

  // Does the time tell which accounts exist? Wrong passwords for existing and missing ones, in turn, from fresh addresses.
  const known: number[] = [];
  const missing: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    const email = `t${n}@example.org`;
    await execute(db, createAccount, { userId: SYSTEM_USER }, { email, name: email, passwordHash });
    for (const [list, address] of [
      [known, email],
      [missing, `no${n}@example.org`],
    ] as const) {
      const start = performance.now();
      await signIn(address, 'wrong password', `192.0.${n}.${list === known ? 1 : 2}`);
      list.push(performance.now() - start);
    }
  }
  console.log(
    `attack: ${ADDRESSES} guesses at ${PEOPLE} accounts in ${seconds.toFixed(1)} s: ${JSON.stringify(counts)}`,
  );
  console.log(
    `  passwords really tried per account: ${((counts['signed_out'] ?? 0) / PEOPLE).toFixed(1)} (the limit is 8 in 15 minutes)`,
  );
  console.log(
    `newsroom, at its own address, while the accounts are locked for strangers: ${inside} of ${PEOPLE} got in, p50 ${quantile(honest, 0.5).toFixed(0)} ms, p95 ${quantile(honest, 0.95).toFixed(0)} ms`,
  );
  console.log(
    `the same people from an address never seen before: ${elsewhere.length} of ${PEOPLE} got in (the others are told when to try again)`,
  );
  console.log(
    `timing of a wrong password: existing account p50 ${quantile(known, 0.5).toFixed(0)} ms, missing account p50 ${quantile(missing, 0.5).toFixed(0)} ms`,
  );
} finally {
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit();
