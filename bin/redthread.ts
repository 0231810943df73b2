// npm run redthread -- <words>. Everything that writes goes through the same commands as the screens (CORE-1).
import path from 'node:path';
import { Command as Program, Option } from 'commander';
import { createAccount, createToken } from '../lib/accounts/commands.ts';
import { tokenScopes } from '../lib/accounts/schema.ts';
import { hashPassword, newApiToken } from '../lib/accounts/secrets.ts';
import { rotateSecrets } from '../lib/accounts/rotate.ts';
import { backup, restore, setBack } from '../lib/platform/backup.ts';
import { verifyAudit } from '../lib/platform/audit.ts';
import { execute } from '../lib/platform/command.ts';
import type { Database } from '../lib/platform/db.ts';
import { openDatabase } from '../lib/platform/db.ts';
import type { Result } from '../lib/platform/errors.ts';
import { SYSTEM_USER } from '../lib/platform/ids.ts';
import { migrate } from '../lib/platform/migrate.ts';
import { accountRoles } from '../lib/platform/permissions.rules.ts';
import { verifySources } from '../lib/sources/verify.ts';
import { loadDemo } from '../seeds/demo.ts';
import { findRunning, startPostgres } from '../server/postgres.ts';
import { keptSecret } from '../server/secret.ts';
import { diagnose } from './doctor.ts';

const root = path.dirname(import.meta.dirname);
const home = process.env.REDTHREAD_DATA ?? path.join(root, '.data');

/** Said to the person at the terminal, without a stack. */
class Complaint extends Error {}

/** The database given, or the one of the server that runs here, or our own for as long as this takes. */
async function withDatabase(
  work: (db: Database, url: string) => Promise<void>,
  // Where `redthread migrate` is run by the owner of the tables, whoever else comes may not.
  migrates = process.env.REDTHREAD_MIGRATE !== '0',
): Promise<void> {
  // An empty one is none, as for the server: else a second Postgres would be begun on the folder of the first.
  const given = process.env.DATABASE_URL ? process.env.DATABASE_URL : findRunning(home);
  const own = given ? undefined : await startPostgres(home);
  process.env.AUTH_SECRET ??= keptSecret(home);
  const url = given ?? own?.url ?? '';
  try {
    if (migrates) await migrate(url, path.join(root, 'prisma/migrations'));
    const db = await openDatabase(url, 4);
    try {
      await work(db, url);
    } finally {
      await db.close();
    }
  } finally {
    await own?.stop();
  }
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Complaint(result.error.detail);
  return result.value;
}

async function verify(db: Database): Promise<void> {
  const { streams, events, broken } = await verifyAudit(db.prisma);
  if (broken) throw new Complaint(`Broken: line ${broken.seq} of sequence ${broken.stream}: ${broken.why}.`);
  const sources = await verifySources(db);
  if (sources.broken.length > 0) throw new Complaint(`Broken: ${sources.broken.join('. ')}.`);
  console.log(`${events} events in ${streams} sequences, every hash fits.`);
  console.log(`${sources.raw} raw inputs and ${sources.versions} sealed versions are what was hashed.`);
}

const program = new Program('redthread').description('Redthread from the command line').showHelpAfterError();

const user = program.command('user').description('accounts');
user
  .command('create')
  .requiredOption('--email <address>')
  .requiredOption('--name <name>')
  .addOption(new Option('--role <role>').choices(accountRoles).default('member'))
  .option('--password <password>', 'made and printed when left out')
  .action(async (options: { email: string; name: string; role: string; password?: string }) => {
    await withDatabase(async (db) => {
      const password = options.password ?? newApiToken().secret.slice(4, 24);
      if (password.length < 10) throw new Complaint('Use a password of ten characters or more.');
      const passwordHash = await hashPassword(password);
      const { email, name, role } = options;
      done(await execute(db, createAccount, { userId: SYSTEM_USER }, { email, name, role, passwordHash }));
      console.log(`Account for ${name} (${role}).`);
      if (!options.password) console.log(password);
    });
  });

