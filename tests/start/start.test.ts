import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '@/server/postgres.ts';
import { ended, startServer } from '../support/server.ts';

const home = mkdtempSync(path.resolve('.data-start-'));
// As a clone has it: below a private folder, the database of root would lie elsewhere.
chmodSync(home, 0o755);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The embedded Postgres of this home, by its own pid file. */
const postgres = (): number => Number(readFileSync(path.join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** The app waits for its database some seconds only; on a busy machine the database may take longer to put things away. */
const gone = (pid: number): Promise<void> => expect.poll(() => lives(pid), { timeout: 30_000 }).toBe(false);

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('RUN-1: npm start', { timeout: 180_000 }, () => {
  it('stops the database with itself, also one that it adopted after a kill -9; a second start is refused in words', async () => {
    const first = await startServer(home, await freePort());
    const database = postgres();
    expect(lives(database)).toBe(true);
    await expect(startServer(home, await freePort())).rejects.toThrow(/already runs from this folder \(process \d+\)/);
    expect(lives(database)).toBe(true);

    await ended(first, 'SIGKILL');
    expect(lives(database)).toBe(true);
    const second = await startServer(home, await freePort());
    expect(postgres()).toBe(database);
    await ended(second, 'SIGTERM');
    expect(second.exitCode).toBe(0);
    await gone(database);

    const third = await startServer(home, await freePort());
    const anew = postgres();
    expect(anew).not.toBe(database);
    await ended(third, 'SIGHUP');
    await gone(anew);
  });

  it('says in one sentence that a port is taken, and leaves the database alone', async () => {
    const port = await freePort();
    const running = await startServer(home, port);
    const elsewhere = mkdtempSync(path.resolve('.data-start-'));
    await expect(startServer(elsewhere, port)).rejects.toThrow(`Port ${port} is in use`);
    expect(existsSync(path.join(elsewhere, 'postgres'))).toBe(false);
    rmSync(elsewhere, { recursive: true });
    await ended(running, 'SIGINT');
  });
});
