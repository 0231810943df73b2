// npm run bench:start. Times a cold start (a copy of the tree, no node_modules, no build, no database; npm's own package
// cache as it is) and warm starts, and compares with what one would do by hand: `next start` alone, without a database.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const copy = path.join(mkdtempSync(path.join(tmpdir(), 'redthread bench ')), 'clone');
const tracked = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .stdout.trim()
  .split('\n');
for (const file of tracked) cpSync(path.join(root, file), path.join(copy, file), { recursive: true });

/** Seconds from the command to the first line that matches; then Ctrl-C and wait for the end. */
async function until(command: string, args: readonly string[], ready: RegExp): Promise<number> {
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: copy,
    env: { ...process.env, PORT: '3987' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const seconds = await new Promise<number>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output += chunk.toString();
      if (ready.test(output)) resolve((performance.now() - began) / 1000);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', () => reject(new Error(output)));
  });
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  if (child.pid) process.kill(-child.pid, 'SIGINT');
  await ended;
  return seconds;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const show = (label: string, seconds: number): void =>
  console.log(`${label.padEnd(46)} ${seconds.toFixed(1).padStart(6)} s`);

try {
  const ready = /is ready at/;
  show('cold: install, build, database, demo case', await until('npm', ['start'], ready));
  const warm: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    warm.push(await until('npm', ['start'], ready));
    bare.push(await until('npx', ['next', 'start', '-p', '3987'], /Ready in/));
  }
  show('warm, median of 5', median(warm));
  show('`next start` alone, median of 5, alternating', median(bare));
  console.log(`ratio warm / bare ${(median(warm) / median(bare)).toFixed(2)}`);
} finally {
  rmSync(path.dirname(copy), { recursive: true, force: true });
}