const token = program.command('token').description('API tokens');
token
  .command('create')
  .requiredOption('--email <address>', 'whose token')
  .requiredOption('--name <name>', 'what it is for')
  .option('--scopes <list>', `some of ${tokenScopes.join(',')}`, tokenScopes.join(','))
  .option('--days <n>', 'until it expires', '365')
  .action(async (options: { email: string; name: string; scopes: string; days: string }) => {
    await withDatabase(async (db) => {
      const person = await db.prisma.user.findUnique({ where: { email: options.email.trim().toLowerCase() } });
      if (!person) throw new Complaint(`There is no account with the address ${options.email}.`);
      const days = Number(options.days);
      if (!(days > 0 && days < 36_500)) throw new Complaint('--days is a number of days.');
      const made = newApiToken();
      const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
      const scopes = options.scopes.split(',').map((scope) => scope.trim());
      done(
        await execute(
          db,
          createToken,
          { userId: person.id },
          { userId: person.id, name: options.name, tokenHash: made.hash, scopes, expiresAt },
        ),
      );
      console.log(`Token "${options.name}" of ${person.name}, until ${expiresAt.slice(0, 10)}. It is shown this once:`);
      console.log(made.secret);
    });
  });

program
  .command('seed')
  .description('load the demo people and their case')
  .action(async () => {
    await withDatabase(async (db) => {
      if (process.env.DATABASE_URL)
        throw new Complaint('Demo accounts exist only in the embedded database (RUN-2). Unset DATABASE_URL.');
      await loadDemo(db);
      console.log('The demo case is there.');
    });
  });

program
  .command('migrate')
  .description('bring the database to the state of this version, as its owner')
  .action(async () =>
    withDatabase(() => {
      console.log('The database is up to date.');
      return Promise.resolve();
    }, true),
  );

program
  .command('backup')
  .argument('<file>', 'where to write it, for example redthread-2026-11-24.backup')
  .description('everything in one file, as of this moment; the app may go on running')
  .action(async (file: string) => {
    await withDatabase(async (_db, url) => {
      const { tables, rows, events } = await backup(url, path.resolve(file));
      console.log(`${file}: ${tables} tables, ${rows} rows, ${events} audit events.`);
      console.log('Keep AUTH_SECRET with it, apart: without it sealed secrets and mailed links are void.');
    });
  });

program
  .command('restore')
  .argument('<file>')
  .requiredOption('--into <url>', 'a Postgres database that does not exist yet, or is empty')
  .description('put a backup into a new database, and verify its audit trail')
  .action(async (file: string, { into }: { into: string }) => {
    const { tables, rows } = await restore(into, path.resolve(file), path.join(root, 'prisma/migrations'));
    const db = await openDatabase(into, 4);
    try {
      const { events, broken } = await verifyAudit(db.prisma);
      if (broken) throw new Complaint(`Broken: line ${broken.seq} of sequence ${broken.stream}: ${broken.why}.`);
      console.log(`${tables} tables, ${rows} rows; ${events} audit events, every hash fits.`);
    } finally {
      await db.close();
    }
  });

program
  .command('recovered')
  .description(
    'after Postgres was recovered to a point in time, before the first start: finish it, and verify the audit trail',
  )
  .action(async () => {
    await withDatabase(async (db) => {
      await setBack(db.pool);
      console.log('Live texts are made anew for open tabs, and everybody signs in again.');
      await verify(db);
    });
  });

program
  .command('secrets')
  .argument('<act>', 'rotate')
  .description(
    'seal every kept secret anew with today’s AUTH_SECRET (keep the old one in AUTH_SECRET_PREVIOUS until then)',
  )
  .action(async (act: string) => {
    if (act !== 'rotate') throw new Complaint('There is one act: redthread secrets rotate.');
    await withDatabase(async (db) => console.log(`${await rotateSecrets(db)} secrets sealed anew.`));
  });

const audit = program.command('audit').description('the audit trail');
audit
  .command('verify')
  .description('recompute every hash')
  .action(() => withDatabase(verify));

program
  .command('doctor')
  .description('is everything as it should be?')
  .action(async () => {
    await withDatabase(async (db) => {
      const findings = await diagnose(db);
      for (const { ok, words } of findings) console.log(`${ok ? 'ok  ' : 'LOOK'} ${words}`);
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
