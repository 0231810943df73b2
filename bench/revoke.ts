// npm run bench:revoke: how long after "suspend" is committed the person is out, on two server processes, on every surface.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import WebSocket from 'ws';
import { reinstateAccount, startSession, suspendAccount } from '../lib/accounts/commands.ts';
import { COOKIE } from '../lib/accounts/session.ts';
import { execute } from '../lib/platform/command.ts';
import { openDatabase } from '../lib/platform/db.ts';
import { newId, SYSTEM_USER } from '../lib/platform/ids.ts';
import { migrate } from '../lib/platform/migrate.ts';
import { freePort, startPostgres } from '../server/postgres.ts';
import { quantile } from './figures.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 40);
const secret = 'a secret for this bench, long enough 0123456789';
process.env.AUTH_SECRET = secret;

const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
process.env.DATABASE_URL = postgres.url;
await migrate(postgres.url);
const db = await openDatabase(postgres.url, 8);
const servers: ChildProcess[] = [];

async function serve(): Promise<number> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...process.env, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(child);
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (data: Buffer) => data.includes('is ready at') && resolve()),
  );
  return port;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds until the API says no: asked over and over, as a script with a stolen cookie would. */
async function untilRefused(port: number, cookie: string, began: number): Promise<number> {
  for (;;) {
    const { status } = await fetch(`http://127.0.0.1:${port}/api/v1/me`, { headers: { cookie } });
    if (status !== 200) return performance.now() - began;
    await wait(2);
  }
}

try {
  const ports = [await serve(), await serve()];
  const moderator = newId();
  await db.prisma.user.create({
    data: { id: moderator, name: 'Moderator', email: 'm@example.org', role: 'moderator' },
  });
  const person = newId();
  await db.prisma.user.create({ data: { id: person, name: 'Person', email: 'p@example.org' } });
  const socketTimes: number[] = [];
  const callTimes: number[] = [];
  const commandTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sessionId = newId();
    await execute(db, startSession, { userId: SYSTEM_USER }, { userId: person, sessionId });
    const cookie = `${COOKIE.plain}=${await encode({ token: { sid: sessionId }, secret })}`;
    const sockets = await Promise.all(
      ports.map(
        (port) =>
          new Promise<WebSocket>((resolve, reject) => {
            const ws = new WebSocket(`ws://127.0.0.1:${port}/live`, {
              headers: { cookie, origin: `http://127.0.0.1:${port}` },
            });
            ws.once('message', () => resolve(ws));
            ws.once('error', reject);
          }),
      ),
    );
    const began = performance.now();
    const closed = sockets.map(
      (ws) => new Promise<number>((resolve) => ws.once('close', () => resolve(performance.now() - began))),
    );
    const refused = ports.map((port) => untilRefused(port, cookie, began));
    await execute(db, suspendAccount, { userId: moderator }, { accountId: person, reason: 'bench' });
    // What was committed before the answer came back is counted as at once.
    const answered = performance.now() - began;
    commandTimes.push(answered);
    const since = (times: readonly number[]) => times.map((time) => Math.max(0, time - answered));
    socketTimes.push(...since(await Promise.all(closed)));
    callTimes.push(...since(await Promise.all(refused)));
    await execute(db, reinstateAccount, { userId: moderator }, { accountId: person });
  }
  for (const [what, times] of [
    ['open sockets closed', socketTimes],
    ['API calls refused', callTimes],
    ['(the command itself)', commandTimes],
  ] as const) {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => quantile(times, part).toFixed(0));
    console.log(
      `${what}: ${times.length}, 2 processes, after the moderator has the answer: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`,
    );
    // Which rounds the longest were in: in the first, a process answers the API for the first time, and reads its code.
    const longest = times.map((time, index) => ({ time, round: 1 + Math.floor((index * ROUNDS) / times.length) }));
    longest.sort((a, b) => b.time - a.time);
    const said = longest.slice(0, 4).map(({ time, round }) => `${time.toFixed(0)} ms (round ${round})`);
    console.log(`  longest: ${said.join(', ')}`);
  }
  if (quantile([...socketTimes, ...callTimes], 0.95) >= 1000) process.exitCode = 1;
} finally {
  for (const child of servers) child.kill('SIGTERM');
  await wait(1500);
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit();
